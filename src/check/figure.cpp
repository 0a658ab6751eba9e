#include "check/figure.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/quantity.h"
#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_number = 32;

/// Digits in groups of three: "1,200,000".
bool group_follows(std::string_view text, std::size_t at) {
  if (at + 3 >= text.size() || text[at] != ',') return false;
  for (std::size_t i = at + 1; i <= at + 3; ++i) {
    if (!is_digit(text[i])) return false;
  }
  return at + 4 >= text.size() || !is_digit(text[at + 4]);
}

double power_of_ten(int exponent) { return std::pow(10.0, exponent); }

/// "7:25:27", "01:00:27": hours, minutes, seconds; two parts are not clear.
std::optional<double> clock_seconds(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() != 3) return std::nullopt;
  double seconds = 0;
  for (const std::string_view part : parts) {
    if (part.empty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), is_digit)) {
      return std::nullopt;
    }
    seconds = seconds * 60 + *parse_double(part);
  }
  return seconds;
}

Figure duration(double seconds, double slack) {
  Figure figure;
  figure.value = seconds;
  figure.slack = slack;
  figure.unit = "s";
  return figure;
}

bool is_unit_text(std::string_view text) {
  if (text.size() > 16) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '<'; });
}

}  // namespace

std::optional<Figure> figure_at(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  std::string digits;
  std::size_t whole = 0;
  for (; at < text.size() && is_digit(text[at]); ++at, ++whole) digits += text[at];
  if (whole > longest_number) return std::nullopt;
  if (whole > 0 && whole <= 3) {
    while (group_follows(text, at) && digits.size() < longest_number) {
      digits += text.substr(at + 1, 3);
      at += 4;
    }
  }
  int decimals = 0;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    digits += '.';
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++decimals) digits += text[at];
  }
  if (at == begin || digits.size() > 2 * longest_number) return std::nullopt;
  int exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t next = at + 1;
    if (next < text.size() && (text[next] == '-' || text[next] == '+')) ++next;
    const std::size_t first = next;
    while (next < text.size() && is_digit(text[next])) ++next;
    if (next > first && next - first <= 3) {
      const bool minus = text[at + 1] == '-';
      const int size = static_cast<int>(*parse_double(text.substr(first, next - first)));
      exponent = minus ? -size : size;
      at = next;
    }
  }
  const auto value = parse_double(digits);
  if (!value) return std::nullopt;
  Figure figure;
  double scale = power_of_ten(exponent);
  const bool alone = at + 1 >= text.size() || !is_alnum(text[at + 1]);
  if (at < text.size() && alone) {
    if (text[at] == 'k' || text[at] == 'K') scale *= 1e3;
    if (text[at] == 'M') scale *= 1e6;
    if (text[at] == 'k' || text[at] == 'K' || text[at] == 'M') {
      figure.thousands = true;
      ++at;
    }
  }
  figure.value = *value * scale;
  figure.slack = 0.5 * power_of_ten(-decimals) * scale;
  figure.end = at;
  if (!std::isfinite(figure.value)) return std::nullopt;
  if (at < text.size() && text[at] == '%') figure.unit = "%";
  return figure;
}

std::optional<Figure> figure_of_cell(std::string_view text) {
  text = trim(text);
  while (!text.empty() && (text.front() == '~' || text.front() == '*')) text = trim(text.substr(1));
  while (text.ends_with('*')) text = trim(text.substr(0, text.size() - 1));
  if (const auto seconds = clock_seconds(text)) return duration(*seconds, 0.5);
  auto figure = figure_at(text, 0);
  if (!figure) return std::nullopt;
  std::string_view rest = trim(text.substr(figure->end));
  if (!is_unit_text(rest)) {
    const auto seconds = parse_duration(text);
    return seconds ? std::optional(duration(*seconds, 0.5 * 60)) : std::nullopt;
  }
  figure->unit = lower(rest);
  return figure;
}

bool same_rounded(const Figure& a, const Figure& b) {
  const double epsilon = 1e-9 * std::max(std::fabs(a.value), std::fabs(b.value));
  return std::fabs(a.value - b.value) <= std::max(a.slack, b.slack) + epsilon;
}

}  // namespace recipe::check
