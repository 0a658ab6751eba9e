#include "code/python/pieces.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t wanted_tokens = 20000;  ///< a new piece begins at the next statement
constexpr std::size_t most_tokens = 65000;
/// The end of a line that is not blank may be three: itself, and more or less indentation.
constexpr std::size_t tokens_of_line = 3;

bool is_word(char c) { return is_alnum(c) || c == '_' || (c & 0x80) != 0; }

/// Walks over a file and knows what is string, comment and bracket; no more of the language.
class Walker {
 public:
  explicit Walker(const std::string& text) : text_(text) {}

  /// Goes over one token, string, comment or blank. False at the end.
  bool step() {
    if (at_ >= text_.size()) return false;
    begin_ = at_;
    tokens_ = 0;
    const char c = text_[at_];
    comment_ = c == '#';
    if (comment_) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '"' || c == '\'') {
      line_is_blank_ = false;
      string(c);
    } else if (is_word(c)) {
      line_is_blank_ = false;
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
      tokens_ = 1;
      const std::string prefix = at_ - begin_ > 3 ? "" : lower(text_.substr(begin_, at_ - begin_));
      formatted_ = prefix.find('f') != std::string::npos;
      return true;
    } else {
      ++at_;
      const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      tokens_ = !blank ? 1 : c == '\n' && !line_is_blank_ ? tokens_of_line : 0;
      line_is_blank_ = c == '\n' || (line_is_blank_ && blank);
      if (c == '(' || c == '[' || c == '{') ++depth_;
      if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
    }
    formatted_ = false;
    return true;
  }

  std::size_t begin() const { return begin_; }
  std::size_t at() const { return at_; }
  std::size_t tokens() const { return tokens_; }
  bool comment() const { return comment_; }

  /// A statement of the outermost level begins here.
  bool starts_statement() const {
    if (depth_ > 0 || at_ == 0 || at_ >= text_.size() || text_[at_ - 1] != '\n') return false;
    if (at_ > 1 && text_[at_ - 2] == '\\') return false;
    if (!is_word(text_[at_]) && text_[at_] != '@') return false;
    const std::string_view rest = std::string_view(text_).substr(at_, 8);
    static constexpr std::array<std::string_view, 4> goes_on = {"else", "elif", "except",
                                                                "finally"};
    return std::none_of(goes_on.begin(), goes_on.end(),
                        [&](std::string_view word) { return rest.starts_with(word); });
  }

 private:
  void string(char quote) {
    const std::string three(3, quote);
    const bool longer = text_.compare(at_, 3, three) == 0;
    const std::size_t width = longer ? 3 : 1;
    bool closed = false;
    std::size_t escapes = 0;
    at_ += width;
    while (at_ < text_.size() && !closed) {
      const char c = text_[at_];
      if (c == '\n' && !longer) break;
      closed = c == quote && (!longer || text_.compare(at_, 3, three) == 0);
      if (c == '\\') ++escapes;
      at_ = std::min(at_ + (closed ? width : c == '\\' ? 2 : 1), text_.size());
    }
    // What an f-string holds is code, and what follows a quote that is alone may be.
    const bool code = !closed || formatted_;
    tokens_ = code ? at_ - begin_ : 3 + 2 * escapes;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t tokens_ = 0;
  std::size_t depth_ = 0;
  bool comment_ = false;
  bool line_is_blank_ = true;
  bool formatted_ = false;  ///< right behind a word that makes a string an f-string
};

}  // namespace

std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces;
  Walker walker(text);
  std::size_t tokens = 0;
  std::uint32_t begin = 0;
  bool decorated = false;  // a decorator stays with what it decorates
  const auto close = [&](std::size_t end) {
    pieces.push_back({begin, static_cast<std::uint32_t>(end), tokens <= most_tokens});
    begin = static_cast<std::uint32_t>(end);
    tokens = 0;
  };
  while (walker.step()) {
    tokens += walker.tokens();
    if (!walker.starts_statement()) continue;
    if (tokens > wanted_tokens && !decorated) close(walker.at());
    decorated = text[walker.at()] == '@';
  }
  close(text.size());
  return pieces;
}

std::string without_comments(const std::string& text) {
  std::string blank = text;
  Walker walker(text);
  while (walker.step()) {
    if (!walker.comment()) continue;
    std::fill(blank.begin() + static_cast<std::ptrdiff_t>(walker.begin()),
              blank.begin() + static_cast<std::ptrdiff_t>(walker.at()), ' ');
  }
  return blank;
}

}  // namespace recipe::code::python
