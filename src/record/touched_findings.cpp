#include "record/touched_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quantity.h"
#include "base/text.h"
#include "record/touched_groups.h"
#include "record/touched_places.h"

namespace recipe::record {
namespace {

constexpr std::size_t most_examples = 3;

bool is_local(const os::TracedHost& host) {
  return host.port == 0 || host.address.starts_with("127.") || host.address == "::1" ||
         host.address == "0.0.0.0" || host.address == "::";
}

bool was_written(const os::TracedFile& file) {
  return (file.access & os::access_written) != 0 && file.exists;
}

/// "models--google-bert--bert-base" as "google-bert/bert-base".
std::string hub_name(std::string_view folder) {
  std::string name(folder.substr(folder.rfind("/models--") + 9));
  if (const std::size_t dashes = name.find("--"); dashes != std::string::npos) {
    name.replace(dashes, 2, "/");
  }
  return name;
}

}  // namespace

TouchedFindings::TouchedFindings(const Touched& touched, const Surroundings& where)
    : touched_(touched), where_(where) {
  for (const os::TracedHost& host : touched.hosts) {
    if (is_local(host) || host.datagram) continue;
    const bool colons = host.address.find(':') != std::string::npos;
    const std::string name = colons ? "[" + host.address + "]" : host.address;
    const std::string address = name + ":" + std::to_string(host.port);
    online_.emplace(host.program, address);
  }
}

/// The address to which a program, its parent or a program that it started has connected.
std::string TouchedFindings::host_of(std::size_t program) const {
  if (program >= touched_.programs.size() || online_.empty()) return "";
  const auto own = online_.find(program);
  if (own != online_.end()) return own->second;
  const auto parent = online_.find(touched_.programs[program].parent);
  if (parent != online_.end()) return parent->second;
  for (const auto& [child, address] : online_) {
    if (child < touched_.programs.size() && touched_.programs[child].parent == program) {
      return address;
    }
  }
  return "";
}

bool TouchedFindings::is_downloaded(const os::TracedFile& file, Meaning meaning) const {
  if (file.existed || !was_written(file) || is_below_any(file.path, where_.outputs)) return false;
  const bool cached = meaning == Meaning::cache || is_in_cache(file.path, where_);
  if (!cached && (file.access & os::access_read) == 0) return false;
  if (file.path.find("/__pycache__/") != std::string::npos) return false;
  // Weights come into a cache from nowhere else, through whatever they came.
  return (cached && is_weights(file)) || !host_of(file.writer).empty();
}

bool TouchedFindings::is_cached_model(const os::TracedFile& file) const {
  if (!file.input || (file.access & os::access_read) == 0) return false;
  if (is_below(file.path, where_.repository) || !is_weights(file)) return false;
  return is_in_cache(file.path, where_) || is_in_cache(file.named, where_) ||
         !hub_model_folder(file.path).empty();
}

void TouchedFindings::look(const os::TracedFile& file, Meaning meaning) {
  if (is_below_any(file.path, where_.data) || is_below_any(file.named, where_.data)) return;
  if (is_cached_model(file)) {
    const std::string_view hub = hub_model_folder(file.path);
    if (hub.empty()) {
      files_[TouchedKind::cached_model].push_back(&file);
    } else {
      models_[std::string(hub)].push_back(&file);
    }
    return;
  }
  if (is_downloaded(file, meaning)) {
    files_[TouchedKind::downloaded_data].push_back(&file);
    return;
  }
  const bool of_others =
      meaning == Meaning::libraries || meaning == Meaning::system || meaning == Meaning::cache;
  if (of_others || is_below(file.path, where_.repository + "/.git")) return;

  const bool inside = is_below(file.path, where_.repository);
  if (file.input && (file.access & os::access_read) != 0) {
    if (inside && !is_tracked(file.path, where_)) {
      files_[TouchedKind::untracked_file].push_back(&file);
    } else if (!inside && !is_below_any(file.path, where_.outputs) &&
               (meaning != Meaning::configuration || is_named(file.path))) {
      files_[TouchedKind::undeclared_input].push_back(&file);
    }
  }
  if (was_written(file) && meaning != Meaning::temporary && !is_in_cache(file.path, where_) &&
      !is_below_any(file.path, where_.outputs)) {
    files_[TouchedKind::undeclared_output].push_back(&file);
  }
}

bool TouchedFindings::is_named(const std::string& path) const {
  const auto& named = where_.command_line;
  return std::find(named.begin(), named.end(), path) != named.end();
}

std::string TouchedFindings::program_name(std::size_t program) const {
  if (program >= touched_.programs.size()) return "";
  const std::string& path = touched_.programs[program].executable;
  return path.substr(path.rfind('/') + 1);
}

std::string TouchedFindings::sentence(const TouchedFinding& finding, bool one,
                                      const os::TracedFile& first) const {
  const std::string what =
      one ? fmt::format("{} ({})", finding.path, format_bytes(static_cast<double>(finding.bytes)))
          : fmt::format("{} below {} ({})", counted(finding.files, "file"), finding.path,
                        format_bytes(static_cast<double>(finding.bytes)));
  switch (finding.kind) {
    case TouchedKind::undeclared_input:
      return fmt::format("{} read {}, outside the repository and not declared as data.",
                         finding.process, what);
    case TouchedKind::undeclared_output:
      return fmt::format("{} wrote {}, not declared as an output.", finding.process, what);
    case TouchedKind::cached_model: {
      const std::string_view hub = hub_model_folder(first.path);
      if (hub.empty()) {
        return fmt::format(
            "{} read the pre-trained model {} from a cache in place of a declared "
            "location.",
            finding.process, what);
      }
      return fmt::format("{} read the pre-trained model {} from a cache: {}.", finding.process,
                         hub_name(hub), what);
    }
    case TouchedKind::downloaded_data: {
      const std::string host = host_of(first.writer);
      return fmt::format(
          "{} wrote {}{}: probably a download, with neither location nor digest "
          "declared.",
          finding.process, what, host.empty() ? " into a cache" : " while connected to " + host);
    }
    case TouchedKind::untracked_file:
      return fmt::format("{} read {}, in the repository's folder but not part of it.",
                         finding.process, what);
  }
  return "";
}

TouchedFinding TouchedFindings::finding(TouchedKind kind, const std::string& path,
                                        const Files& files) const {
  TouchedFinding found;
  found.kind = kind;
  found.path = path;
  found.files = files.size();
  const bool wrote = kind == TouchedKind::undeclared_output || kind == TouchedKind::downloaded_data;
  found.process = program_name(wrote ? files.front()->writer : files.front()->reader);
  if (found.process.empty()) found.process = "the command";
  for (const os::TracedFile* file : files) {
    found.bytes += file->bytes;
    if (found.examples.size() < most_examples) found.examples.push_back(file->path);
  }
  found.sentence =
      sentence(found, files.size() == 1 && path == files.front()->path, *files.front());
  return found;
}

std::vector<TouchedFinding> TouchedFindings::take() {
  const std::vector<std::string> broad{where_.home, where_.temporary, where_.home + "/.cache",
                                       where_.repository};
  std::vector<TouchedFinding> all;
  for (const auto& [kind, files] : files_) {
    for (const TouchedGroup& group : grouped(files, broad)) {
      all.push_back(finding(kind, group.path, group.files));
    }
  }
  for (const auto& [folder, files] : models_) {
    all.push_back(finding(TouchedKind::cached_model, folder, files));
  }
  std::stable_sort(all.begin(), all.end(), [](const TouchedFinding& a, const TouchedFinding& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.bytes > b.bytes;
  });
  return all;
}

}  // namespace recipe::record
