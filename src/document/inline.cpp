#include "document/inline.h"

#include <algorithm>

#include "base/text.h"
#include "document/bare_url.h"
#include "document/tokens.h"

namespace recipe::document {
namespace {

/// Writes tokens into a Flat.
class FlatWriter {
 public:
  FlatWriter(std::vector<Token> tokens, InCell in_cell)
      : tokens_(std::move(tokens)), in_cell_(in_cell) {}

  Flat run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) write(i);
    add_bare_urls(flat_);
    // A link before what it holds.
    std::stable_sort(flat_.pieces.begin(), flat_.pieces.end(), [](const Piece& a, const Piece& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.span.size() > b.span.size();
    });
    return std::move(flat_);
  }

 private:
  void write(std::size_t index) {
    Token& token = tokens_[index];
    switch (token.kind) {
      case TokenKind::text:
        return flat_.append(token.text, token.span);
      case TokenKind::decoded:
        return flat_.append(token.text, token.span);
      case TokenKind::code:
        return write_code(token);
      case TokenKind::line_end:
        return flat_.append_break(token.span);
      case TokenKind::emphasis:
        return write_emphasis(token);
      case TokenKind::open:
        if (token.is_link) {
          opened_.push_back({index, flat_.text.size()});
        } else {
          flat_.append(token.text, token.span);
        }
        return;
      case TokenKind::close:
        if (token.is_link) return write_link_end(index);
        return flat_.append(token.text, token.span);
      case TokenKind::markup:
        return;
      case TokenKind::url:
        return write_piece(token, PieceKind::url);
    }
  }

  void write_emphasis(const Token& token) {
    const std::size_t left = token.text.size() - token.dropped;
    flat_.append(std::string_view(token.text).substr(0, left),
                 {token.span.end - left, token.span.end});
  }

  void write_piece(const Token& token, PieceKind kind) {
    Piece piece;
    piece.kind = kind;
    piece.begin = flat_.text.size();
    piece.span = token.span;
    if (kind == PieceKind::url) {
      piece.target = token.text;
      piece.target_span = token.content;
    }
    write_unpiped(token.text, token.content);
    piece.end = flat_.text.size();
    flat_.pieces.push_back(std::move(piece));
  }

  void write_code(const Token& token) { write_piece(token, PieceKind::code); }

  void write_unpiped(std::string_view text, Span span) {
    if (in_cell_ == InCell::no) return flat_.append(text, span);
    for (std::size_t at = text.find("\\|"); at != std::string_view::npos; at = text.find("\\|")) {
      flat_.append(text.substr(0, at), {span.begin, span.begin + at});
      flat_.append("|", {span.begin + at, span.begin + at + 2});
      text.remove_prefix(at + 2);
      span.begin += at + 2;
    }
    flat_.append(text, span);
  }

  void write_link_end(std::size_t index) {
    while (!opened_.empty() && tokens_[opened_.back().token].partner != index) opened_.pop_back();
    if (opened_.empty()) return;
    Piece piece = std::move(tokens_[opened_.back().token].piece);
    piece.begin = opened_.back().begin;
    piece.end = flat_.text.size();
    opened_.pop_back();
    flat_.pieces.push_back(std::move(piece));
  }

  struct Opened {
    std::size_t token;
    std::size_t begin;
  };

  std::vector<Token> tokens_;
  InCell in_cell_;
  Flat flat_;
  std::vector<Opened> opened_;
};

}  // namespace

Flat read_inline(const SourceText& source, const std::vector<Span>& lines, const Markdown& markdown,
                 InCell in_cell) {
  std::vector<Token> tokens = tokenize(source, lines, markdown);
  match_emphasis(source, tokens);
  Flat flat = FlatWriter(std::move(tokens), in_cell).run();
  if (flat.text.empty() && !lines.empty())
    flat.append("", {lines.front().begin, lines.front().begin});
  return flat;
}

}  // namespace recipe::document
