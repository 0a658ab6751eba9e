#include "code/cpp/constants.h"

#include "base/text.h"

namespace recipe::code {
namespace {

constexpr std::size_t most_cpp_constants = 20'000;
constexpr std::size_t longest_list = 256;  // tokens

bool is_mark(const CppToken& token, std::string_view mark) {
  return token.kind == TokenKind::mark && token.text == mark;
}

bool is_boolean(const CppToken& token) {
  return token.kind == TokenKind::name && (token.text == "true" || token.text == "false");
}

/// A literal at `at`, with its sign; `at` moves behind it.
std::optional<std::string> literal(const std::vector<CppToken>& tokens, std::size_t& at,
                                   std::size_t end) {
  std::string sign;
  std::size_t next = at;
  if (next < end && (is_mark(tokens[next], "-") || is_mark(tokens[next], "+"))) {
    sign = tokens[next].text == "-" ? "-" : "";
    ++next;
  }
  if (next >= end) return std::nullopt;
  const CppToken& token = tokens[next];
  const bool number = token.kind == TokenKind::number;
  if (!number && (next > at || (token.kind != TokenKind::text && !is_boolean(token)))) {
    return std::nullopt;
  }
  at = next + 1;
  return sign + token.text;
}

/// `{1, 2}`
std::optional<std::string> braced(const std::vector<CppToken>& tokens, std::size_t begin,
                                  std::size_t end) {
  std::vector<std::string> items;
  std::size_t at = begin + 1;
  while (at < end && !is_mark(tokens[at], "}")) {
    const auto item = literal(tokens, at, end);
    if (!item) return std::nullopt;
    items.push_back(*item);
    if (at < end && is_mark(tokens[at], ",")) ++at;
  }
  return at + 1 == end ? std::optional(join(items, ", ")) : std::nullopt;
}

std::string last_part(std::string_view qualified) {
  const std::size_t colons = qualified.rfind("::");
  return std::string(colons == std::string_view::npos ? qualified : qualified.substr(colons + 2));
}

void note_definition(std::vector<Constant>& constants, const CppToken& token,
                     const std::string& path) {
  std::string_view text = token.text;
  if (!text.starts_with("#define ")) return;
  text = trim(text.substr(8));
  const std::size_t space = text.find_first_of(" \t(");
  if (space == std::string_view::npos || text[space] == '(') return;
  const std::vector<CppToken> value = cpp_tokens(text.substr(space));
  std::size_t at = 0;
  const auto read = literal(value, at, value.size());
  if (!read || at != value.size()) return;
  constants.push_back(
      {std::string(text.substr(0, space)), "", parse_value(*read), *read, {path, token.line}});
}

}  // namespace

void add_constants(std::vector<Constant>& constants, const std::vector<CppToken>& tokens,
                   const std::string& path) {
  std::string head;  // the function that a chain of calls begins with
  for (std::size_t i = 0; i < tokens.size() && constants.size() < most_cpp_constants; ++i) {
    const CppToken& token = tokens[i];
    if (token.kind == TokenKind::directive) note_definition(constants, token, path);
    if (is_mark(token, ";") || is_mark(token, "{") || is_mark(token, "}")) head.clear();
    if (token.kind != TokenKind::name || i + 2 >= tokens.size()) continue;
    const bool member = i > 0 && (is_mark(tokens[i - 1], ".") || is_mark(tokens[i - 1], "->"));
    const CppToken& next = tokens[i + 1];
    if (!member && is_mark(next, "(")) head = token.text;
    const bool assigned = is_mark(next, "=");
    const bool opened = is_mark(next, "{") || (member && is_mark(next, "("));
    if (!assigned && !opened) continue;
    std::size_t at = i + 2;
    std::optional<std::string> value = literal(tokens, at, tokens.size());
    if (!value && assigned && is_mark(tokens[at], "{")) {
      std::size_t close = at;
      while (close < tokens.size() && close - at < longest_list && !is_mark(tokens[close], "}"))
        ++close;
      if (close < tokens.size()) value = braced(tokens, at, close + 1);
      at = close + 1;
    }
    if (!value || value->empty() || at >= tokens.size()) continue;
    const CppToken& behind = tokens[at];
    const bool ends = assigned
                          ? is_mark(behind, ";") || is_mark(behind, ",") || is_mark(behind, ")")
                          : is_mark(behind, next.text == "{" ? "}" : ")");
    if (!ends) continue;
    constants.push_back({last_part(token.text),
                         assigned || !member ? "" : head,
                         parse_value(*value),
                         *value,
                         {path, token.line}});
  }
}

Default default_of(const std::vector<CppToken>& tokens, std::size_t begin, std::size_t end,
                   const std::vector<Constant>& constants, const std::string& path) {
  Default out;
  if (begin >= end) return out;
  out.place = {path, tokens[begin].line};
  // `std::string("x")`, `float(0.1)`
  while (end - begin > 3 && tokens[begin].kind == TokenKind::name &&
         is_mark(tokens[begin + 1], "(") && is_mark(tokens[end - 1], ")")) {
    const std::string type = last_part(tokens[begin].text);
    if (type != "string" && type != "float" && type != "double" && type != "int") break;
    begin += 2;
    --end;
  }
  std::size_t at = begin;
  std::optional<std::string> value = literal(tokens, at, end);
  if (value && at != end) value.reset();
  if (!value && is_mark(tokens[begin], "{")) value = braced(tokens, begin, end);
  if (!value && end - begin == 1 && tokens[begin].kind == TokenKind::name) {
    const std::string name = last_part(tokens[begin].text);
    const Constant* found = nullptr;
    for (const Constant& each : constants) {
      if (each.name != name || !each.context.empty()) continue;
      if (found != nullptr && found->text != each.text)
        return {DefaultKind::computed, {}, "", out.place};
      found = &each;
    }
    if (found != nullptr) return {DefaultKind::known, found->value, found->text, found->place};
  }
  if (!value) {
    out.kind = DefaultKind::computed;
    for (std::size_t i = begin; i < end && out.text.size() < 200; ++i) out.text += tokens[i].text;
    return out;
  }
  if (value->empty()) return out;
  out.kind = DefaultKind::known;
  out.value = parse_value(*value);
  out.text = *value;
  return out;
}

}  // namespace recipe::code
