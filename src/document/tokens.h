#pragma once

#include <string>
#include <vector>

#include "document/inline.h"

namespace recipe::document {

enum class TokenKind {
  text,     ///< as written
  decoded,  ///< an escape or entity, `text` being what it means
  code,     ///< a code span, `text` being its content
  line_end,
  emphasis,  ///< a run of `*`, `_` or `~`, of which `dropped` bytes are markup
  open,      ///< `[` or `![`
  close,     ///< `]`, with the target behind it where it ends a link
  markup,    ///< an HTML tag or comment: nothing is shown
  url,       ///< `<https://...>`
};

/// A token of inline Markdown; `span` are bytes of the document.
struct Token {
  TokenKind kind = TokenKind::text;
  Span span;
  std::string text;
  std::size_t dropped = 0;
  bool can_open = false;
  bool can_close = false;
  bool is_link = false;  ///< open and close: the two ends of a link or image
  bool is_image = false;
  std::size_t partner = 0;  ///< of a link's `open`: the index of its `close`
  Piece piece;              ///< of a link's `open`
  Span content;             ///< of code: without the backticks and the space inside
};

/// Cuts lines into tokens; the links are found.
std::vector<Token> tokenize(const SourceText& source, const std::vector<Span>& lines,
                            const Markdown& markdown);

/// Decides which `*`, `_` and `~~` are markup.
void match_emphasis(const SourceText& source, std::vector<Token>& tokens);

}  // namespace recipe::document
