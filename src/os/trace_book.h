#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "os/trace.h"
#include "os/traced_place.h"

namespace recipe::os {

/// How a file was opened.
struct OpenWay {
  bool read = false;
  bool write = false;
  bool make = false;  ///< where it is missing
  bool cut = false;   ///< to nothing, or replaced
  LastLink last = LastLink::follow;
};

/// A program that is about to start.
struct StartedFile {
  std::string path;
  bool privileged = false;  ///< would gain rights: setuid, setgid or file capabilities
};

/// Adds up what a command does to files, a file once, in the order in which it happens. Each call
/// tells what is about to be done, before it is: whether it will succeed is judged by what is there
/// now and at the end.
class TraceBook {
 public:
  explicit TraceBook(const TraceLimits& limits) : limits_(limits) {}

  /// True if this would tell nothing new. `path` is absolute, as everywhere here.
  bool knows_reading(const std::string& path) const;
  void opened(std::size_t program, const std::string& path, const OpenWay& way);
  /// Nothing if there is no program to start. `program` is the one that starts it.
  std::optional<StartedFile> executed(std::size_t program, const std::string& path);
  void deleted(std::size_t program, const std::string& path);
  /// True if it is a folder.
  bool renamed(std::size_t program, const std::string& from, const std::string& to);
  void linked(std::size_t program, const std::string& from, const std::string& to, LastLink last);
  void symbolic_link(std::size_t program, const std::string& target, const std::string& path);

  /// Looks at every changed file once more and moves all files into `trace`.
  void finish(Trace& trace);

 private:
  struct Entry {
    TracedFile file;
    std::int64_t modified_ns = 0;  ///< before the command's first change
    std::uint64_t inode = 0;
    std::uint64_t order = 0;  ///< of the last change, among renames of folders
    bool written = false;     ///< perhaps
    bool capable = false;     ///< has file capabilities
    bool has_reader = false;
    bool has_writer = false;
  };
  struct FolderMove {
    std::string from;
    std::string to;
  };

  /// The entry of what is there, made if need be; null beyond the limit.
  Entry* entry_of(const TracedPlace& place, const std::string& named);
  void note_read(Entry& entry, std::size_t program, unsigned access);
  void note_change(Entry& entry, std::size_t program, unsigned access);
  void add_interpreter(std::size_t program, const std::string& script);
  void names_changed();
  bool made_under_other_name(std::string path) const;
  void settle(Entry& entry);
  void follow_folders(Entry& entry);

  TraceLimits limits_;
  TracedPlaces places_;
  std::deque<Entry> entries_;
  std::unordered_map<std::string_view, Entry*> by_path_;  ///< keys lie in the entries
  std::unordered_map<std::string, Entry*> by_name_;       ///< as named; forgotten now and then
  std::vector<FolderMove> moves_;
  std::uint64_t dropped_ = 0;
  std::uint64_t moves_dropped_ = 0;
};

}  // namespace recipe::os
