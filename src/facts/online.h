#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/facts.h"
#include "os/world.h"

namespace recipe::facts {

/// What is found at URLs. Hosts are asked side by side, each host one request at a time with a
/// pause between two, a busy or silent one again after a while. What was found is remembered for a
/// day.
class Online {
 public:
  explicit Online(os::World& world) : world_(world) {}

  /// Asks for all of them, each once; what stands behind `#` is left out. After an interruption the
  /// rest is unknown.
  void ask(const std::vector<std::string>& urls);
  /// Unknown without a reason if it was not asked for.
  check::UrlFact found(std::string_view url) const;

  std::chrono::milliseconds pause{250};  ///< between two requests to a host
  std::size_t hosts_at_once = 16;

 private:
  os::World& world_;
  std::map<std::string, check::UrlFact, std::less<>> found_;
};

/// What an answer's status says: 2xx is present, 404 and 410 are absent, all else cannot be told.
check::UrlFact judged(int status);

}  // namespace recipe::facts
