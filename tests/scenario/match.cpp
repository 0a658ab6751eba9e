#include "scenario/match.h"

#include <algorithm>
#include <cstdint>
#include <regex>

#include "base/text.h"

namespace recipe::scenario {
namespace {

/// The length of the `<word>` at the front of `pattern`, or 0.
std::size_t wildcard_length(std::string_view pattern) {
  if (pattern.size() < 3 || pattern.front() != '<') return 0;
  std::size_t end = 1;
  while (end < pattern.size() && (is_alnum(pattern[end]) || pattern[end] == '-')) ++end;
  return end > 1 && end < pattern.size() && pattern[end] == '>' ? end + 1 : 0;
}

std::size_t spaces_at(std::string_view text) {
  return std::min(text.find_first_not_of(' '), text.size());
}

bool matches_from(std::string_view pattern, std::string_view line, bool beside_wildcard) {
  while (!pattern.empty()) {
    if (const std::size_t length = wildcard_length(pattern); length > 0) {
      const std::string_view rest = pattern.substr(length);
      if (rest.empty()) return !line.empty();
      for (std::size_t taken = 1; taken <= line.size(); ++taken) {
        if (matches_from(rest, line.substr(taken), true)) return true;
      }
      return false;
    }
    if (const std::size_t spaces = spaces_at(pattern); spaces > 0) {
      const std::size_t found = spaces_at(line);
      pattern.remove_prefix(spaces);
      const bool flexible = beside_wildcard || wildcard_length(pattern) > 0;
      if (flexible ? found == 0 : found < spaces) return false;
      line.remove_prefix(flexible ? found : spaces);
    } else {
      if (line.empty() || line.front() != pattern.front()) return false;
      pattern.remove_prefix(1);
      line.remove_prefix(1);
    }
    beside_wildcard = false;
  }
  return line.empty();
}

std::string_view without_end_space(std::string_view line) {
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view line) {
  return matches_from(without_end_space(pattern), without_end_space(line), false);
}

Comparison compare(const std::vector<std::string>& expected,
                   const std::vector<std::string>& actual) {
  // cost[i][j]: the fewest differences between expected from i on and actual from j on.
  const std::size_t rows = expected.size();
  const std::size_t columns = actual.size();
  std::vector<std::vector<std::uint32_t>> cost(rows + 1, std::vector<std::uint32_t>(columns + 1));
  for (std::size_t i = rows + 1; i-- > 0;) {
    for (std::size_t j = columns + 1; j-- > 0;) {
      if (i == rows) {
        cost[i][j] = static_cast<std::uint32_t>(columns - j);
      } else if (expected[i] == any_lines) {
        cost[i][j] = cost[i + 1][j];
        if (j < columns) cost[i][j] = std::min(cost[i][j], cost[i][j + 1]);
      } else {
        cost[i][j] = cost[i + 1][j] + 1;
        if (j == columns) continue;
        cost[i][j] = std::min(cost[i][j], cost[i][j + 1] + 1);
        if (cost[i + 1][j + 1] < cost[i][j] && matches(expected[i], actual[j])) {
          cost[i][j] = cost[i + 1][j + 1];
        }
      }
    }
  }

  Comparison comparison;
  comparison.same = cost[0][0] == 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && expected[i] == any_lines) {
      if (cost[i][j] == cost[i + 1][j]) {
        comparison.pairs.push_back({i++, std::nullopt});
      } else {
        comparison.pairs.push_back({i, j++});
      }
    } else if (i < rows && j < columns && cost[i][j] == cost[i + 1][j + 1] &&
               matches(expected[i], actual[j])) {
      comparison.pairs.push_back({i++, j++});
    } else if (i < rows && cost[i][j] == cost[i + 1][j] + 1) {
      comparison.pairs.push_back({i++, std::nullopt});
    } else {
      comparison.pairs.push_back({std::nullopt, j++});
    }
  }
  return comparison;
}

std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual, const Comparison& comparison) {
  static constexpr std::size_t context = 3;
  const std::vector<Pair>& pairs = comparison.pairs;
  const auto differs = [&](const Pair& pair) {
    return !pair.actual || !pair.expected ? !pair.expected || expected[*pair.expected] != any_lines
                                          : false;
  };
  std::vector<bool> shown(pairs.size(), false);
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (!differs(pairs[k])) continue;
    const std::size_t end = std::min(pairs.size(), k + context + 1);
    for (std::size_t near = k - std::min(k, context); near < end; ++near) shown[near] = true;
  }
  std::string out;
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const auto& [from, to] = pairs[k];
    if (!shown[k]) {
      if (k == 0 || shown[k - 1]) out += "  @@\n";
    } else if (!differs(pairs[k])) {
      out += "   " + (to ? actual[*to] : expected[*from]) + "\n";
    } else {
      out += from ? "  -" + expected[*from] + "\n" : "  +" + actual[*to] + "\n";
    }
  }
  return out;
}

std::vector<std::string> updated(const std::vector<std::string>& expected,
                                 const std::vector<std::string>& actual,
                                 const Comparison& comparison) {
  std::vector<std::string> out;
  for (const auto& [from, to] : comparison.pairs) {
    if (from && expected[*from] == any_lines) {
      // `...` is kept once, behind the lines that it stands for.
      if (!to) out.emplace_back(any_lines);
    } else if (to) {
      out.push_back(from ? expected[*from] : neutral(actual[*to]));
    }
  }
  return out;
}

std::string neutral(const std::string& line) {
  static const std::regex commit("\\b[0-9a-f]{40}\\b");
  static const std::regex duration(
      "\\b(\\d+ h \\d+ min|\\d+ min \\d+ s|\\d+(\\.\\d+)? (s|ms|min|h))\\b");
  return std::regex_replace(std::regex_replace(line, commit, "<commit>"), duration, "<time>");
}

}  // namespace recipe::scenario
