#include "record/touched_groups.h"

#include <algorithm>
#include <string_view>

namespace recipe::record {
namespace {

using Files = std::vector<const os::TracedFile*>;
using Iterator = Files::const_iterator;

/// As many entries of a folder are told one by one.
constexpr std::size_t most_single = 3;
/// As many of even a folder of unrelated things.
constexpr std::size_t most_unrelated = 50;
constexpr int deepest_split = 32;

/// The folder, with its slash, that holds all of a sorted range.
std::string_view common_folder(Iterator begin, Iterator end) {
  const std::string_view first = (*begin)->path;
  const std::string_view last = (*(end - 1))->path;
  const auto [a, b] = std::mismatch(first.begin(), first.end(), last.begin(), last.end());
  const auto length = static_cast<std::size_t>(a - first.begin());
  return first.substr(0, first.substr(0, length).rfind('/') + 1);
}

/// The end of the files of a range that have the first one's next name after `folder`.
Iterator end_of_entry(Iterator begin, Iterator end, std::string_view folder) {
  const std::string_view path = (*begin)->path;
  const std::size_t slash = path.find('/', folder.size());
  const std::string_view name = path.substr(0, slash == std::string_view::npos ? slash : slash + 1);
  return std::find_if(begin, end, [&](const os::TracedFile* file) {
    return slash == std::string_view::npos ? file->path != name : !file->path.starts_with(name);
  });
}

bool is_broad(std::string_view folder, const std::vector<std::string>& broad) {
  if (std::count(folder.begin(), folder.end(), '/') <= 2) return true;
  folder.remove_suffix(1);
  return std::find(broad.begin(), broad.end(), folder) != broad.end();
}

void split(Iterator begin, Iterator end, const std::vector<std::string>& broad, int depth,
           std::vector<TouchedGroup>& groups) {
  if (end - begin == 1) {
    groups.push_back({(*begin)->path, {*begin}});
    return;
  }
  const std::string_view folder = common_folder(begin, end);
  std::vector<Iterator> entries;
  for (Iterator at = begin; at != end; at = end_of_entry(at, end, folder)) entries.push_back(at);
  entries.push_back(end);
  const std::size_t most = is_broad(folder, broad) ? most_unrelated : most_single;
  if (depth >= deepest_split || entries.size() - 1 > most) {
    groups.push_back({std::string(folder.substr(0, std::max<std::size_t>(folder.size() - 1, 1))),
                      Files(begin, end)});
    return;
  }
  for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
    split(entries[i], entries[i + 1], broad, depth + 1, groups);
  }
}

}  // namespace

std::vector<TouchedGroup> grouped(std::vector<const os::TracedFile*> files,
                                  const std::vector<std::string>& broad) {
  std::sort(files.begin(), files.end(),
            [](const os::TracedFile* a, const os::TracedFile* b) { return a->path < b->path; });
  std::vector<TouchedGroup> groups;
  if (!files.empty()) split(files.begin(), files.end(), broad, 0, groups);
  return groups;
}

}  // namespace recipe::record
