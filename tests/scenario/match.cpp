#include "scenario/match.h"

#include <algorithm>
#include <cstdint>

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

std::size_t word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_alnum(text[length])) ++length;
  return length;
}

/// The length of "1.2 s" or "1 min 02 s" at the front of `text`, or 0.
std::size_t duration_length(std::string_view text) {
  const std::size_t number = text.find_first_not_of("0123456789.");
  if (number == 0 || number == std::string_view::npos || text[number] != ' ') return 0;
  const std::string_view unit = text.substr(number + 1, word_length(text.substr(number + 1)));
  const bool micro = text.substr(number + 1).starts_with("\u00b5s");
  if (!micro && unit != "ms" && unit != "s" && unit != "min" && unit != "h") return 0;
  const std::size_t end = number + 1 + (micro ? std::string_view("\u00b5s").size() : unit.size());
  if (end + 1 >= text.size() || text[end] != ' ' || !is_digit(text[end + 1])) return end;
  const std::size_t next = duration_length(text.substr(end + 1));
  return next > 0 ? end + 1 + next : end;
}

/// The length of text at the front in which `d` of `shape` is a digit and all else itself, or 0.
std::size_t shape_length(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return 0;
  }
  return shape.size();
}

/// The length of a run's name, "20260131T120000.250Z-4242", or 0.
std::size_t run_length(std::string_view text) {
  std::size_t length = shape_length(text, "ddddddddTdddddd.dddZ-");
  while (length > 0 && length < text.size() && is_digit(text[length])) ++length;
  return length;
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
    if (pair.actual && pair.expected) return false;
    return !pair.expected || expected[*pair.expected] != any_lines;
  };
  std::vector<bool> shown(pairs.size(), false);
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (!differs(pairs[k])) continue;
    const std::size_t end = std::min(pairs.size(), k + context + 1);
    for (std::size_t near = k - std::min(k, context); near < end; ++near) shown[near] = true;
  }
  std::string out;
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (!shown[k]) continue;
    if (k > 0 && !shown[k - 1]) out += "  @@\n";
    const auto& [from, to] = pairs[k];
    if (!differs(pairs[k])) {
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
  std::string out;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::string_view rest = std::string_view(line).substr(at);
    const bool word_begins = at == 0 || !is_alnum(line[at - 1]);
    if (word_begins && word_length(rest) == 40 &&
        rest.find_first_not_of("0123456789abcdef") >= 40) {
      out += "<commit>";
      at += 40;
    } else if (const std::size_t run = word_begins ? run_length(rest) : 0; run > 0) {
      out += "<run>";
      at += run;
    } else if (const std::size_t time =
                   word_begins ? shape_length(rest, "dddd-dd-ddTdd:dd:ddZ") : 0;
               time > 0) {
      out += "<time>";
      at += time;
    } else if (const std::size_t length = word_begins ? duration_length(rest) : 0; length > 0) {
      out += "<time>";
      at += length;
    } else {
      out += line[at++];
    }
  }
  return out;
}

}  // namespace recipe::scenario
