#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/facts.h"
#include "os/world.h"

namespace recipe::facts {

/// What was found at URLs within the last day, in the world's cache. What could not be told is not
/// kept.
class RememberedUrls {
 public:
  explicit RememberedUrls(os::World& world) : world_(world) {}

  std::optional<check::UrlFact> load(const std::string& url);
  void keep(const std::string& url, const check::UrlFact& fact);
  /// Writes what was kept.
  void save();

 private:
  std::int64_t now() const;

  os::World& world_;
  std::vector<os::Cache::Row> rows_;
};

}  // namespace recipe::facts
