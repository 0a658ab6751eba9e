#include <deque>
#include <map>
#include <set>

#include "base/text.h"
#include "record/package_search.h"
#include "record/package_texts.h"
#include "record/touched_places.h"

namespace recipe::record {
namespace {

constexpr std::uint64_t most_bytes_of_conda = std::uint64_t{256} << 20;
constexpr std::uint64_t longest_of_conda = std::uint64_t{32} << 20;

/// The folders above shared objects and programs that hold `conda-meta`.
std::set<std::string> conda_prefixes(PackageSearch& search) {
  std::set<std::string> prefixes;
  std::map<std::string, bool> looked;
  for (const UsedFile& file : search.used) {
    if (!file.code) continue;
    std::string folder = os::parent_path(file.traced->path);
    while (folder.size() > 1 && looked.emplace(folder, true).second) {
      const auto status = search.files.status(os::join_path(folder, "conda-meta"), os::Follow::yes);
      if (status && *status && (*status)->kind == os::FileKind::directory) prefixes.insert(folder);
      folder = os::parent_path(folder);
    }
  }
  return prefixes;
}

/// Gives the package to its used files; how many there are.
std::uint64_t take_conda_files(PackageSearch& search, const CondaPackage& package,
                               const WantedFiles& wanted) {
  std::uint64_t count = 0;
  const auto index = static_cast<std::uint32_t>(search.found.packages.size());
  for (const std::string& path : package.files) {
    const auto known = wanted.find(path);
    if (known == wanted.end()) continue;
    for (const std::uint32_t file : known->second) {
      if (search.used[file].conda) continue;
      search.used[file].conda = index;
      ++count;
    }
  }
  return count;
}

void find_in_prefix(PackageSearch& search, const std::string& prefix) {
  WantedFiles wanted;
  std::deque<std::string> sources;  // what `wanted` points to
  for (std::uint32_t i = 0; i < search.used.size(); ++i) {
    const std::string& path = search.used[i].traced->path;
    if (search.used[i].conda || path.size() <= prefix.size() || !is_below(path, prefix)) continue;
    const std::string_view relative = std::string_view(path).substr(prefix.size() + 1);
    wanted[relative].push_back(i);
    if (std::string source = source_of_compiled(relative); !source.empty()) {
      sources.push_back(std::move(source));
      wanted[sources.back()].push_back(i);
    }
  }
  const std::string folder = os::join_path(prefix, "conda-meta");
  const auto entries = search.files.list(folder);
  if (!entries) {
    search.found.notes.push_back("The packages of conda in " + prefix + " could not be listed.");
    return;
  }
  const std::size_t first = search.found.packages.size();
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> needs;
  std::uint64_t bytes = 0;
  for (const os::DirectoryEntry& entry : *entries) {
    if (!entry.name.ends_with(".json") || bytes > most_bytes_of_conda) continue;
    const auto text = search.files.read(os::join_path(folder, entry.name), longest_of_conda);
    bytes += text ? text->size() : 0;
    const auto package = text ? conda_package(*text) : std::nullopt;
    if (!package) continue;
    const std::uint64_t count = take_conda_files(search, *package, wanted);
    if (count == 0) continue;
    LoadedPackage loaded;
    loaded.kind = "conda";
    loaded.name = package->name;
    loaded.version = package->version;
    loaded.files = count;
    search.found.packages.push_back(std::move(loaded));
    names.push_back(package->name);
    needs.push_back(package->needs);
  }
  if (bytes > most_bytes_of_conda) {
    search.found.notes.push_back("Not all packages of conda in " + prefix + " were read.");
  }
  mark_needed(search.found, first, names, needs);
}

}  // namespace

void find_conda_packages(PackageSearch& search) {
  for (const std::string& prefix : conda_prefixes(search)) find_in_prefix(search, prefix);
}

}  // namespace recipe::record
