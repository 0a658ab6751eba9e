#include "code/cpp/tokens.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::code {
namespace {

constexpr std::size_t most_tokens = 1'000'000;

bool is_cpp_name_part(char c) { return is_alnum(c) || c == '_' || (c & 0x80) != 0; }

class CppLexer {
 public:
  explicit CppLexer(std::string_view bytes) : bytes_(bytes) {}

  std::vector<CppToken> read() {
    bool line_begins = true;
    while (at_ < bytes_.size() && tokens_.size() < most_tokens) {
      const char c = bytes_[at_];
      if (c == '\n') {
        ++line_;
        ++at_;
        line_begins = true;
      } else if (is_space(c) || c == '\\') {
        ++at_;
      } else if (starts("//") || starts("/*")) {
        comment();
      } else if (c == '#' && line_begins) {
        directive();
      } else {
        line_begins = false;
        token(c);
      }
    }
    return std::move(tokens_);
  }

 private:
  bool starts(std::string_view what) const { return bytes_.substr(at_).starts_with(what); }

  void add(TokenKind kind, std::string text, std::size_t line) {
    tokens_.push_back({kind, std::move(text), line});
  }

  void skip_to(std::size_t end) {
    end = std::min(end, bytes_.size());
    line_ += static_cast<std::size_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 bytes_.begin() + static_cast<std::ptrdiff_t>(end),
                                                 '\n'));
    at_ = end;
  }

  void comment() {
    if (starts("//")) {
      at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      return;
    }
    const std::size_t close = bytes_.find("*/", at_ + 2);
    skip_to(close == std::string_view::npos ? close : close + 2);
  }

  void directive() {
    const std::size_t begin = at_;
    const std::size_t line = line_;
    std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
    while (end < bytes_.size() && end > begin && bytes_[end - 1] == '\\') {
      end = std::min(bytes_.find('\n', end + 1), bytes_.size());
    }
    add(TokenKind::directive, std::string(bytes_.substr(begin, end - begin)), line);
    skip_to(end);
  }

  void token(char c) {
    if (c == '"') return text();
    if (c == '\'') return character();
    if (starts("R\"") || starts("u8R\"") || starts("LR\"")) return raw_text();
    if (is_digit(c) || (c == '.' && at_ + 1 < bytes_.size() && is_digit(bytes_[at_ + 1]))) {
      return number();
    }
    if (is_cpp_name_part(c)) return name();
    const std::size_t size = starts("->") || starts("==") || starts("!=") || starts("<=") ||
                                     starts(">=") || starts("+=") || starts("::")
                                 ? 2
                                 : 1;
    add(TokenKind::mark, std::string(bytes_.substr(at_, size)), line_);
    at_ += size;
  }

  void name() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size()) {
      if (is_cpp_name_part(bytes_[at_])) {
        ++at_;
      } else if (starts("::") && at_ + 2 < bytes_.size() && is_cpp_name_part(bytes_[at_ + 2])) {
        at_ += 2;
      } else {
        break;
      }
    }
    add(TokenKind::name, std::string(bytes_.substr(begin, at_ - begin)), line_);
  }

  void number() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      const bool sign = (c == '+' || c == '-') &&
                        (bytes_[at_ - 1] == 'e' || bytes_[at_ - 1] == 'E') &&
                        !bytes_.substr(begin).starts_with("0x");
      const bool separator = c == '\'' && at_ + 1 < bytes_.size() && is_alnum(bytes_[at_ + 1]);
      if (!is_cpp_name_part(c) && c != '.' && !sign && !separator) break;
      ++at_;
    }
    std::string digits(bytes_.substr(begin, at_ - begin));
    std::erase(digits, '\'');
    if (!digits.starts_with("0x")) {
      while (!digits.empty() &&
             std::string_view("fFlLuU").find(digits.back()) != std::string::npos) {
        digits.pop_back();
      }
    }
    if (digits.ends_with('.')) digits += '0';
    add(TokenKind::number, std::move(digits), line_);
  }

  void text() {
    const std::size_t line = line_;
    std::string content;
    ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '"' && bytes_[at_] != '\n') {
      if (bytes_[at_] == '\\' && at_ + 1 < bytes_.size()) {
        const char escaped = bytes_[at_ + 1];
        if (escaped == '\n') ++line_;
        if (escaped != '\n') content += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
        at_ += 2;
      } else {
        content += bytes_[at_++];
      }
    }
    if (at_ < bytes_.size() && bytes_[at_] == '"') ++at_;
    add_text(std::move(content), line);
  }

  void raw_text() {
    const std::size_t line = line_;
    const std::size_t quote = bytes_.find('"', at_);
    const std::size_t open = bytes_.substr(0, quote + 20).find('(', quote);
    if (open == std::string_view::npos) {
      at_ = quote + 1;
      return;
    }
    const std::string close = ")" + std::string(bytes_.substr(quote + 1, open - quote - 1)) + "\"";
    const std::size_t end = bytes_.find(close, open);
    add_text(
        std::string(bytes_.substr(
            open + 1, end == std::string_view::npos ? std::string_view::npos : end - open - 1)),
        line);
    skip_to(end == std::string_view::npos ? end : end + close.size());
  }

  void add_text(std::string content, std::size_t line) {
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::text) {
      tokens_.back().text += content;
    } else {
      add(TokenKind::text, std::move(content), line);
    }
  }

  void character() {
    std::size_t end = at_ + 1;
    while (end < bytes_.size() && bytes_[end] != '\'' && bytes_[end] != '\n') {
      end += bytes_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, bytes_.size());
    add(TokenKind::text, std::string(bytes_.substr(at_ + 1, end - at_ - 1)), line_);
    at_ = end < bytes_.size() && bytes_[end] == '\'' ? end + 1 : end;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<CppToken> tokens_;
};

}  // namespace

std::vector<CppToken> cpp_tokens(std::string_view bytes) { return CppLexer(bytes).read(); }

}  // namespace recipe::code
