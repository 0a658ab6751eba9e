#include "base/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace recipe {
namespace {

/// The end of the number that `text` begins with, or 0; commas only between groups of three.
std::size_t number_end(std::string_view text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  const std::size_t digits = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  const auto group_follows = [&] {
    if (at + 3 >= text.size() || text[at] != ',') return false;
    if (!is_digit(text[at + 1]) || !is_digit(text[at + 2]) || !is_digit(text[at + 3])) return false;
    return at + 4 >= text.size() || !is_digit(text[at + 4]);
  };
  if (at > digits && at - digits <= 3) {
    while (group_follows()) at += 4;
  }
  bool any = at > digits;
  if (at < text.size() && text[at] == '.') {
    std::size_t fraction = at + 1;
    while (fraction < text.size() && is_digit(text[fraction])) ++fraction;
    if (fraction > at + 1 || any) {
      any = any || fraction > at + 1;
      at = fraction;
    }
  }
  if (!any) return 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text.size() && (text[exponent] == '-' || text[exponent] == '+')) ++exponent;
    const std::size_t first = exponent;
    while (exponent < text.size() && is_digit(text[exponent])) ++exponent;
    if (exponent > first) at = exponent;
  }
  return at;
}

std::string_view without_qualifier(std::string_view text) {
  static constexpr std::array<std::string_view, 10> qualifiers = {
      "approximately ", "approx. ", "about ", "circa ", "~",
      "\u2248",         ">=",       "\u2265", "<=",     "\u2264"};
  text = trim(text);
  for (const std::string_view qualifier : qualifiers) {
    if (lower(text.substr(0, qualifier.size())) == qualifier) {
      return trim(text.substr(qualifier.size()));
    }
  }
  return text;
}

bool is_unit(std::string_view text) {
  if (text.size() > 24) return false;
  if (text == "%" || text == "\u00b0") return true;
  std::size_t words = 1;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    if (c == ' ') ++words;
    if (!letter && c != ' ' && c != '/' && c != '-') return false;
  }
  return words <= 2;
}

std::optional<std::vector<Quantity>> parse_list(std::string_view text) {
  text = trim(text);
  if (text.size() > 1 && text.front() == '[' && text.back() == ']') {
    text = trim(text.substr(1, text.size() - 2));
  }
  std::vector<Quantity> list;
  while (!text.empty()) {
    if (text.starts_with("and ")) text = trim(text.substr(4));
    const std::size_t end = number_end(text);
    if (end == 0) return std::nullopt;
    const std::string_view before_separator = text.substr(end);
    const std::size_t comma = before_separator.find(',');
    const auto quantity = parse_quantity(
        text.substr(0, comma == std::string_view::npos ? std::string_view::npos : end + comma));
    if (!quantity) return std::nullopt;
    list.push_back(*quantity);
    if (comma == std::string_view::npos) break;
    text = trim(before_separator.substr(comma + 1));
    if (text.empty()) return std::nullopt;
  }
  if (list.size() < 2) return std::nullopt;
  return list;
}

struct RemarkedNumber {
  Quantity quantity;
  std::string_view number;
  std::size_t remark_begin;
};

/// `256, e.g. 64 per GPU`: a number and, behind a comma or semicolon, words.
std::optional<RemarkedNumber> remarked_number(std::string_view text) {
  const std::size_t end = text.find_first_of(",;", number_end(without_qualifier(text)));
  if (end == std::string_view::npos || end + 1 >= text.size() || text[end + 1] != ' ') {
    return std::nullopt;
  }
  const std::string_view words = trim(text.substr(end + 1));
  if (words.empty() || number_end(words) > 0) return std::nullopt;
  const auto quantity = parse_quantity(text.substr(0, end));
  if (!quantity) return std::nullopt;
  return RemarkedNumber{*quantity, trim(text.substr(0, end)), end + 1};
}

std::optional<bool> parse_boolean(std::string_view text) {
  const std::string word = lower(text);
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word == "false" || word == "no" || word == "off") return false;
  return std::nullopt;
}

struct Unit {
  std::string_view name;
  double factor;
};

std::optional<double> factor_of(std::string_view unit, const auto& table) {
  for (const Unit& known : table) {
    if (known.name == unit) return known.factor;
  }
  return std::nullopt;
}

constexpr std::array<Unit, 25> time_units = {{
    {"ns", 1e-9},    {"us", 1e-6},    {"\u00b5s", 1e-6},     {"\u03bcs", 1e-6},
    {"ms", 1e-3},    {"msec", 1e-3},  {"millisecond", 1e-3}, {"milliseconds", 1e-3},
    {"s", 1},        {"sec", 1},      {"secs", 1},           {"second", 1},
    {"seconds", 1},  {"m", 60},       {"min", 60},           {"mins", 60},
    {"minute", 60},  {"minutes", 60}, {"h", 3600},           {"hr", 3600},
    {"hour", 3600},  {"hours", 3600}, {"d", 86400},          {"day", 86400},
    {"days", 86400},
}};

constexpr std::array<Unit, 16> byte_units = {{
    {"", 1},
    {"b", 1},
    {"byte", 1},
    {"bytes", 1},
    {"kb", 1e3},
    {"mb", 1e6},
    {"gb", 1e9},
    {"tb", 1e12},
    {"kib", 1024.0},
    {"mib", 1048576.0},
    {"gib", 1073741824.0},
    {"tib", 1099511627776.0},
    {"k", 1e3},
    {"m", 1e6},
    {"g", 1e9},
    {"t", 1e12},
}};

}  // namespace

bool Value::same_as(const Value& other) const {
  const auto close = [](const Quantity& a, const Quantity& b) {
    const bool same_unit = a.unit == b.unit || (a.unit.empty() || b.unit.empty());
    return same_unit && std::fabs(a.plain() - b.plain()) <= 1e-12 * std::fabs(a.plain());
  };
  if (number() != nullptr && other.number() != nullptr) return close(*number(), *other.number());
  if (list() != nullptr && other.list() != nullptr) {
    return std::equal(list()->begin(), list()->end(), other.list()->begin(), other.list()->end(),
                      close);
  }
  if (boolean() != nullptr && other.boolean() != nullptr) return *boolean() == *other.boolean();
  return is.index() == other.is.index() && folded(text) == folded(other.text);
}

std::optional<Quantity> parse_quantity(std::string_view text) {
  text = without_qualifier(text);
  const std::size_t end = number_end(text);
  if (end == 0) return std::nullopt;
  std::string digits(text.substr(0, end));
  std::erase(digits, ',');
  const std::optional<double> value = parse_double(digits);
  if (!value) return std::nullopt;
  std::string_view rest = text.substr(end);
  double factor = 1;
  if (!rest.empty() && (rest.size() == 1 || rest[1] == ' ')) {
    if (rest[0] == 'K' || rest[0] == 'k') factor = 1e3;
    if (rest[0] == 'M') factor = 1e6;
    if (rest[0] == 'B' || rest[0] == 'G') factor = 1e9;
    if (factor != 1) rest.remove_prefix(1);
  }
  rest = trim(rest);
  if (rest.starts_with("+") && rest.size() == 1) rest = {};
  if (!rest.empty() && !is_unit(rest)) return std::nullopt;
  if (!std::isfinite(*value * factor)) return std::nullopt;
  return Quantity{*value * factor, std::string(rest)};
}

Value parse_value(std::string_view text) {
  text = trim(text);
  Value value;
  std::string_view body = text;
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open != std::string_view::npos && open > 0) {
      body = trim(text.substr(0, open));
      value.remark = std::string(trim(text.substr(open + 1, text.size() - open - 2)));
    }
  }
  value.text = std::string(body);
  if (const auto quantity = parse_quantity(body)) {
    value.is = *quantity;
  } else if (const auto remarked = remarked_number(body)) {
    value.is = remarked->quantity;
    value.text = std::string(remarked->number);
    value.remark = std::string(trim(text.substr(remarked->remark_begin)));
  } else if (auto list = parse_list(body)) {
    value.is = std::move(*list);
  } else if (const auto boolean = parse_boolean(body)) {
    value.is = *boolean;
  } else {
    value.text = std::string(text);
    value.remark.clear();
    value.is = value.text;
  }
  return value;
}

std::optional<double> seconds_of(const Quantity& quantity) {
  const auto factor = factor_of(lower(quantity.unit), time_units);
  if (!factor) return std::nullopt;
  return quantity.value * *factor;
}

std::optional<double> parse_duration(std::string_view text) {
  text = without_qualifier(text);
  double seconds = 0;
  bool any = false;
  while (!text.empty()) {
    const std::size_t end = number_end(text);
    if (end == 0) return std::nullopt;
    std::size_t unit_begin = end;
    while (unit_begin < text.size() && text[unit_begin] == ' ') ++unit_begin;
    std::size_t unit_end = unit_begin;
    while (unit_end < text.size() && text[unit_end] != ' ' && !is_digit(text[unit_end])) ++unit_end;
    std::string unit(text.substr(unit_begin, unit_end - unit_begin));
    while (!unit.empty() && (unit.back() == ',' || unit.back() == '.')) unit.pop_back();
    std::string digits(text.substr(0, end));
    std::erase(digits, ',');
    const auto value = parse_double(digits);
    const auto part = value ? seconds_of({*value, unit}) : std::nullopt;
    if (!part) return std::nullopt;
    seconds += *part;
    any = true;
    text = trim(text.substr(unit_end));
    if (text.starts_with("and ")) text = trim(text.substr(4));
  }
  if (!any || !std::isfinite(seconds)) return std::nullopt;
  return seconds;
}

std::string format_duration(double seconds) {
  if (!(seconds >= 0)) return "?";
  if (seconds < 1e-3) return fmt::format("{} \u00b5s", rounded(seconds * 1e6, 3));
  if (seconds < 1) return fmt::format("{} ms", rounded(seconds * 1e3, 3));
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(std::min(seconds, 1e15)));
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  return fmt::format("{} d {:02} h", whole / 86400, whole / 3600 % 24);
}

std::optional<double> parse_bytes(std::string_view text) {
  text = without_qualifier(text);
  // "5B" would be five thousand millions elsewhere.
  const std::size_t end = number_end(text);
  const bool bytes = end > 0 && text.substr(end) == "B";
  const auto quantity = parse_quantity(bytes ? text.substr(0, end) : text);
  if (!quantity) return std::nullopt;
  const auto factor = factor_of(lower(quantity->unit), byte_units);
  if (!factor || quantity->value < 0) return std::nullopt;
  const double size = quantity->value * *factor;
  return std::isfinite(size) ? std::optional(size) : std::nullopt;
}

std::string format_bytes(double bytes) {
  static constexpr std::array<std::string_view, 5> units = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  if (bytes < 1048576) return fmt::format("{:.0f} bytes", bytes);
  std::size_t unit = 0;
  double value = bytes / 1024;
  while (value >= 1024 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  return fmt::format("{:.1f} {}", value, units[unit]);
}

}  // namespace recipe
