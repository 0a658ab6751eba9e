#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/facts.h"
#include "code/remembered.h"
#include "os/world.h"

namespace recipe::facts {

/// What this build of the program read of code at a commit, in the world's cache. Of files that are
/// no commit's nothing is kept: they may change.
class FactCache {
 public:
  explicit FactCache(os::World& world);

  /// The value of a path at a commit: from the cache if it is there and can be read, else made and
  /// kept.
  template <class T, class Make>
  T remembered(const std::string& commit, std::string_view kind, std::string_view path,
               std::optional<T> (*of_row)(std::string_view), const Make& make) {
    const std::string name = std::string(kind) + "/" + std::string(path);
    if (const auto row = find(commit, name)) {
      if (auto value = of_row(*row)) return std::move(*value);
    }
    T value = make();
    keep(commit, name, [&] { return code::row_of(value); });
    return value;
  }

  template <class Make>
  check::Presence remembered_presence(const std::string& commit, std::string_view text,
                                      const Make& make) {
    const std::string name = "mentions/" + std::string(text);
    const auto known = find(commit, name);
    if (known == "present") return check::Presence::present;
    if (known == "absent") return check::Presence::absent;
    const check::Presence presence = make();
    if (presence != check::Presence::unknown) {
      keep(commit, name,
           [&] { return presence == check::Presence::present ? "present" : "absent"; });
    }
    return presence;
  }

  /// Writes what was kept.
  void save();

 private:
  std::optional<std::string> find(const std::string& commit, const std::string& name);
  template <class Text>
  void keep(const std::string& commit, const std::string& name, const Text& text) {
    if (commit.empty() || world_.cache == nullptr) return;
    add(commit, name, text());
  }
  void add(const std::string& commit, const std::string& name, std::string text);

  os::World& world_;
  std::string root_;
  std::mutex mutex_;
  std::set<std::string> loaded_;  ///< commits
  std::map<std::string, std::string, std::less<>> rows_;
  std::vector<os::Cache::Row> fresh_;
};

}  // namespace recipe::facts
