#include "check/claimed_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "base/quantity.h"
#include "base/text.h"

namespace recipe::check {
namespace {

std::string_view without_marks(std::string_view text) {
  text = trim(text);
  const auto is_mark = [](char c) { return c == '"' || c == '\'' || c == '`'; };
  while (text.size() >= 2 && is_mark(text.front()) && text.back() == text.front()) {
    text = trim(text.substr(1, text.size() - 2));
  }
  return text;
}

std::optional<bool> truth_of(std::string_view text) {
  const std::string word = lower(text);
  for (const std::string_view yes : {"true", "yes", "on", "enabled", "enable"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "off", "disabled", "disable"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

/// "64", "0.", "1e-4", "1,200,000", "64K", "5%"; a unit makes it none.
std::optional<double> number_of(std::string_view text) {
  std::string digits(text);
  if (digits.size() > 1 && digits.ends_with('.')) digits += '0';
  if (digits.starts_with('.')) digits.insert(0, "0");
  if (const auto plain = parse_double(digits)) return plain;
  std::string python = digits;
  if (python.find('_') != std::string::npos) {
    std::erase(python, '_');
    if (const auto plain = parse_double(python)) return plain;
  }
  const auto quantity = parse_quantity(digits);
  if (!quantity || !(quantity->unit.empty() || quantity->unit == "%")) return std::nullopt;
  return quantity->plain();
}

bool same_number(double a, double b) {
  return std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b));
}

/// The items of "[3, 3]", "(3 3)", "3,3"; one item where it is no list.
std::vector<std::string> items_of(std::string_view text) {
  text = without_marks(text);
  bool bracketed = false;
  if (text.size() >= 2 && (text.front() == '[' || text.front() == '(' || text.front() == '{') &&
      (text.back() == ']' || text.back() == ')' || text.back() == '}')) {
    text = trim(text.substr(1, text.size() - 2));
    bracketed = true;
  }
  std::vector<std::string> items;
  const bool commas = text.find(',') != std::string_view::npos;
  for (const std::string_view part : split(text, commas || !bracketed ? ',' : ' ')) {
    const std::string_view item = without_marks(part);
    if (!item.empty()) items.emplace_back(item);
  }
  if (items.size() == 1 && !bracketed) {
    // "30 60 80", as a command line has it.
    std::vector<std::string> numbers;
    for (const std::string_view part : split(text, ' ')) {
      if (part.empty()) continue;
      if (!number_of(part)) return items;
      numbers.emplace_back(part);
    }
    return numbers;
  }
  return items;
}

std::string_view without_slashes(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// "Mode.TRAIN" and "train"
std::string_view last_part(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  return dot == std::string_view::npos || dot + 1 == text.size() ? text : text.substr(dot + 1);
}

bool same_item(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto number_a = number_of(a);
  const auto number_b = number_of(b);
  if (number_a && number_b) return same_number(*number_a, *number_b);
  const auto truth_a = truth_of(a);
  const auto truth_b = truth_of(b);
  if (truth_a && truth_b) return *truth_a == *truth_b;
  if (truth_a && number_b) return *number_b == (*truth_a ? 1 : 0);
  if (truth_b && number_a) return *number_a == (*truth_b ? 1 : 0);
  const std::string text_a = lower(without_slashes(a));
  const std::string text_b = lower(without_slashes(b));
  if (text_a == text_b) return true;
  const bool dotted =
      a.find('/') == std::string_view::npos && !number_a && !number_b &&
      (a.find('.') == std::string_view::npos || b.find('.') == std::string_view::npos);
  return dotted && !text_a.empty() && last_part(text_a) == last_part(text_b);
}

/// Words that a reader must interpret: several, or what stands for a place.
bool is_prose(std::string_view text) {
  if (text.find(' ') == std::string_view::npos) return false;
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         text.front() != '[' && text.front() != '(' && text.front() != '{';
}

/// Parts of the code's text that only a run resolves.
bool is_open(std::string_view text) {
  return text.find('$') != std::string_view::npos || text.find('{') != std::string_view::npos ||
         text.find("%(") != std::string_view::npos;
}

Agreement compare_text(std::string_view claimed, bool plain, const code::Flag& flag) {
  const std::string& text = flag.defaults.text;
  if (same_value(claimed, text) || same_value(claimed, flag.defaults.value.text)) {
    return Agreement::agrees;
  }
  if (!plain || is_prose(claimed) || is_open(text) || is_open(claimed)) {
    return Agreement::cannot_tell;
  }
  // A name of a flag, or a number with a unit, is to be read by a person.
  if (claimed.starts_with("--")) return Agreement::cannot_tell;
  const bool number = !claimed.empty() && is_digit(claimed.front()) && !number_of(claimed);
  if (number && number_of(text)) return Agreement::cannot_tell;
  return Agreement::differs;
}

}  // namespace

bool says_nothing(std::string_view value) {
  const std::string word = lower(without_marks(value));
  static constexpr std::array<std::string_view, 12> nothing = {
      "",      "none", "null", "nothing", "not set",    "unset",
      "empty", "nil",  "n/a",  "-",       "no default", "undefined"};
  return std::find(nothing.begin(), nothing.end(), word) != nothing.end();
}

bool same_value(std::string_view a, std::string_view b) {
  a = without_marks(a);
  b = without_marks(b);
  if (same_item(a, b)) return true;
  const std::vector<std::string> items_a = items_of(a);
  const std::vector<std::string> items_b = items_of(b);
  return items_a.size() == items_b.size() &&
         std::equal(items_a.begin(), items_a.end(), items_b.begin(), same_item);
}

Agreement compare_default(std::string_view claimed, bool plain, const code::Flag& flag) {
  if (flag.fallback) {
    code::Flag stated = flag;
    stated.fallback.reset();
    if (compare_default(claimed, plain, stated) == Agreement::agrees) return Agreement::agrees;
    stated.defaults = *flag.fallback;
    return compare_default(claimed, plain, stated);
  }
  claimed = without_marks(claimed);
  const code::Default& defaults = flag.defaults;
  const bool nothing = says_nothing(claimed);
  const auto truth = truth_of(claimed);
  const std::string empty_list = claimed == "[]" || claimed == "()" ? "[]" : "";
  switch (defaults.kind) {
    case code::DefaultKind::computed:
      return Agreement::cannot_tell;
    case code::DefaultKind::required:
      if (nothing || lower(claimed) == "required") return Agreement::agrees;
      return plain && !is_prose(claimed) ? Agreement::differs : Agreement::cannot_tell;
    case code::DefaultKind::none:
      if (nothing || !empty_list.empty() || (truth && !*truth)) return Agreement::agrees;
      return plain && !is_prose(claimed) ? Agreement::differs : Agreement::cannot_tell;
    case code::DefaultKind::known:
      break;
  }
  const std::string_view text = without_marks(defaults.text);
  const auto is_truth = truth_of(text);
  if (nothing) {
    const bool no = says_nothing(text) || text == "[]" || (is_truth && !*is_truth);
    return no ? Agreement::agrees : Agreement::differs;
  }
  if (truth && !*truth && says_nothing(text)) return Agreement::agrees;
  return compare_text(claimed, plain, flag);
}

std::string shown_default(const code::Flag& flag) {
  std::string text = shown_default(flag.defaults);
  if (flag.fallback) text += ", for which it takes " + shown_default(*flag.fallback) + ",";
  return text;
}

std::string shown_default(const code::Default& defaults) {
  switch (defaults.kind) {
    case code::DefaultKind::required:
      return "required";
    case code::DefaultKind::none:
      return "nothing";
    case code::DefaultKind::computed:
      return "computed";
    case code::DefaultKind::known:
      break;
  }
  return defaults.text.empty() ? "empty" : "`" + defaults.text + "`";
}

}  // namespace recipe::check
