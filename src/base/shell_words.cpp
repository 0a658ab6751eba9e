#include <algorithm>

#include "base/shell_reader.h"
#include "base/text.h"

namespace recipe {
namespace {

/// Substitutions within substitutions; a level costs stack and a copy of its text.
constexpr std::size_t deepest_substitution = 16;
/// A placeholder or a brace expansion longer than this is not seen as one.
constexpr std::size_t longest_lookahead = 96;

bool ends_word(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '&' || c == '|' || c == ')';
}

bool is_name_start(char c) { return (is_alnum(c) && !is_digit(c)) || c == '_'; }
bool is_name_part(char c) { return is_alnum(c) || c == '_'; }
bool is_special_parameter(char c) {
  return std::string_view("@*#?$!-").find(c) != std::string_view::npos;
}

}  // namespace

bool is_shell_name(std::string_view text) {
  return !text.empty() && is_name_start(text.front()) &&
         std::all_of(text.begin(), text.end(), is_name_part);
}

std::string without_quotes(std::string_view raw) {
  return ShellReader(raw.substr(0, max_shell_bytes)).read_as_word();
}

std::string ShellReader::read_as_word() {
  std::string whole;
  while (at_ < end_) {
    const std::size_t before = at_;
    whole += read_word().value;
    if (at_ == before) whole += text_[at_++];
  }
  return whole;
}

std::size_t ShellReader::line_end_from(std::size_t at) const {
  return std::min(end_, text_.substr(0, end_).find('\n', at));
}

bool ShellReader::at_line_end() const {
  return peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
}

bool ShellReader::at_continuation() const {
  if (peek() != '\\') return false;
  return peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n');
}

void ShellReader::take_continuation() {
  out_.continuations.push_back(at_);
  at_ += peek(1) == '\r' ? 3 : 2;
}

ShellWord ShellReader::read_word() {
  ShellWord word;
  word.span.begin = at_;
  while (at_ < end_) {
    const char c = text_[at_];
    if (ends_word(c) || at_line_end()) break;
    if (at_continuation()) {
      take_continuation();
    } else if (c == '\\') {
      read_escape(word);
    } else if (c == '\'') {
      read_single_quotes(word);
    } else if (c == '"') {
      read_double_quotes(word);
    } else if (c == '$') {
      read_dollar(word);
    } else if (c == '`') {
      read_backticks(word);
    } else if (c == '(' || c == '<' || c == '>') {
      if (!read_group(word)) break;
    } else {
      if (c == '*' || c == '?' || c == '[') word.globs = true;
      if (c == '{' && brace_expands()) word.braces = true;
      word.value += c;
      ++at_;
    }
  }
  word.span.end = at_;
  return word;
}

/// What begins with a parenthesis or an angle and still belongs to the word: `<name>`, `<(...)`,
/// the array of `x=(...)`, the pattern of `@(...)`.
bool ShellReader::read_group(ShellWord& word) {
  const std::size_t begin = at_;
  const bool angle = text_[at_] != '(';
  if (angle && peek(1) == '(') {
    word.expands = true;
    ++at_;
    read_substitution(begin);
  } else if (angle) {
    const std::size_t size = placeholder_size();
    if (size == 0) return false;
    word.placeholder = true;
    at_ += size;
  } else {
    const char before = at_ > word.span.begin ? text_[at_ - 1] : '\0';
    const bool array = before == '=';
    if (!array && (before == '\0' || std::string_view("@?*+!").find(before) == std::string::npos)) {
      return false;
    }
    if (array || depth_ >= deepest_substitution) {
      ++at_;
      static_cast<void>(read_array());
    } else {
      ++at_;
      ++depth_;
      while (at_ < end_ && peek() != ')' && !at_line_end()) {
        const std::size_t before_piece = at_;
        static_cast<void>(read_word());
        if (at_ == before_piece) ++at_;
      }
      --depth_;
      if (peek() == ')') ++at_;
      word.globs = true;
    }
  }
  word.value += text_.substr(begin, at_ - begin);
  return true;
}

/// Of `<name>` at this place: nothing blank behind `<` and before `>`, all on one line.
std::size_t ShellReader::placeholder_size() const {
  if (peek() != '<') return 0;
  const auto inner = [](char c) {
    return is_alnum(c) || (c & 0x80) != 0 ||
           std::string_view(" _-./,:'|*+#=").find(c) != std::string::npos;
  };
  for (std::size_t size = 1; size < longest_lookahead; ++size) {
    const char c = peek(size);
    if (c == '>') {
      const char last = peek(size - 1);
      return size > 1 && last != ' ' && last != '-' ? size + 1 : 0;
    }
    if (!inner(c) || (size == 1 && !(is_alnum(c) || c == '/' || (c & 0x80) != 0))) return 0;
  }
  return 0;
}

/// `{a,b}` or `{1..3}`; `{}` and `{name}` stand for themselves.
bool ShellReader::brace_expands() const {
  for (std::size_t size = 1; size < longest_lookahead; ++size) {
    const char c = peek(size);
    if (c == ',' || (c == '.' && peek(size + 1) == '.')) return true;
    if (c == '}' || c == '\0' || c == '{' || is_space(c)) return false;
  }
  return false;
}

void ShellReader::read_escape(ShellWord& word) {
  word.quoted = true;
  if (at_ + 1 >= end_) {
    word.value += '\\';
    ++at_;
    return;
  }
  word.value += text_[at_ + 1];
  at_ += 2;
}

void ShellReader::read_single_quotes(ShellWord& word) {
  const std::size_t begin = at_;
  word.quoted = true;
  std::size_t close = text_.find('\'', at_ + 1);
  if (close >= end_) {
    problem(ShellFault::unclosed_single_quote, begin, begin + 1);
    close = line_end_from(begin);
    word.value += text_.substr(begin + 1, close - begin - 1);
    at_ = close;
    return;
  }
  word.value += text_.substr(begin + 1, close - begin - 1);
  at_ = close + 1;
  insides_.push_back({begin, at_});
}

/// `$'a\n'`
void ShellReader::read_ansi_quotes(ShellWord& word) {
  const std::size_t begin = at_;
  word.quoted = true;
  at_ += 2;
  while (at_ < end_ && text_[at_] != '\'') {
    if (text_[at_] == '\\' && at_ + 1 < end_) {
      const char escaped = text_[at_ + 1];
      word.value += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
      at_ += 2;
    } else {
      word.value += text_[at_++];
    }
  }
  if (at_ < end_) {
    ++at_;
  } else {
    problem(ShellFault::unclosed_single_quote, begin, begin + 2);
  }
  insides_.push_back({begin, at_});
}

void ShellReader::read_double_quotes(ShellWord& word) {
  const std::size_t begin = at_;
  word.quoted = true;
  // Without any quote behind it, it ends with its line.
  const bool closes = text_.substr(0, end_).find('"', at_ + 1) != std::string_view::npos;
  const std::size_t whole_end = end_;
  if (!closes) end_ = line_end_from(begin);
  ++at_;
  while (at_ < end_ && text_[at_] != '"') {
    const char c = text_[at_];
    if (at_continuation()) {
      take_continuation();
    } else if (c == '\\' && std::string_view("$`\"\\").find(peek(1)) != std::string::npos &&
               peek(1) != '\0') {
      word.value += text_[at_ + 1];
      at_ += 2;
    } else if (c == '$' && peek(1) != '\'' && peek(1) != '"') {
      read_dollar(word);
    } else if (c == '`') {
      read_backticks(word);
    } else {
      word.value += c;
      ++at_;
    }
  }
  if (at_ < end_) {
    ++at_;
    insides_.push_back({begin, at_});
  } else {
    problem(ShellFault::unclosed_double_quote, begin, begin + 1);
  }
  end_ = whole_end;
}

void ShellReader::read_dollar(ShellWord& word) {
  const std::size_t begin = at_;
  const char next = peek(1);
  if (next == '\'') return read_ansi_quotes(word);
  if (next == '"') {
    ++at_;
    return read_double_quotes(word);
  }
  if (next == '(' || next == '{') {
    if (depth_ >= deepest_substitution) {
      problem(ShellFault::too_deep, begin, begin + 2);
      word.expands = true;
      word.value += text_.substr(begin, 2);
      at_ += 2;
      return;
    }
    ++depth_;
    if (next == '{') {
      read_parameter();
    } else if (peek(2) == '(') {
      at_ += 3;
      read_arithmetic(begin);
    } else {
      ++at_;
      read_substitution(begin);
    }
    --depth_;
  } else if (is_name_start(next)) {
    at_ += 2;
    while (is_name_part(peek())) ++at_;
    out_.expansions.push_back({{begin, at_}, {begin + 1, at_}, {at_, at_}, {at_, at_}});
  } else if (is_digit(next) || (next != '\0' && is_special_parameter(next))) {
    at_ += 2;
    out_.expansions.push_back({{begin, at_}, {begin + 1, at_}, {at_, at_}, {at_, at_}});
  } else {
    word.value += '$';
    ++at_;
    return;
  }
  word.expands = true;
  word.value += text_.substr(begin, at_ - begin);
}

/// From `${` to behind its brace.
void ShellReader::read_parameter() {
  const std::size_t begin = at_;
  const std::size_t index = out_.expansions.size();
  out_.expansions.emplace_back();
  at_ += 2;
  if ((peek() == '#' || peek() == '!') && peek(1) != '}') ++at_;
  ShellExpansion expansion;
  expansion.name.begin = at_;
  if (is_name_part(peek())) {
    while (is_name_part(peek())) ++at_;
  } else if (peek() != '\0' && is_special_parameter(peek())) {
    ++at_;
  }
  expansion.name.end = at_;
  if (peek() == '[') {
    while (at_ < end_ && peek() != ']' && peek() != '}' && !at_line_end()) ++at_;
    if (peek() == ']') ++at_;
  }
  expansion.op = {at_, at_};
  if (peek() == ':' && std::string_view("-=?+").find(peek(1)) != std::string::npos) {
    at_ += 2;
  } else if (at_ < end_ && peek() != '}' && !at_line_end()) {
    ++at_;
  }
  expansion.op.end = at_;
  expansion.word.begin = at_;
  read_parameter_word();
  expansion.word.end = at_;
  if (peek() == '}') {
    ++at_;
  } else {
    problem(ShellFault::unclosed_parameter, begin, begin + 2);
  }
  expansion.span = {begin, at_};
  out_.expansions[index] = expansion;
}

/// To the brace that closes it; a parameter does not go beyond its line.
void ShellReader::read_parameter_word() {
  ShellWord ignored;
  while (at_ < end_ && peek() != '}' && !at_line_end()) {
    const char c = peek();
    if (at_continuation()) {
      take_continuation();
    } else if (c == '\\') {
      read_escape(ignored);
    } else if (c == '\'' && closes_on_this_line()) {
      read_single_quotes(ignored);
    } else if (c == '$') {
      read_dollar(ignored);
    } else if (c == '`') {
      read_backticks(ignored);
    } else {
      ++at_;
    }
    ignored.value.clear();
  }
}

/// Of the single quote here.
bool ShellReader::closes_on_this_line() const {
  for (std::size_t i = at_ + 1; i < end_ && text_[i] != '\n'; ++i) {
    if (text_[i] == '\'') return true;
  }
  return false;
}

/// Behind `$((` or `((`, to behind its `))`.
void ShellReader::read_arithmetic(std::size_t opened) {
  std::size_t open = 0;
  while (at_ < end_) {
    if (peek() == '(') {
      ++open;
      ++at_;
    } else if (peek() == ')') {
      ++at_;
      if (open > 0) {
        --open;
      } else {
        if (peek() == ')') ++at_;
        return;
      }
    } else if (!skip_arithmetic_piece()) {
      ++at_;
    }
  }
  problem(ShellFault::unclosed_substitution, opened, std::min(opened + 3, end_));
}

/// An expansion in arithmetic; false if there is none here.
bool ShellReader::skip_arithmetic_piece() {
  ShellWord ignored;
  if (peek() == '$') {
    read_dollar(ignored);
  } else if (peek() == '`') {
    read_backticks(ignored);
  } else {
    return false;
  }
  return true;
}

/// At the parenthesis of `$(`, `<(` or `>(`, to behind the one that closes it.
void ShellReader::read_substitution(std::size_t opened) {
  if (depth_ > deepest_substitution) {
    problem(ShellFault::too_deep, opened, at_ + 1);
    ++at_;
    return;
  }
  ++at_;
  ++depth_;
  const bool closed = read_list(Until::parenthesis);
  --depth_;
  if (!closed) problem(ShellFault::unclosed_substitution, opened, opened + 2);
}

void ShellReader::read_backticks(ShellWord& word) {
  const std::size_t begin = at_;
  const std::string_view within = text_.substr(0, end_);
  std::size_t close = within.find('`', begin + 1);
  while (close != std::string_view::npos && text_[close - 1] == '\\') {
    close = within.find('`', close + 1);
  }
  if (close == std::string_view::npos) {
    problem(ShellFault::unclosed_backtick, begin, begin + 1);
    word.value += '`';
    word.expands = true;
    ++at_;
    return;
  }
  if (depth_ < deepest_substitution) {
    const std::size_t whole_end = end_;
    end_ = close;
    ++at_;
    ++depth_;
    read_list(Until::end);
    --depth_;
    end_ = whole_end;
  }
  at_ = close + 1;
  word.expands = true;
  word.value += text_.substr(begin, at_ - begin);
}

}  // namespace recipe
