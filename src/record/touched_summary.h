#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/touched.h"

namespace recipe::record {

/// What a file is to a training.
enum class Meaning {
  code,           ///< a tracked file of the repository
  data,           ///< in declared data, or any other file outside that is nothing below
  model,          ///< weights by name, or a model of a hub
  libraries,      ///< shared objects, packages of a language, headers, programs
  configuration,  ///< YAML, JSON, TOML, INI of the repository or the command line, ~/.config
  cache,          ///< ~/.cache, __pycache__ and what is like them
  temporary,      ///< of a temporary folder, or deleted again by the command that made it
  system,         ///< /proc, /sys, /dev, /etc
};
inline constexpr std::size_t meanings = 8;
std::string_view to_string(Meaning meaning);

/// What is known of the place where the command ran. All paths are absolute, with links resolved,
/// without a final slash.
struct Surroundings {
  std::string repository;         ///< its root; empty: none
  std::set<std::string> tracked;  ///< paths from the root
  std::string directory;          ///< in which the command ran
  std::string home;
  std::string temporary = "/tmp";         ///< $TMPDIR
  std::vector<std::string> caches;        ///< beside ~/.cache: $XDG_CACHE_HOME, $HF_HOME, ...
  std::vector<std::string> data;          ///< declared inputs, files or folders
  std::vector<std::string> outputs;       ///< declared outputs, files or folders
  std::vector<std::string> command_line;  ///< files that the command's arguments name
};

struct MeaningCount {
  std::uint64_t files_read = 0;  ///< or executed, and there before
  std::uint64_t bytes_read = 0;
  std::uint64_t files_written = 0;  ///< and still there
  std::uint64_t bytes_written = 0;
};

enum class TouchedKind {
  undeclared_input,
  undeclared_output,
  cached_model,     ///< weights read from a cache in the home directory
  downloaded_data,  ///< fetched while the command ran, and read or kept
  untracked_file,   ///< read, in the repository, but not part of it
};
std::string_view to_string(TouchedKind kind);

/// One thing a recipe should say and does not; files of one folder are one finding.
struct TouchedFinding {
  TouchedKind kind;
  std::string path;                   ///< a file, or the folder of several
  std::string process;                ///< name of the program that touched the first of them
  std::uint64_t files = 1;            ///< how many of them
  std::uint64_t bytes = 0;            ///< of all of them
  std::string sentence;               ///< for a person, plain text, unescaped
  std::vector<std::string> examples;  ///< at most 3 paths
};

struct TouchedSummary {
  std::array<MeaningCount, meanings> counts;  ///< by Meaning
  std::vector<TouchedFinding> findings;  ///< by kind, then by bytes, largest first; at most 200
  std::uint64_t findings_dropped = 0;    ///< beyond those
  /// Files of data that were there before and were read, sorted by path.
  std::vector<const os::TracedFile*> inputs;
  /// Existing files outside caches and temporary folders that were written, sorted by path.
  std::vector<const os::TracedFile*> outputs;

  const MeaningCount& of(Meaning meaning) const {
    return counts[static_cast<std::size_t>(meaning)];
  }
};

/// The meaning of one file of `touched`.
Meaning meaning_of(const os::TracedFile& file, const Surroundings& where);

/// Points into `touched`, which must outlive it.
TouchedSummary summarise(const Touched& touched, const Surroundings& where);

/// Lines for a person: a line a meaning that has files, with counts and bytes.
std::vector<std::string> lines_of(const TouchedSummary& summary);

}  // namespace recipe::record
