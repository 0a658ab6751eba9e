#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/loaded_packages.h"

namespace recipe::record {

/// Of `LoadedPackages::packages`, or none.
using PackageIndex = std::optional<std::uint32_t>;

/// A file that was read or executed.
struct UsedFile {
  const os::TracedFile* traced;
  bool code;  ///< a shared object, or executed
  PackageIndex python;
  PackageIndex conda;
  PackageIndex debian;
};

/// Used files by the names under which packages may list them.
using WantedFiles = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

/// What the searches share; each owns the files that it knows.
struct PackageSearch {
  os::FileSystem& files;
  std::vector<UsedFile> used;
  LoadedPackages found;
};

void find_conda_packages(PackageSearch& search);
void find_python_packages(PackageSearch& search);
void find_debian_packages(PackageSearch& search);
void name_loaded_software(PackageSearch& search);

/// "a/b.py" of "a/__pycache__/b.cpython-311.pyc"; empty for other paths.
std::string source_of_compiled(std::string_view path);
/// What is read to find packages, not by using one: in `*.dist-info`, `*.egg-info`, or `*.pth`.
bool is_about_packages(std::string_view path);
/// libc.so.6, not ld.so.cache.
bool is_shared_object_name(std::string_view path);

/// Which nodes the roots lead to by the edges `leads`, not counting a way back to the same root. In
/// a cycle that nothing else leads to, the first root stays unmarked.
std::vector<bool> reached_by_others(const std::vector<std::vector<std::uint32_t>>& leads,
                                    const std::vector<std::uint32_t>& roots);

/// Sets `needed` of packages from the names that each needs; `first` is where this kind begins.
void mark_needed(LoadedPackages& found, std::size_t first, const std::vector<std::string>& names,
                 const std::vector<std::vector<std::string>>& needs);

}  // namespace recipe::record
