#include "check/pasted_lines.h"

#include <string>

#include "base/text.h"

namespace recipe::check {
namespace {

/// Reads lines one behind the other as a shell does, as far as strings, comments and
/// here-documents go.
class LineReader {
 public:
  LineReader(const SourceText& source, Strings strings) : source_(source), strings_(strings) {}

  PastedLine read(Span span) {
    PastedLine line{span, quote_ != 0 || !here_.empty(), span.end, false};
    const std::string_view text = source_.text(span);
    if (!here_.empty()) {
      if (trim(text) == here_) here_.clear();
      return line;
    }
    const std::size_t comment = scan(text);
    line.comment = span.begin + comment;
    if (strings_ == Strings::within_a_line) quote_ = 0;
    const std::string_view code = text.substr(0, comment);
    const std::string_view shown = trim(code);
    line.joined = quote_ != 0 || (comment == text.size() && ends_with_backslash(text)) ||
                  shown.ends_with('|') || shown.ends_with("&&");
    return line;
  }

  bool open() const { return quote_ != 0 || !here_.empty(); }

 private:
  static bool ends_with_backslash(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && text[text.size() - 1 - count] == '\\') ++count;
    return count % 2 == 1;
  }

  /// Where the comment begins, else the size.
  std::size_t scan(std::string_view text) {
    std::string here;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (quote_ != 0) {
        if (c == '\\' && quote_ == '"') {
          ++i;
        } else if (c == quote_) {
          quote_ = 0;
        }
      } else if (c == '\\') {
        ++i;
      } else if (c == '"' || c == '\'') {
        quote_ = c;
      } else if (c == '#' && (i == 0 || is_space(text[i - 1]))) {
        here_ = here;
        return i;
      } else if (c == '<' && here.empty()) {
        here = here_word(text, i);
      }
    }
    here_ = here;
    return text.size();
  }

  /// The word that ends a here-document of `<<WORD` at `at`; empty for none.
  static std::string here_word(std::string_view text, std::size_t at) {
    if (!text.substr(at).starts_with("<<") || text.substr(at).starts_with("<<<")) return "";
    if (at > 0 && text[at - 1] == '<') return "";
    at += 2;
    if (at < text.size() && text[at] == '-') ++at;
    while (at < text.size() && text[at] == ' ') ++at;
    std::string word;
    for (; at < text.size() && !is_space(text[at]) && text[at] != '>' && text[at] != '|'; ++at) {
      if (text[at] != '"' && text[at] != '\'' && text[at] != '\\') word += text[at];
    }
    // `<<placeholder>>` opens none.
    return at < text.size() && text[at] == '>' ? "" : word;
  }

  const SourceText& source_;
  const Strings strings_;
  char quote_ = 0;
  std::string here_;  ///< the word that ends the here-document
};

std::vector<PastedLine> read_all(const SourceText& source, const std::vector<Span>& lines,
                                 Strings strings, bool& open) {
  LineReader reader(source, strings);
  std::vector<PastedLine> read;
  read.reserve(lines.size());
  for (const Span& line : lines) read.push_back(reader.read(line));
  open = reader.open();
  return read;
}

}  // namespace

std::vector<PastedLine> pasted_lines(const SourceText& source, const std::vector<Span>& lines) {
  bool open = false;
  auto read = read_all(source, lines, Strings::over_lines, open);
  // A lone apostrophe would turn the rest of the block inside out.
  if (open) read = read_all(source, lines, Strings::within_a_line, open);
  return read;
}

Span trimmed(const SourceText& source, Span span) {
  const std::string& bytes = source.bytes();
  while (!span.empty() && is_space(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_space(bytes[span.end - 1])) --span.end;
  return span;
}

}  // namespace recipe::check
