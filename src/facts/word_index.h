#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "check/facts.h"
#include "code/tree.h"

namespace recipe::facts {

/// Which words occur in a tree's files of code and settings: runs of letters, digits, `-` and `_`,
/// compared without case, `-` as `_`, without dashes in front.
class WordIndex {
 public:
  /// Reads at most `most_bytes` of the tree; beyond, what is not found is unknown.
  explicit WordIndex(const code::Tree& tree);

  check::Presence mentions(std::string_view text) const;

  static constexpr std::size_t most_bytes = std::size_t{256} << 20;

 private:
  void add(std::string_view text);

  std::unordered_set<std::uint64_t> words_;  ///< by hash
  bool complete_ = true;
};

/// Whether a path's ending is one of code or settings.
bool is_code(std::string_view path);

}  // namespace recipe::facts
