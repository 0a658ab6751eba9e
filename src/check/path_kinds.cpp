#include "check/path_kinds.h"

#include <algorithm>

#include "base/text.h"
#include "code/tree.h"

namespace recipe::check {
namespace {

constexpr std::string_view code_endings[] = {".py", ".sh", ".bash", ".ipynb", ".cpp", ".cc",
                                             ".cu", ".R",  ".pl",   ".lua",   ".jl",  ".sub"};
constexpr std::string_view settings_endings[] = {".yaml", ".yml",  ".cfg",     ".gin",
                                                 ".toml", ".conf", ".jsonnet", ".ini"};
constexpr std::string_view data_endings[] = {".json", ".txt", ".csv", ".md", ".tsv"};

template <std::size_t n>
bool ends_with_one_of(std::string_view path, const std::string_view (&endings)[n]) {
  return std::any_of(std::begin(endings), std::end(endings), [path](std::string_view ending) {
    return path.size() > ending.size() && path.ends_with(ending);
  });
}

}  // namespace

FileSort sort_of(std::string_view path) {
  if (ends_with_one_of(path, code_endings)) return FileSort::code;
  if (ends_with_one_of(path, settings_endings)) return FileSort::settings;
  return ends_with_one_of(path, data_endings) ? FileSort::data : FileSort::other;
}

bool is_to_be_filled_in(std::string_view path) {
  if (path.find_first_of("<>[]{}$*?%") != std::string_view::npos) return true;
  // Folders such as `.hydra` are what programs make.
  if (path.starts_with('.') && path.find('/') != std::string_view::npos && path.size() > 1 &&
      is_alnum(path[1])) {
    return true;
  }
  const std::string small = lower(path);
  for (const std::string_view part : {"path/to", "path_to", "your", "xxx", "...", "foo", "/some"}) {
    if (small.find(part) != std::string::npos) return true;
  }
  // `configs/X.py` stands for any.
  const std::string_view own = code::name_of(path);
  const std::string_view letters = own.substr(0, own.rfind('.'));
  if (letters.size() < own.size() && letters.find_first_not_of("NXYZ") == letters.npos) return true;
  const std::string_view name = code::name_of(small);
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem == "file" || stem == "filename" || stem.ends_with("-name") || stem.ends_with("_name") ||
      stem.find("ofchoice") != std::string_view::npos || stem == "script" || stem == "xx") {
    return true;
  }
  return name.starts_with("my_") || name.starts_with("my-") || name.starts_with("custom_") ||
         small.starts_with("my_") || name.starts_with("new_") || name.starts_with("example_");
}

}  // namespace recipe::check
