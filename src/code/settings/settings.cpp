#include "code/settings/settings.h"

#include "code/python/python.h"

namespace recipe::code {
namespace {

constexpr std::size_t longest_value = 2000;

Settings settings_not_read(std::string_view path, std::string why) {
  Settings settings;
  settings.path = path;
  settings.understood = false;
  settings.why_not = std::move(why);
  return settings;
}

}  // namespace

Value setting_value(std::string_view text) {
  if (text.size() <= longest_value) return parse_value(text);
  Value value;
  value.text = text;
  value.is = value.text;
  return value;
}

const Setting* Settings::find(std::string_view key) const {
  for (auto each = settings.rbegin(); each != settings.rend(); ++each) {
    if (each->key == key) return &*each;
  }
  return nullptr;
}

Settings read_settings(const Tree& tree, std::string_view path) {
  const auto bytes = tree.read(path);
  if (!bytes) return settings_not_read(path, bytes.error().message);
  const auto ends = [path](auto... ending) { return (path.ends_with(ending) || ...); };
  if (ends(".yaml", ".yml", ".json", ".jsonc")) return parse_yaml(path, **bytes);
  if (ends(".toml")) return parse_toml(path, **bytes);
  if (ends(".gin")) return parse_gin(path, **bytes);
  if (ends(".py")) return read_python_settings(tree, path);
  if (ends(".cfg", ".ini", ".conf", ".env", ".properties")) {
    const std::size_t first = (*bytes)->find_first_not_of(" \t\r\n");
    const bool json = first != std::string::npos && (**bytes)[first] == '{';
    return json ? parse_yaml(path, **bytes) : parse_ini(path, **bytes);
  }
  return settings_not_read(path, "it is in no format that is read");
}

}  // namespace recipe::code
