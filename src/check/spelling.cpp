#include "check/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_compared = 256;

/// Words of a name: at `-`, `_`, `.`, `/`.
std::vector<std::string> words_in(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : lower(name)) {
    if (is_alnum(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Digits count: `resnet18` and `resnet50` are two things, not one misspelt.
std::string digits_in(std::string_view name) {
  std::string digits;
  for (const char c : name) {
    if (is_digit(c)) digits += c;
  }
  return digits;
}

/// Which letters and digits a name has, as bits: cheap to compare.
std::uint64_t letters_of(std::string_view name) {
  std::uint64_t letters = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alnum(c)) letters |= std::uint64_t{1} << ((byte | 0x20U) % 64);
  }
  return letters;
}

/// Whether a closer look is worth its time.
bool may_be_near(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  return longer - std::min(a.size(), b.size()) <= 4 && longer <= longest_compared &&
         std::popcount(letters_of(a) ^ letters_of(b)) <= 4;
}

/// 0 the same but for case and separators, 1 the words in another order or a plural, then edits.
std::size_t misspelling(std::string_view written, std::string_view meant) {
  constexpr std::size_t none = 100;
  if (written == meant) return 0;
  if (!may_be_near(written, meant)) return none;
  if (folded(written) == folded(meant)) return 1;
  auto a = words_in(written);
  auto b = words_in(meant);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  if (a == b) return 2;
  const auto singular = [](std::vector<std::string>& words) {
    for (std::string& word : words) {
      if (word.size() > 3 && word.ends_with('s')) word.pop_back();
    }
    std::sort(words.begin(), words.end());
  };
  singular(a);
  singular(b);
  if (a == b) return 2;
  if (digits_in(written) != digits_in(meant)) return none;
  const std::size_t shorter = std::min(written.size(), meant.size());
  const std::size_t allowed = shorter < 5 ? 0 : shorter < 8 ? 1 : 2;
  const std::size_t edits = edit_distance(lower(written), lower(meant), allowed);
  return edits <= allowed ? 2 + edits : none;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a == b) return 0;
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > most || longer > longest_compared) return most + 1;
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows) row.resize(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& last = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    now[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] =
          std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
      least = std::min(least, now[j]);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

bool is_near_spelling(std::string_view written, std::string_view meant) {
  return misspelling(written, meant) < 10;
}

std::optional<std::string> near_spelling(std::string_view written,
                                         const std::vector<std::string>& candidates) {
  const std::string* best = nullptr;
  std::size_t least = 10;
  bool alone = true;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = misspelling(written, candidate);
    if (distance < least) {
      best = &candidate;
      least = distance;
      alone = true;
    } else if (distance == least && best != nullptr && candidate != *best) {
      alone = false;
    }
  }
  if (best == nullptr || !alone) return std::nullopt;
  return *best;
}

}  // namespace recipe::check
