#pragma once

#include <map>
#include <set>
#include <string>

#include "code/tree.h"

namespace recipe {

/// A tree in memory: `tree.files["train.py"] = "..."`. Links hold their target.
class MemoryTree : public code::Tree {
 public:
  std::map<std::string, std::string> files;
  std::map<std::string, std::string> links;
  std::set<std::string> submodules;
  std::string id = "0123456789abcdef0123456789abcdef01234567";

  const std::string& commit() const override { return id; }

  std::optional<code::Entry> find(std::string_view path) const override {
    std::string at(path);
    for (int hops = 0; hops < 10; ++hops) {
      if (at.empty()) return code::Entry{code::EntryKind::folder, ""};
      if (const auto link = link_on(at)) {
        const auto next = code::resolved(code::folder_of(link->first), link->second);
        if (!next) return code::Entry{code::EntryKind::submodule, link->first};
        at = *next + at.substr(link->first.size());
        continue;
      }
      for (const std::string& module : submodules) {
        if (at == module || at.starts_with(module + "/")) {
          return code::Entry{code::EntryKind::submodule, module};
        }
      }
      if (files.contains(at)) return code::Entry{code::EntryKind::file, at};
      const auto below = files.lower_bound(at + "/");
      if (below != files.end() && below->first.starts_with(at + "/")) {
        return code::Entry{code::EntryKind::folder, at};
      }
      return std::nullopt;
    }
    return std::nullopt;
  }

  std::vector<std::string> names_in(std::string_view folder) const override {
    const auto entry = find(folder);
    if (!entry || entry->kind != code::EntryKind::folder) return {};
    const std::string prefix = entry->path.empty() ? "" : entry->path + "/";
    std::set<std::string> names;
    for (const std::string& path : paths()) {
      if (path.starts_with(prefix)) {
        names.insert(path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size()));
      }
    }
    return {names.begin(), names.end()};
  }

  const std::vector<std::string>& all_files() const override {
    listed_.clear();
    for (const auto& [path, bytes] : files) listed_.push_back(path);
    return listed_;
  }

  const std::vector<std::string>& named(std::string_view name) const override {
    auto& found = named_[std::string(name)];
    std::set<std::string> all;
    for (std::string_view path : paths()) {
      for (; !path.empty(); path = code::folder_of(path)) {
        if (code::name_of(path) == name) all.emplace(path);
      }
    }
    found.assign(all.begin(), all.end());
    return found;
  }

  Result<std::shared_ptr<const std::string>> read(std::string_view path) const override {
    const auto entry = find(path);
    if (!entry || entry->kind != code::EntryKind::file) {
      return fail(ErrorKind::not_found, "no file " + std::string(path));
    }
    return std::make_shared<const std::string>(files.at(entry->path));
  }

 private:
  std::vector<std::string> paths() const {
    std::vector<std::string> all(submodules.begin(), submodules.end());
    for (const auto& [path, bytes] : files) all.push_back(path);
    for (const auto& [path, target] : links) all.push_back(path);
    return all;
  }
  std::optional<std::pair<std::string, std::string>> link_on(const std::string& path) const {
    for (const auto& [link, target] : links) {
      if (path == link || path.starts_with(link + "/")) return std::pair{link, target};
    }
    return std::nullopt;
  }
  mutable std::map<std::string, std::vector<std::string>> named_;
  mutable std::vector<std::string> listed_;
};

}  // namespace recipe
