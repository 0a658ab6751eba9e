#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recipe::record {

/// What a METADATA or PKG-INFO file says, in the form of mail headers.
struct PythonMetadata {
  std::string name;
  std::string version;
  std::vector<std::string> needs;  ///< compared names, without those of extras; at most 1,000
};

PythonMetadata python_metadata(std::string_view text);

/// The compared names in a requires.txt before its first section; at most 1,000.
std::vector<std::string> python_requirements(std::string_view text);

/// As PEP 503 compares names: lower case, and one dash for each run of `-`, `_` and `.`.
std::string compared_name(std::string_view name);

/// "numpy" and "1.24.2" of `numpy-1.24.2.dist-info`, `numpy-1.24.2-py3.11.egg`; the version may be
/// empty.
PythonMetadata named_distribution(std::string_view entry);

/// The paths in a RECORD file, its first column as CSV.
void for_each_recorded(std::string_view text, const std::function<void(std::string_view)>& seen);

/// A package that is installed by Debian's status file.
struct DebianPackage {
  std::string_view name;
  std::string_view architecture;
  std::string_view version;
  bool everywhere = false;  ///< essential, or of priority required or important
  bool usual = false;       ///< of priority standard
  std::string_view needs;   ///< Depends and Pre-Depends, one of them after the other
  std::string_view needs_too;
  std::string_view provides;
};

/// Views of `text`; at most 200,000.
std::vector<DebianPackage> debian_packages_in(std::string_view text);

/// The names in "a (>= 1) | b:any, c"; alternatives count as all.
void for_each_debian_name(std::string_view relations,
                          const std::function<void(std::string_view)>& seen);

/// "3.11.2" of "1:3.11.2+dfsg-6+deb12u3".
std::string upstream_version(std::string_view debian_version);

/// A file that packages other than `package` have put at `to`.
struct Diversion {
  std::string_view original;
  std::string_view to;
  std::string_view package;  ///< ":" for a local one
};

/// Views of `text`, three lines each; at most 100,000.
std::vector<Diversion> diversions_in(std::string_view text);

/// What a file in `conda-meta` says.
struct CondaPackage {
  std::string name;
  std::string version;
  std::vector<std::string> files;  ///< relative to the prefix
  std::vector<std::string> needs;  ///< names
};

std::optional<CondaPackage> conda_package(std::string_view text);

}  // namespace recipe::record
