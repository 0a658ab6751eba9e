#include "code/python/literal.h"

#include <cmath>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t most_shown = 2000;
constexpr int most_levels_shown = 8;

std::string quoted(const std::string& text) {
  const char quote =
      text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
  std::string made(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') made += '\\';
    if (c == '\n') {
      made += "\\n";
    } else {
      made += c;
    }
  }
  return made + quote;
}

std::string written(const Literal& literal, int depth);

std::string written_items(const Literal& literal, int depth) {
  const bool mapping = literal.kind == Literal::Kind::mapping;
  std::string made = mapping ? "{" : literal.tuple ? "(" : "[";
  for (std::size_t at = 0; at < literal.items.size() && made.size() < most_shown; ++at) {
    if (at > 0) made += ", ";
    if (mapping) made += quoted(literal.keys[at]) + ": ";
    made += written(literal.items[at], depth + 1);
  }
  if (literal.tuple && literal.items.size() == 1) made += ',';
  return made + (mapping ? "}" : literal.tuple ? ")" : "]");
}

std::string written(const Literal& literal, int depth) {
  if (depth > most_levels_shown) return "...";
  switch (literal.kind) {
    case Literal::Kind::unknown:
      return "?";
    case Literal::Kind::none:
      return "None";
    case Literal::Kind::boolean:
      return literal.truth ? "True" : "False";
    case Literal::Kind::integer:
      return shortest(literal.number);
    case Literal::Kind::real: {
      const std::string digits = shortest(literal.number);
      return digits.find_first_not_of("-0123456789") == std::string::npos ? digits + ".0" : digits;
    }
    case Literal::Kind::text:
      return quoted(literal.text);
    case Literal::Kind::list:
    case Literal::Kind::mapping:
      return written_items(literal, depth);
  }
  return {};
}

int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

}  // namespace

Literal Literal::of(bool truth) {
  Literal made;
  made.kind = Kind::boolean;
  made.truth = truth;
  return made;
}

Literal Literal::of(double number, bool whole) {
  Literal made;
  if (!std::isfinite(number)) return made;
  made.kind = whole ? Kind::integer : Kind::real;
  made.number = number;
  return made;
}

Literal Literal::of(std::string text) {
  Literal made;
  made.kind = Kind::text;
  made.text = std::move(text);
  return made;
}

Literal Literal::nothing() {
  Literal made;
  made.kind = Kind::none;
  return made;
}

Literal Literal::of_list() {
  Literal made;
  made.kind = Kind::list;
  return made;
}

std::string repr(const Literal& literal) { return written(literal, 0); }

std::string shown(const Literal& literal) {
  return literal.kind == Literal::Kind::text ? literal.text : repr(literal);
}

Value value_of(const Literal& literal) {
  if (literal.kind == Literal::Kind::text) return parse_value(literal.text);
  Value value;
  value.text = repr(literal);
  value.is = value.text;
  if (literal.kind == Literal::Kind::boolean) value.is = literal.truth;
  if (literal.is_number()) value.is = Quantity{literal.number, ""};
  if (literal.kind == Literal::Kind::list && literal.items.size() > 1) {
    std::vector<Quantity> numbers;
    for (const Literal& item : literal.items) {
      if (item.is_number()) numbers.push_back({item.number, ""});
    }
    if (numbers.size() == literal.items.size()) value.is = std::move(numbers);
  }
  return value;
}

std::string unquoted(std::string_view source) {
  const std::size_t quote = source.find_first_of("\"'");
  if (quote == std::string_view::npos) return std::string(source);
  const std::string prefix = lower(source.substr(0, quote));
  const bool raw = prefix.find('r') != std::string::npos;
  source.remove_prefix(quote);
  const char mark = source[0];
  const std::string three(3, mark);
  const std::size_t width = source.size() >= 6 && source.starts_with(three) ? 3 : 1;
  source.remove_prefix(width);
  if (source.size() >= width && source.ends_with(std::string(width, mark)))
    source.remove_suffix(width);
  std::string made;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] != '\\' || raw || at + 1 == source.size()) {
      made += source[at];
      continue;
    }
    const char next = source[++at];
    switch (next) {
      case '\n':
        break;
      case 'n':
        made += '\n';
        break;
      case 't':
        made += '\t';
        break;
      case 'r':
        made += '\r';
        break;
      case '\\':
      case '\'':
      case '"':
        made += next;
        break;
      default:
        made += {'\\', next};
    }
  }
  return made;
}

Literal number_of(std::string_view source) {
  std::string digits;
  for (const char c : source) {
    if (c != '_') digits += c;
  }
  if (!digits.empty() && (digits.back() == 'l' || digits.back() == 'L')) digits.pop_back();
  const std::string start = lower(digits.substr(0, 2));
  int base = 10;
  if (start == "0x") base = 16;
  if (start == "0o") base = 8;
  if (start == "0b") base = 2;
  if (base != 10) {
    double sum = 0;
    for (const char c : digits.substr(2)) {
      if (digit_of(c) >= base) return {};
      sum = sum * base + digit_of(c);
    }
    return Literal::of(sum, true);
  }
  const bool whole = digits.find_first_not_of("0123456789") == std::string::npos;
  if (!digits.empty() && digits.back() == '.') digits += '0';
  if (!digits.empty() && digits.front() == '.') digits.insert(0, 1, '0');
  if (const std::size_t dot = digits.find(".e"); dot != std::string::npos)
    digits.insert(dot + 1, 1, '0');
  if (const std::size_t dot = digits.find(".E"); dot != std::string::npos)
    digits.insert(dot + 1, 1, '0');
  const auto value = parse_double(digits);
  return value ? Literal::of(*value, whole) : Literal{};
}

}  // namespace recipe::code::python
