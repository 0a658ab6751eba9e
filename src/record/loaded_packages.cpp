#include "record/loaded_packages.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "record/package_search.h"

namespace recipe::record {
namespace {

constexpr std::size_t most_unowned = 200;

std::vector<UsedFile> used_files(const os::Trace& trace) {
  std::vector<UsedFile> used;
  for (const os::TracedFile& file : trace.files) {
    if ((file.access & (os::access_read | os::access_executed)) == 0) continue;
    if (!file.path.starts_with('/') || file.path.starts_with("/proc") ||
        file.path.starts_with("/dev/")) {
      continue;
    }
    UsedFile each{};
    each.traced = &file;
    each.code = (file.access & os::access_executed) != 0 || is_shared_object_name(file.path);
    used.push_back(each);
  }
  return used;
}

void list_unowned(PackageSearch& search) {
  std::size_t beyond = 0;
  for (const UsedFile& file : search.used) {
    if (!file.code || file.python || file.conda || file.debian || !file.traced->input) continue;
    if (file.traced->path.find("/lib-dynload/") != std::string::npos) continue;  // Python's own
    if (search.found.unowned.size() < most_unowned) {
      search.found.unowned.push_back(file.traced->path);
    } else {
      ++beyond;
    }
  }
  if (beyond > 0) {
    search.found.notes.push_back(counted(beyond, "more shared object or program") +
                                 " of no package not listed.");
  }
}

/// The Debian packages that brought Python distributions, by a file of theirs.
void name_holders(PackageSearch& search) {
  auto& packages = search.found.packages;
  for (const UsedFile& file : search.used) {
    if (!file.python || !file.debian) continue;
    std::string& holder = packages[*file.python].held_by;
    if (holder.empty()) holder = packages[*file.debian].name;
  }
}

}  // namespace

bool is_shared_object_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  constexpr std::string_view middle = ".so.";
  const std::size_t at = name.find(middle);
  // Not ld.so.cache.
  const bool numbered = at != std::string_view::npos && at + middle.size() < name.size() &&
                        is_digit(name[at + middle.size()]);
  return name.ends_with(".so") || numbered;
}

std::string source_of_compiled(std::string_view path) {
  constexpr std::string_view folder = "__pycache__/";
  if (!path.ends_with(".pyc")) return "";
  const std::size_t at = path.rfind(folder);
  if (at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return "";
  const std::string_view name = path.substr(at + folder.size());
  if (name.find('/') != std::string_view::npos) return "";
  std::string source(path.substr(0, at));
  source += name.substr(0, name.find('.'));
  return source += ".py";
}

std::vector<bool> reached_by_others(const std::vector<std::vector<std::uint32_t>>& leads,
                                    const std::vector<std::uint32_t>& roots) {
  // Beyond it, what is left stays unmarked.
  std::uint64_t steps_left = 50'000'000;
  std::vector<bool> reached(leads.size(), false);
  std::vector<std::uint32_t> visited(leads.size(), 0);
  std::vector<std::uint32_t> open;
  std::uint32_t turn = 0;
  for (const std::uint32_t root : roots) {
    if (reached[root]) continue;
    visited[root] = ++turn;
    open.assign(1, root);
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const std::uint32_t next : leads[node]) {
        if (steps_left == 0) return reached;
        --steps_left;
        if (visited[next] == turn) continue;
        visited[next] = turn;
        reached[next] = true;
        open.push_back(next);
      }
    }
  }
  return reached;
}

void mark_needed(LoadedPackages& found, std::size_t first, const std::vector<std::string>& names,
                 const std::vector<std::vector<std::string>>& needs) {
  std::map<std::string_view, std::uint32_t> by_name;
  std::vector<std::uint32_t> loaded;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    by_name.emplace(names[i], i);
    loaded.push_back(i);
  }
  std::vector<std::vector<std::uint32_t>> leads(names.size());
  for (std::size_t i = 0; i < needs.size(); ++i) {
    for (const std::string& need : needs[i]) {
      const auto known = by_name.find(need);
      if (known != by_name.end()) leads[i].push_back(known->second);
    }
  }
  const std::vector<bool> reached = reached_by_others(leads, loaded);
  for (std::size_t i = 0; i < names.size(); ++i) found.packages[first + i].needed = reached[i];
}

Result<LoadedPackages> loaded_packages(os::FileSystem& files, const os::Trace& trace) {
  PackageSearch search{files, used_files(trace), {}};
  find_conda_packages(search);
  find_python_packages(search);
  find_debian_packages(search);
  name_holders(search);
  name_loaded_software(search);
  list_unowned(search);
  auto& packages = search.found.packages;
  std::sort(packages.begin(), packages.end(), [](const LoadedPackage& a, const LoadedPackage& b) {
    return std::tie(a.kind, a.name, a.version) < std::tie(b.kind, b.name, b.version);
  });
  return std::move(search.found);
}

}  // namespace recipe::record
