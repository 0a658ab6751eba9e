#include "check/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace recipe::check {
namespace {

constexpr std::size_t context_lines = 3;
/// Of lines that differ; the search takes time and memory with its square.
constexpr std::size_t most_differences = 1000;

using Lines = std::vector<std::string_view>;

/// Each with its line feed, which the last may lack.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// A run of lines that is replaced by another.
struct Change {
  std::size_t begin = 0;  ///< in the old text
  std::size_t end = 0;
  std::size_t new_begin = 0;
  std::size_t new_end = 0;
};

/// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the greedy search with the
/// furthest points of every round kept for the way back.
class LineComparison {
 public:
  LineComparison(const Lines& before, const Lines& after) : old_(before), new_(after) {}

  std::vector<Change> changes() {
    while (first_ < old_.size() && first_ < new_.size() && old_[first_] == new_[first_]) ++first_;
    while (last_ < old_.size() - first_ && last_ < new_.size() - first_ &&
           old_[old_.size() - 1 - last_] == new_[new_.size() - 1 - last_]) {
      ++last_;
    }
    const auto n = static_cast<std::ptrdiff_t>(old_.size() - first_ - last_);
    const auto m = static_cast<std::ptrdiff_t>(new_.size() - first_ - last_);
    if (n == 0 && m == 0) return {};
    if (!search(n, m)) {
      return {{first_, old_.size() - last_, first_, new_.size() - last_}};
    }
    return way_back(n, m);
  }

 private:
  bool same(std::ptrdiff_t x, std::ptrdiff_t y) const {
    return old_[first_ + static_cast<std::size_t>(x)] == new_[first_ + static_cast<std::size_t>(y)];
  }

  /// Fills rounds_; false if the texts differ too much.
  bool search(std::ptrdiff_t n, std::ptrdiff_t m) {
    const auto most = static_cast<std::ptrdiff_t>(most_differences);
    std::vector<std::ptrdiff_t> furthest(2 * most_differences + 3, 0);
    const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& {
      return furthest[static_cast<std::size_t>(k + most + 1)];
    };
    for (std::ptrdiff_t d = 0; d <= std::min(most, n + m); ++d) {
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
        std::ptrdiff_t x = down ? at(k + 1) : at(k - 1) + 1;
        while (x < n && x - k < m && x - k >= 0 && same(x, x - k)) ++x;
        at(k) = x;
        if (x >= n && x - k >= m) {
          keep(furthest, d);
          return true;
        }
      }
      keep(furthest, d);
    }
    return false;
  }

  /// The points of round `d`, from -d to d.
  void keep(const std::vector<std::ptrdiff_t>& furthest, std::ptrdiff_t d) {
    const auto middle = furthest.begin() + static_cast<std::ptrdiff_t>(most_differences) + 1;
    rounds_.emplace_back(middle - d, middle + d + 1);
  }

  std::vector<Change> way_back(std::ptrdiff_t x, std::ptrdiff_t y) const {
    std::vector<Change> changes;
    for (auto d = static_cast<std::ptrdiff_t>(rounds_.size()) - 1; d > 0; --d) {
      const std::vector<std::ptrdiff_t>& before = rounds_[static_cast<std::size_t>(d - 1)];
      const auto at = [&](std::ptrdiff_t k) {
        return k < -(d - 1) || k > d - 1 ? std::ptrdiff_t{-1}
                                         : before[static_cast<std::size_t>(k + d - 1)];
      };
      const std::ptrdiff_t k = x - y;
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      const std::ptrdiff_t from_k = down ? k + 1 : k - 1;
      const std::ptrdiff_t from_x = at(from_k);
      const std::ptrdiff_t from_y = from_x - from_k;
      const auto old_at = first_ + static_cast<std::size_t>(from_x);
      const auto new_at = first_ + static_cast<std::size_t>(from_y);
      add_in_front(changes, down ? Change{old_at, old_at, new_at, new_at + 1}
                                 : Change{old_at, old_at + 1, new_at, new_at});
      x = from_x;
      y = from_y;
    }
    std::reverse(changes.begin(), changes.end());
    return changes;
  }

  static void add_in_front(std::vector<Change>& changes, Change change) {
    if (!changes.empty() && change.end == changes.back().begin &&
        change.new_end == changes.back().new_begin) {
      changes.back().begin = change.begin;
      changes.back().new_begin = change.new_begin;
    } else {
      changes.push_back(change);
    }
  }

  const Lines& old_;
  const Lines& new_;
  std::size_t first_ = 0;  ///< lines that are the same at the beginning
  std::size_t last_ = 0;   ///< and at the end
  std::vector<std::vector<std::ptrdiff_t>> rounds_;
};

void add_line(std::string& text, char sign, std::string_view line) {
  text += sign;
  text += line;
  if (!line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
}

/// "12,3" of a range; an empty one is named by the line before it.
std::string range(std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  std::string text = std::to_string(size == 0 ? begin : begin + 1);
  if (size != 1) text += "," + std::to_string(size);
  return text;
}

std::string hunk(const Lines& before, const Lines& after, const std::vector<Change>& changes,
                 std::size_t first, std::size_t last) {
  const std::size_t head = std::min(context_lines, changes[first].begin);
  const std::size_t tail = std::min(context_lines, before.size() - changes[last].end);
  std::string text = "@@ -" + range(changes[first].begin - head, changes[last].end + tail) + " +" +
                     range(changes[first].new_begin - head, changes[last].new_end + tail) + " @@\n";
  std::size_t at = changes[first].begin - head;
  for (std::size_t i = first; i <= last; ++i) {
    for (; at < changes[i].begin; ++at) add_line(text, ' ', before[at]);
    for (; at < changes[i].end; ++at) add_line(text, '-', before[at]);
    for (std::size_t n = changes[i].new_begin; n < changes[i].new_end; ++n) {
      add_line(text, '+', after[n]);
    }
  }
  for (const std::size_t end = at + tail; at < end; ++at) add_line(text, ' ', before[at]);
  return text;
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> changes = LineComparison(old_lines, new_lines).changes();
  if (changes.empty()) return "";
  std::string text = "--- a/" + std::string(path) + "\n+++ b/" + std::string(path) + "\n";
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first;
    while (last + 1 < changes.size() &&
           changes[last + 1].begin - changes[last].end <= 2 * context_lines) {
      ++last;
    }
    text += hunk(old_lines, new_lines, changes, first, last);
    first = last + 1;
  }
  return text;
}

}  // namespace recipe::check
