#include "dynamics/event_places.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr std::size_t most_looked_at = 200'000;

struct FolderSearch {
  os::FileSystem& files;
  const std::string& source;
  std::vector<EventFile> found;
  std::size_t looked_at = 0;

  Result<> search(const std::string& folder, std::size_t depth) {
    const std::string path = folder.empty() ? source : os::join_path(source, folder);
    const auto entries = files.list(path);
    if (!entries) {
      // A folder below that cannot be read, or is gone by now, hides no other.
      if (depth > 0) return {};
      return tl::unexpected<Error>(entries.error());
    }
    for (const os::DirectoryEntry& entry : *entries) {
      if (++looked_at > most_looked_at || found.size() >= most_event_files) return {};
      const std::string below = folder.empty() ? entry.name : folder + "/" + entry.name;
      if (entry.kind == os::FileKind::directory) {
        if (depth < deepest_folder) TRY(search(below, depth + 1));
      } else if (is_event_file_name(entry.name)) {
        TRY(add(folder, os::join_path(source, below)));
      }
    }
    return {};
  }

  Result<> add(const std::string& folder, const std::string& path) {
    TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
    if (status && status->kind == os::FileKind::regular) found.push_back({folder, path});
    return {};
  }
};

}  // namespace

Result<std::vector<EventFile>> event_files_below(os::FileSystem& files, const std::string& source) {
  FolderSearch all{files, source, {}};
  TRY(all.search("", 0));
  std::sort(all.found.begin(), all.found.end(), [](const EventFile& a, const EventFile& b) {
    return a.folder != b.folder ? a.folder < b.folder : a.path < b.path;
  });
  return std::move(all.found);
}

bool is_event_file_name(std::string_view name) {
  return name.find("tfevents") != std::string_view::npos;
}

bool is_time_folder(std::string_view name) {
  const std::size_t point = name.find('.');
  constexpr std::size_t digits_of_seconds = 10;
  if (point != digits_of_seconds || point + 1 == name.size()) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '.'; }) &&
         std::count(name.begin(), name.end(), '.') == 1;
}

}  // namespace recipe::dynamics
