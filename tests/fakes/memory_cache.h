#pragma once

#include <map>

#include "os/cache.h"

namespace recipe::fakes {

/// Remembers in memory; `broken` is what `trouble` answers, and then nothing is there or kept.
class MemoryCache : public os::Cache {
 public:
  std::map<std::string, std::string> rows;  ///< value by folder
  std::optional<std::string> broken;
  int saves = 0;

  std::vector<Row> load(const std::string& folder, Reach reach) override {
    std::vector<Row> found;
    const std::string below = folder == "/" ? folder : folder + "/";
    for (const auto& [name, value] : rows) {
      const bool wanted = name == folder || (reach == Reach::below && name.rfind(below, 0) == 0);
      if (wanted && !broken) found.push_back({name, value});
    }
    return found;
  }
  void save(const std::vector<Row>& changed, const std::vector<std::string>& gone) override {
    if (broken || (changed.empty() && gone.empty())) return;
    ++saves;
    for (const std::string& folder : gone) rows.erase(folder);
    for (const Row& row : changed) rows[row.folder] = row.value;
  }
  std::optional<std::string> trouble() const override { return broken; }
};

}  // namespace recipe::fakes
