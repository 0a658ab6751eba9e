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
};

class EquationReader {
 public:
  explicit EquationReader(std::string_view text) : text_(text) {}

  enum class Brackets { allowed, inside };

  std::optional<Chain> chain(std::size_t at, Brackets brackets = Brackets::allowed) {
    Chain chain;
    std::vector<Term> sum;
    char sign = '+';
    for (std::size_t count = 0; count < most_operands; ++count) {
      const auto operand = operand_at(at, brackets);
      if (!operand || !add(sign, *operand, sum)) return std::nullopt;
      chain.exact = chain.exact && operand->exact && sign != '/';
      chain.text += operand->text;
      chain.end = skip_remark(text_, operand->end);
      const std::size_t next = skip_space(text_, chain.end);
      const Sign found = sign_at(text_, next);
      if (found.kind == 0) break;
      at = skip_space(text_, next + found.size);
      // "8x V100", or a name as a factor.
      if (at >= text_.size() || (!is_digit(text_[at]) && text_[at] != '(')) return std::nullopt;
      chain.signs = true;
      chain.text += std::string(" ") + found.kind + " ";
      sign = found.kind;
    }
    for (const Term& term : sum) {
      chain.value += term.value;
      chain.slack += std::fabs(term.value * term.relative);
    }
    return chain;
  }

 private:
  struct Operand {
    Term term;
    bool exact = true;
    std::string text;
    std::size_t end = 0;
  };

  static bool add(char sign, const Operand& operand, std::vector<Term>& sum) {
    if (sign == '+') {
      sum.push_back(operand.term);
      return true;
    }
    Term& term = sum.back();
    if (sign == '/' && operand.term.value == 0) return false;
    term.value = sign == '*' ? term.value * operand.term.value : term.value / operand.term.value;
    term.relative += operand.term.relative;
    return true;
  }

  /// A number, or numbers and signs in one pair of brackets.
  std::optional<Operand> operand_at(std::size_t at, Brackets brackets) {
    if (at < text_.size() && text_[at] == '(' && brackets == Brackets::allowed) {
      const auto inner = chain(skip_space(text_, at + 1), Brackets::inside);
      if (!inner) return std::nullopt;
      const std::size_t close = skip_space(text_, inner->end);
      if (close >= text_.size() || text_[close] != ')') return std::nullopt;
      const double share = inner->value == 0 ? 0 : inner->slack / inner->value;
      return Operand{{inner->value, share}, inner->exact, "(" + inner->text + ")", close + 1};
    }
    const auto figure = figure_at(text_, at);
    if (!figure || figure->percent()) return std::nullopt;
    const bool whole = figure->slack >= 0.5;
    const double share = whole || figure->value == 0 ? 0 : figure->slack / figure->value;
    return Operand{{figure->value, share},
                   whole,
                   std::string(text_.substr(at, figure->end - at)),
                   figure->end};
  }

  std::string_view text_;
};

/// What may stand before the first number of an equation.
bool starts_fresh(std::string_view text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && is_space(text[before - 1])) --before;
  if (before == 0) return true;
  const char last = text[before - 1];
  if (before == at && (is_alnum(last) || last == '_' || last == '.' || last == '-')) return false;
  static constexpr std::string_view operators = "*/+-^xX(<>$%~";
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
  EquationReader reader(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool bracket = text[at] == '(' && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !bracket) continue;
    const std::size_t first = at;
    while (at + 1 < text.size() && is_digit(text[at + 1]) && !bracket) ++at;
    if (!starts_fresh(text, first)) continue;
    const auto left = reader.chain(first);
    if (!left) continue;
    bool about = false;
    const std::size_t sign = skip_space(text, left->end);
    const std::size_t size = equals_at(text, sign, about);
    if (size == 0 || !left->signs) {
      // What a bracket holds may be an equation of its own.
      if (!bracket) at = std::max(at, left->end - 1);
      continue;
    }
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
