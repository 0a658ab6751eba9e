#include "record/package_texts.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace recipe::record {
namespace {

constexpr std::size_t most_needs = 1000;

/// Takes the next line off `text`, without its end.
std::string_view take_package_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The value of "Field: value", if the line has this field.
std::optional<std::string_view> field_of_line(std::string_view line, std::string_view field) {
  if (line.size() <= field.size() || line[field.size()] != ':' || !line.starts_with(field)) {
    return std::nullopt;
  }
  return trim(line.substr(field.size() + 1));
}

bool is_name_of_package(char c) {
  return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '+';
}

std::string_view leading_name(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_name_of_package(text[end])) ++end;
  return text.substr(0, end);
}

void read_status_line(std::string_view line, DebianPackage& package, bool& installed) {
  if (const auto name = field_of_line(line, "Package")) package.name = *name;
  if (const auto value = field_of_line(line, "Architecture")) package.architecture = *value;
  if (const auto value = field_of_line(line, "Version")) package.version = *value;
  if (const auto value = field_of_line(line, "Depends")) package.needs = *value;
  if (const auto value = field_of_line(line, "Pre-Depends")) package.needs_too = *value;
  if (const auto value = field_of_line(line, "Provides")) package.provides = *value;
  if (const auto value = field_of_line(line, "Status")) installed = value->ends_with(" installed");
  if (const auto value = field_of_line(line, "Essential")) package.everywhere |= *value == "yes";
  if (const auto value = field_of_line(line, "Priority")) {
    package.everywhere |= *value == "required" || *value == "important";
    package.usual = *value == "standard";
  }
}

}  // namespace

std::string compared_name(std::string_view name) {
  std::string out;
  for (const char c : lower(name)) {
    const bool joint = c == '-' || c == '_' || c == '.';
    if (!joint) {
      out += c;
    } else if (!out.ends_with('-')) {
      out += '-';
    }
  }
  return out;
}

PythonMetadata python_metadata(std::string_view text) {
  PythonMetadata metadata;
  while (!text.empty()) {
    const std::string_view line = take_package_line(text);
    if (line.empty()) break;  // the description follows
    if (const auto name = field_of_line(line, "Name"); name && metadata.name.empty()) {
      metadata.name = printable(*name);
    } else if (const auto version = field_of_line(line, "Version");
               version && metadata.version.empty()) {
      metadata.version = printable(*version);
    } else if (const auto need = field_of_line(line, "Requires-Dist")) {
      const bool extra = need->substr(std::min(need->find(';'), need->size())).find("extra") !=
                         std::string_view::npos;
      const std::string_view needed = leading_name(*need);
      if (!extra && !needed.empty() && metadata.needs.size() < most_needs) {
        metadata.needs.push_back(compared_name(needed));
      }
    }
  }
  return metadata;
}

std::vector<std::string> python_requirements(std::string_view text) {
  std::vector<std::string> needs;
  while (!text.empty() && needs.size() < most_needs) {
    const std::string_view line = trim(take_package_line(text));
    if (line.starts_with('[')) break;
    const std::string_view name = leading_name(line);
    if (!name.empty()) needs.push_back(compared_name(name));
  }
  return needs;
}

PythonMetadata named_distribution(std::string_view entry) {
  for (const std::string_view end : {".dist-info", ".egg-info", ".egg"}) {
    if (!entry.ends_with(end)) continue;
    entry.remove_suffix(end.size());
    break;
  }
  PythonMetadata named;
  // A dash in the name is written as an underscore, so the first one ends it.
  const std::size_t dash = std::min(entry.find('-'), entry.size());
  named.name = printable(entry.substr(0, dash));
  const std::string_view rest = entry.substr(std::min(dash + 1, entry.size()));
  named.version = printable(rest.substr(0, std::min(rest.find("-py"), rest.size())));
  return named;
}

void for_each_recorded(std::string_view text, const std::function<void(std::string_view)>& seen) {
  std::string unquoted;
  while (!text.empty()) {
    std::string_view line = take_package_line(text);
    if (!line.starts_with('"')) {
      line = line.substr(0, line.find(','));
      if (!line.empty()) seen(line);
      continue;
    }
    unquoted.clear();
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == '"' && (i + 1 >= line.size() || line[++i] != '"')) break;
      unquoted += line[i];
    }
    if (!unquoted.empty()) seen(unquoted);
  }
}

std::vector<DebianPackage> debian_packages_in(std::string_view text) {
  constexpr std::size_t most = 200'000;
  std::vector<DebianPackage> packages;
  DebianPackage package;
  bool installed = false;
  while (!text.empty() && packages.size() < most) {
    const std::string_view line = take_package_line(text);
    if (!line.empty() && line.front() != ' ') read_status_line(line, package, installed);
    if (!line.empty() && !text.empty()) continue;
    if (installed && !package.name.empty()) packages.push_back(package);
    package = {};
    installed = false;
  }
  return packages;
}

void for_each_debian_name(std::string_view relations,
                          const std::function<void(std::string_view)>& seen) {
  while (!relations.empty()) {
    const std::size_t end = std::min(relations.find_first_of(",|"), relations.size());
    const std::string_view name = leading_name(trim(relations.substr(0, end)));
    if (!name.empty()) seen(name);
    relations.remove_prefix(std::min(end + 1, relations.size()));
  }
}

std::string upstream_version(std::string_view debian_version) {
  const std::size_t epoch = debian_version.find(':');
  if (epoch != std::string_view::npos) debian_version.remove_prefix(epoch + 1);
  std::string_view version = debian_version.substr(0, debian_version.rfind('-'));
  for (const std::string_view repacked : {"+dfsg", "+ds", "+debian", "+repack", "~dfsg"}) {
    version = version.substr(0, version.find(repacked));
  }
  return std::string(version);
}

std::vector<Diversion> diversions_in(std::string_view text) {
  constexpr std::size_t most = 100'000;
  std::vector<Diversion> diversions;
  while (!text.empty() && diversions.size() < most) {
    Diversion diversion;
    diversion.original = take_package_line(text);
    diversion.to = take_package_line(text);
    diversion.package = take_package_line(text);
    if (diversion.original.starts_with('/') && diversion.to.starts_with('/') &&
        !diversion.package.empty()) {
      diversions.push_back(diversion);
    }
  }
  return diversions;
}

std::optional<CondaPackage> conda_package(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  CondaPackage package;
  package.name = printable(text_at(*json, "name").value_or(""));
  package.version = printable(text_at(*json, "version").value_or(""));
  if (package.name.empty()) return std::nullopt;
  const auto texts = [&](const char* key, const auto& take) {
    const auto array = json->find(key);
    if (array == json->end() || !array->is_array()) return;
    for (const Json& each : *array) {
      if (each.is_string()) take(each.template get_ref<const std::string&>());
    }
  };
  texts("files", [&](const std::string& file) { package.files.push_back(file); });
  texts("depends", [&](const std::string& need) {
    if (package.needs.size() < most_needs) package.needs.emplace_back(leading_name(need));
  });
  return package;
}

}  // namespace recipe::record
