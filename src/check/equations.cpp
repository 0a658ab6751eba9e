#include "check/equations.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_remark = 80;
constexpr std::size_t most_operands = 12;

/// A sign between two numbers.
struct Sign {
  char kind = 0;  ///< '*', '/' or '+'; 0: none
  std::size_t size = 0;
};

Sign sign_at(std::string_view text, std::size_t at) {
  static constexpr std::string_view times[] = {"\u00d7", "\u00b7", "\u2217"};
  for (const std::string_view sign : times) {
    if (text.substr(at).starts_with(sign)) return {'*', sign.size()};
  }
  if (at >= text.size()) return {};
  switch (text[at]) {
    case '*':
      return {'*', 1};
    case 'x':
    case 'X':
      return {'*', 1};
    case '/':
      return {'/', 1};
    case '+':
      return {'+', 1};
    default:
      return {};
  }
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

/// Behind "(batch size per GPU)", also "[...]", which explains the number before it.
std::size_t skip_remark(std::string_view text, std::size_t at) {
  const std::size_t open = skip_space(text, at);
  if (open >= text.size() || (text[open] != '(' && text[open] != '[')) return at;
  const char closing = text[open] == '(' ? ')' : ']';
  const std::size_t close = text.substr(0, open + longest_remark).find(closing, open);
  if (close == std::string_view::npos) return at;
  // A sum in brackets is no remark.
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  if (inside.find('=') != std::string_view::npos) return at;
  return close + 1;
}

struct Term {
  double value = 0;
  double relative = 0;  ///< slack as a share of the value
};

/// One side: a chain of numbers and signs.
struct Chain {
  std::size_t end = 0;
  std::string text;
  double value = 0;
  double slack = 0;
  bool exact = true;
  bool signs = false;
  Figure last;  ///< the only number, where there are no signs
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Chain> chain(std::size_t at) {
    Chain chain;
    std::vector<Term> sum;
    char sign = '+';
    for (std::size_t count = 0; count < most_operands; ++count) {
      const auto figure = figure_at(text_, at);
      if (!figure || figure->unit == "%" || figure->thousands) {
        if (!figure || chain.signs || figure->unit == "%") return std::nullopt;
      }
      const bool whole = figure->slack >= 0.5;
      chain.exact = chain.exact && whole;
      const double slack = whole ? 0 : figure->slack;
      const double share = figure->value == 0 ? 0 : slack / figure->value;
      if (sign == '+') {
        sum.push_back({figure->value, share});
      } else {
        Term& term = sum.back();
        if (sign == '/' && figure->value == 0) return std::nullopt;
        term.value = sign == '*' ? term.value * figure->value : term.value / figure->value;
        term.relative += share;
        if (sign == '/') chain.exact = false;
      }
      chain.last = *figure;
      chain.text += text_.substr(at, figure->end - at);
      chain.end = figure->end;
      std::size_t next = skip_space(text_, skip_remark(text_, figure->end));
      const Sign found = sign_at(text_, next);
      if (found.kind == 0) break;
      const std::size_t behind = skip_space(text_, next + found.size);
      if (behind >= text_.size() || !is_digit(text_[behind])) {
        // "8x V100", or a name as a factor.
        return std::nullopt;
      }
      chain.signs = true;
      chain.text += std::string(" ") + found.kind + " ";
      sign = found.kind;
      at = behind;
    }
    for (const Term& term : sum) {
      chain.value += term.value;
      chain.slack += std::fabs(term.value * term.relative);
    }
    chain.end = std::max(chain.end, skip_remark(text_, chain.end));
    return chain;
  }

 private:
  std::string_view text_;
};

/// What may stand before the first number of an equation.
bool starts_fresh(std::string_view text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && is_space(text[before - 1])) --before;
  if (before == 0) return true;
  const char last = text[before - 1];
  if (before == at && (is_alnum(last) || last == '_' || last == '.' || last == '-')) return false;
  static constexpr std::string_view operators = "*/+-^=xX(<>$%~";
  if (operators.find(last) == std::string_view::npos) return (last & 0x80) == 0 || before != at;
  // "(5x5=25)" begins fresh, "2 * (3 + 4 = 7)" is odd enough to be left alone.
  if (last == '(') return before == 1 || is_alnum(text[before - 2]) || is_space(text[before - 2]);
  if (last == 'x' || last == 'X') return before > 1 && is_alnum(text[before - 2]) && before != at;
  return false;
}

/// The size of an equals sign, 0 if there is none; `about` for one that says "nearly".
std::size_t equals_at(std::string_view text, std::size_t at, bool& about) {
  about = false;
  if (text.substr(at).starts_with("\u2248")) {
    about = true;
    return 3;
  }
  if (at >= text.size() || text[at] != '=') return 0;
  if (at + 1 < text.size() && (text[at + 1] == '=' || text[at + 1] == '>')) return 0;
  return 1;
}

bool ends_clean(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  if (is_alnum(text[at]) || text[at] == '_' || text[at] == '^' || text[at] == '%') return false;
  const std::size_t next = skip_space(text, at);
  return sign_at(text, next).kind == 0 || text[next] == 'x' || text[next] == 'X';
}

}  // namespace

std::vector<Equation> equations_in(std::string_view text) {
  std::vector<Equation> found;
  if (text.find('=') == std::string_view::npos && text.find("\u2248") == std::string_view::npos) {
    return found;
  }
  Reader reader(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    const std::size_t first = at;
    while (at + 1 < text.size() && is_digit(text[at + 1])) ++at;
    if (!starts_fresh(text, first)) continue;
    const auto left = reader.chain(first);
    if (!left) continue;
    at = std::max(at, left->end - 1);
    bool about = false;
    const std::size_t sign = skip_space(text, left->end);
    const std::size_t size = equals_at(text, sign, about);
    if (size == 0 || !left->signs) continue;
    std::size_t right = skip_space(text, sign + size);
    if (right < text.size() && text[right] == '~') {
      about = true;
      right = skip_space(text, right + 1);
    }
    const auto figure = figure_at(text, right);
    if (!figure || !ends_clean(text, figure->end)) continue;
    found.push_back(
        {first, figure->end, left->text, left->value, left->slack, *figure, left->exact, about});
    at = std::max(at, figure->end - 1);
  }
  return found;
}

bool comes_out(const Equation& equation) {
  const Figure& right = equation.right;
  const double epsilon = 1e-9 * std::fabs(equation.value);
  if (equation.about) return std::fabs(right.value - equation.value) <= 0.05 * equation.value;
  double slack = equation.slack + epsilon;
  if (!equation.exact || right.thousands) slack += right.slack;
  if (std::fabs(right.value - equation.value) <= slack) return true;
  // 64K may be 64 * 1024.
  return right.thousands && std::fabs(right.value * 1.024 - equation.value) <= slack * 1.024;
}

}  // namespace recipe::check
