#include "record/python_distributions.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"

namespace recipe::record {
namespace {

constexpr std::uint64_t longest_metadata = 4 << 20;
constexpr std::size_t most_distributions = 20'000;
constexpr std::size_t most_editable = 1000;

std::string read_or_empty(os::FileSystem& files, const std::string& path) {
  return files.read(path, longest_metadata).value_or("");
}

/// Bytes of %NN; others as they are.
std::string without_percents(std::string_view text) {
  const auto value = [](char c) {
    if (is_digit(c)) return c - '0';
    return (c | 0x20) - 'a' + 10;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The folder of an editable installation, by PEP 610.
std::string editable_folder(std::string_view text) {
  constexpr std::string_view scheme = "file://";
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return "";
  const auto about = json->find("dir_info");
  if (about == json->end() || !about->is_object()) return "";
  const auto editable = about->find("editable");
  if (editable == about->end() || !editable->is_boolean() || !editable->get<bool>()) return "";
  const std::string url = text_at(*json, "url").value_or("");
  if (!url.starts_with(scheme)) return "";
  const std::string folder = os::lexically_normal(without_percents(url.substr(scheme.size())));
  return folder.size() > 1 && folder.starts_with('/') ? folder : "";
}

}  // namespace

std::vector<Distribution> distributions_in(os::FileSystem& files, const std::string& site) {
  std::vector<Distribution> found;
  const auto entries = files.list(site);
  if (!entries) return found;
  std::set<std::string> names;
  for (const std::string_view end : {".dist-info", ".egg-info", ".egg"}) {
    for (const os::DirectoryEntry& entry : *entries) {
      if (!entry.name.ends_with(end) || found.size() >= most_distributions) continue;
      Distribution each;
      each.entry = entry.name;
      each.place = os::join_path(site, entry.name);
      each.compared = compared_name(named_distribution(entry.name).name);
      each.folder = entry.kind != os::FileKind::regular;
      if (end == ".egg") {
        if (!each.folder) continue;
        each.place += "/EGG-INFO";
      }
      if (names.insert(each.compared).second) found.push_back(std::move(each));
    }
  }
  return found;
}

std::vector<std::string> top_modules(os::FileSystem& files, const Distribution& distribution) {
  std::vector<std::string> modules;
  if (distribution.folder) {
    const std::string text = read_or_empty(files, distribution.place + "/top_level.txt");
    for (const std::string_view line : lines(text)) {
      if (!trim(line).empty()) modules.push_back(compared_name(trim(line)));
    }
  }
  if (modules.empty()) modules.push_back(distribution.compared);
  return modules;
}

PythonMetadata metadata_of(os::FileSystem& files, const Distribution& distribution) {
  std::string text;
  if (!distribution.folder) {
    text = read_or_empty(files, distribution.place);
  } else {
    text = read_or_empty(files, distribution.place + "/METADATA");
    if (text.empty()) text = read_or_empty(files, distribution.place + "/PKG-INFO");
  }
  PythonMetadata metadata = python_metadata(text);
  const PythonMetadata named = named_distribution(distribution.entry);
  if (metadata.name.empty()) metadata.name = named.name;
  if (metadata.version.empty()) metadata.version = named.version;
  if (metadata.needs.empty() && distribution.folder) {
    metadata.needs =
        python_requirements(read_or_empty(files, distribution.place + "/requires.txt"));
  }
  return metadata;
}

std::vector<Editable> editable_in(os::FileSystem& files, const std::string& site) {
  std::vector<Editable> found;
  const auto entries = files.list(site);
  if (!entries) return found;
  for (const os::DirectoryEntry& entry : *entries) {
    if (found.size() >= most_editable) break;
    const std::string place = os::join_path(site, entry.name);
    std::string folder;
    std::string name = named_distribution(entry.name).name;
    if (entry.name.ends_with(".dist-info")) {
      folder = editable_folder(read_or_empty(files, place + "/direct_url.json"));
    } else if (constexpr std::string_view end = ".egg-link"; entry.name.ends_with(end)) {
      const std::string text = read_or_empty(files, place);
      folder = os::lexically_normal(trim(text.substr(0, text.find('\n'))));
      name = printable(entry.name.substr(0, entry.name.size() - end.size()));
    }
    if (folder.size() > 1 && folder.starts_with('/')) {
      found.push_back({std::move(name), std::move(folder)});
    }
  }
  return found;
}

}  // namespace recipe::record
