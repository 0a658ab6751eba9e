#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace recipe::record {

/// One thing that was observed: a line of `<stem>.lock`.
struct Fact {
  std::string profile;    ///< empty: the base values
  std::uint64_t run = 0;  ///< the seed that tells runs apart; 0: the same for all
  std::string stage;
  std::string name;
  Json value;

  std::string to_line() const;
};

/// JSON Lines sorted by bytes, one fact a line; the union of two locks is a lock.
class Lock {
 public:
  /// Lines that are no facts are returned in `broken`, by number from 1.
  static Lock parse(std::string_view text, std::vector<std::size_t>& broken);

  /// Replaces every fact of the same profile, run and stage names by `facts`.
  void update(const std::vector<Fact>& facts);
  std::string to_text() const;
  const std::vector<Fact>& facts() const { return facts_; }
  /// Facts that have two values, as after a merge of two branches.
  std::vector<Fact> contradicting() const;

 private:
  std::vector<Fact> facts_;
};

}  // namespace recipe::record
