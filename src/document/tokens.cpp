#include "document/tokens.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "document/link_target.h"

namespace recipe::document {
namespace {

constexpr std::size_t max_tag_bytes = 1000;

bool is_mark(char c) { return c > ' ' && c < 0x7F && !is_alnum(c); }

struct Entity {
  std::string_view name;
  std::string_view text;
};

constexpr std::array<Entity, 9> entities = {{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&#39;", "'"},
    {"&nbsp;", " "},
    {"&times;", "\u00d7"},
    {"&plusmn;", "\u00b1"},
}};

// Other words in angle brackets, such as <path>, are what people write for "put yours here".
constexpr std::array<std::string_view, 30> html_tags = {
    "a",    "b",     "br",   "big",    "center", "code",    "del", "details", "div", "em",
    "font", "hr",    "i",    "img",    "ins",    "kbd",     "li",  "ol",      "p",   "pre",
    "s",    "small", "span", "strong", "sub",    "summary", "sup", "td",      "u",   "ul"};

/// The joined lines with the place of each byte, and what has been found so far.
class Tokenizer {
 public:
  Tokenizer(const SourceText& source, const std::vector<Span>& lines, const Markdown& markdown)
      : markdown_(markdown) {
    for (const Span line : lines) {
      if (!starts_.empty()) text_ += '\n';
      starts_.push_back({text_.size(), line.begin});
      text_ += source.text(line);
    }
    find_backticks();
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    flush(at_);
    return std::move(tokens_);
  }

 private:
  struct Start {
    std::size_t joined;
    std::size_t source;
  };

  std::size_t source_of(std::size_t joined) const {
    const auto after =
        std::upper_bound(starts_.begin(), starts_.end(), joined,
                         [](std::size_t wanted, const Start& s) { return wanted < s.joined; });
    const Start& start = *(after - 1);
    return start.source + (joined - start.joined);
  }

  Span span(std::size_t begin, std::size_t end) const {
    if (begin == end) return {source_of(begin), source_of(begin)};
    return {source_of(begin), source_of(end - 1) + 1};
  }

  void find_backticks() {
    for (std::size_t i = 0; i < text_.size();) {
      if (text_[i] != '`') {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < text_.size() && text_[i] == '`') ++i;
      backticks_[i - begin].push_back(begin);
    }
  }

  Token& add(TokenKind kind, std::size_t begin, std::size_t end) {
    flush(begin);
    Token token;
    token.kind = kind;
    token.span = span(begin, end);
    tokens_.push_back(std::move(token));
    at_ = end;
    text_begin_ = end;
    return tokens_.back();
  }

  void flush(std::size_t end) {
    if (text_begin_ < end) {
      Token token;
      token.span = span(text_begin_, end);
      token.text = text_.substr(text_begin_, end - text_begin_);
      tokens_.push_back(std::move(token));
    }
    text_begin_ = end;
  }

  char next(std::size_t ahead = 1) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    switch (text_[at_]) {
      case '\n':
        add(TokenKind::line_end, at_, at_ + 1);
        return;
      case '\\':
        return escape();
      case '`':
        return code();
      case '<':
        return angle();
      case '&':
        return entity();
      case '*':
      case '_':
      case '~':
        return emphasis();
      case '!':
        if (next() == '[') return open(2);
        break;
      case '[':
        return open(1);
      case ']':
        return close();
      default:
        break;
    }
    ++at_;
  }

  void escape() {
    if (next() == '\n') {
      add(TokenKind::markup, at_, at_ + 1);
    } else if (is_mark(next())) {
      const std::size_t at = at_;
      add(TokenKind::decoded, at, at + 2).text = std::string(1, text_[at + 1]);
    } else {
      ++at_;
    }
  }

  void code() {
    std::size_t length = 0;
    while (next(length) == '`' || length == 0) ++length;
    std::vector<std::size_t>& runs = backticks_[length];
    const auto closing = std::upper_bound(runs.begin(), runs.end(), at_);
    if (closing == runs.end()) {
      at_ += length;
      return;
    }
    std::size_t begin = at_ + length;
    std::size_t end = *closing;
    Token& token = add(TokenKind::code, at_, *closing + length);
    const std::string_view content = std::string_view(text_).substr(begin, end - begin);
    const bool padded = content.size() > 2 && is_space(content.front()) &&
                        is_space(content.back()) && !trim(content).empty();
    if (padded) {
      ++begin;
      --end;
    }
    token.text = text_.substr(begin, end - begin);
    std::replace(token.text.begin(), token.text.end(), '\n', ' ');
    token.content = span(begin, end);
    split_code(begin, end);
  }

  /// A code span over several lines becomes one token a line, so that its bytes stay exact.
  void split_code(std::size_t begin, std::size_t end) {
    if (std::string_view(text_).substr(begin, end - begin).find('\n') == std::string_view::npos) {
      return;
    }
    const Span all = tokens_.back().span;
    tokens_.back().text.clear();
    tokens_.back().kind = TokenKind::markup;
    while (begin < end) {
      std::size_t stop = std::min(text_.find('\n', begin), end);
      Token part;
      part.kind = TokenKind::code;
      part.span = all;
      part.text = text_.substr(begin, stop - begin);
      part.content = span(begin, stop);
      if (!part.text.empty()) tokens_.push_back(part);
      if (stop < end) {
        Token line_end;
        line_end.kind = TokenKind::line_end;
        line_end.span = span(stop, stop + 1);
        tokens_.push_back(line_end);
        ++stop;
      }
      begin = stop;
    }
  }

  void angle() {
    const std::string_view rest = std::string_view(text_).substr(at_);
    if (rest.starts_with("<!--")) {
      if (no_comment_end_) return void(++at_);
      const std::size_t end = text_.find("-->", at_ + 4);
      no_comment_end_ = end == std::string::npos;
      if (no_comment_end_) return void(++at_);
      add(TokenKind::markup, at_, end + 3);
      return;
    }
    const std::size_t close = rest.substr(0, max_tag_bytes).find_first_of("<>", 1);
    if (close == std::string_view::npos || rest[close] == '<') return void(++at_);
    const std::string_view inner = rest.substr(1, close - 1);
    if (const auto url = parse_url(inner)) {
      const std::size_t at = at_;
      add(TokenKind::url, at, at + close + 1).text = std::string(inner);
      tokens_.back().content = span(at + 1, at + close);
    } else if (is_tag(inner)) {
      const bool line_end = lower(inner.substr(0, 2)) == "br";
      add(line_end ? TokenKind::line_end : TokenKind::markup, at_, at_ + close + 1);
    } else {
      ++at_;
    }
  }

  static bool is_tag(std::string_view inner) {
    if (inner.starts_with('/')) inner.remove_prefix(1);
    const std::size_t end = inner.find_first_of(" \t\n/");
    const std::string name = lower(inner.substr(0, end));
    if (std::find(html_tags.begin(), html_tags.end(), name) == html_tags.end()) return false;
    const std::string_view rest = end == std::string_view::npos ? "" : trim(inner.substr(end));
    return rest.empty() || rest == "/" || rest.find('=') != std::string_view::npos;
  }

  void entity() {
    const std::string_view rest = std::string_view(text_).substr(at_);
    for (const Entity& known : entities) {
      if (rest.starts_with(known.name)) {
        add(TokenKind::decoded, at_, at_ + known.name.size()).text = std::string(known.text);
        return;
      }
    }
    ++at_;
  }

  void emphasis() {
    const char mark = text_[at_];
    std::size_t length = 1;
    while (next(length) == mark) ++length;
    const char before = at_ == 0 ? ' ' : text_[at_ - 1];
    const char after = next(length) == '\0' ? ' ' : next(length);
    const bool left = !is_space(after) && (!is_mark(after) || is_space(before) || is_mark(before));
    const bool right = !is_space(before) && (!is_mark(before) || is_space(after) || is_mark(after));
    Token& token = add(TokenKind::emphasis, at_, at_ + length);
    token.text = std::string(length, mark);
    token.can_open = mark == '_' ? left && (!right || is_mark(before)) : left;
    token.can_close = mark == '_' ? right && (!left || is_mark(after)) : right;
    if (mark == '~' && length != 2) token.can_open = token.can_close = false;
  }

  void open(std::size_t length) {
    Token& token = add(TokenKind::open, at_, at_ + length);
    token.text = length == 2 ? "![" : "[";
    token.is_image = length == 2;
    brackets_.push_back({tokens_.size() - 1, at_});
  }

  void close() {
    const std::size_t at = at_;
    add(TokenKind::close, at, at + 1).text = "]";
    if (brackets_.empty()) return;
    const Bracket opener = brackets_.back();
    brackets_.pop_back();
    const std::string_view label =
        std::string_view(text_).substr(opener.content, at - opener.content);
    const auto target = link_target(text_, at + 1, label, markdown_);
    if (!target) return;
    finish_link(opener.token, *target);
  }

  void finish_link(std::size_t opener, const LinkTarget& target) {
    Token& close = tokens_.back();
    at_ = text_begin_ = target.end;
    close.span.end = std::max(close.span.end, span(target.end - 1, target.end).end);
    close.is_link = true;
    Token& open = tokens_[opener];
    open.is_link = true;
    open.partner = tokens_.size() - 1;
    open.piece.kind = open.is_image ? PieceKind::image : PieceKind::link;
    open.piece.span = {open.span.begin, close.span.end};
    open.piece.target = target.target;
    open.piece.target_span =
        target.reference ? target.reference->span : span(target.target_begin, target.target_end);
    // A link holds no other link.
    if (!open.is_image) brackets_.clear();
  }

  struct Bracket {
    std::size_t token;
    std::size_t content;
  };

  const Markdown& markdown_;
  std::string text_;
  std::vector<Start> starts_;
  std::map<std::size_t, std::vector<std::size_t>> backticks_;
  std::vector<Token> tokens_;
  std::vector<Bracket> brackets_;
  std::size_t at_ = 0;
  std::size_t text_begin_ = 0;
  bool no_comment_end_ = false;
};

}  // namespace

std::vector<Token> tokenize(const SourceText& source, const std::vector<Span>& lines,
                            const Markdown& markdown) {
  if (lines.empty()) return {};
  return Tokenizer(source, lines, markdown).run();
}

}  // namespace recipe::document
