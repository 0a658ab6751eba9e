#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "code/settings/settings.h"

namespace recipe::code {
namespace {

class TomlReader {
 public:
  explicit TomlReader(std::string_view path) { out_.path = path; }

  Settings read(std::string_view bytes) {
    const toml::parse_result parsed = toml::parse(bytes, out_.path);
    if (!parsed) {
      out_.understood = false;
      out_.why_not = "line " + std::to_string(parsed.error().source().begin.line) + ": " +
                     printable(parsed.error().description());
      return std::move(out_);
    }
    std::vector<std::pair<std::size_t, std::string>> tops;
    for (const auto& [key, node] : parsed.table()) {
      tops.emplace_back(key.source().begin.line, std::string(key.str()));
    }
    std::stable_sort(tops.begin(), tops.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [line, key] : tops) out_.top_level.push_back(std::move(key));
    // The parser bounds how deep tables nest.
    table(parsed.table(), "");
    std::stable_sort(
        out_.settings.begin(), out_.settings.end(),
        [](const Setting& a, const Setting& b) { return a.place.line < b.place.line; });
    return std::move(out_);
  }

 private:
  void table(const toml::table& from, const std::string& prefix) {
    for (const auto& [key, each] : from) {
      node(each, prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str()));
    }
  }

  void node(const toml::node& each, const std::string& key) {
    if (out_.settings.size() >= most_settings || key.size() > 1000) return;
    if (const toml::table* inner = each.as_table()) return table(*inner, key);
    const std::size_t line = each.source().begin.line;
    if (const toml::array* list = each.as_array()) {
      std::vector<std::string> items;
      for (std::size_t i = 0; i < list->size(); ++i) {
        const toml::node& item = *list->get(i);
        if (item.is_value()) items.push_back(text_of(item));
        node(item, key + "[" + std::to_string(i) + "]");
      }
      if (items.empty() || items.size() != list->size() || items.size() > 256) return;
      const std::string text = join(items, ", ");
      out_.settings.push_back({key, setting_value(text), "[" + text + "]", {out_.path, line}});
      return;
    }
    const std::string text = text_of(each);
    out_.settings.push_back({key, setting_value(text), text, {out_.path, line}});
  }

  static std::string text_of(const toml::node& each) {
    if (const auto* text = each.as_string()) return text->get();
    if (const auto* number = each.as_integer()) return std::to_string(number->get());
    if (const auto* number = each.as_floating_point()) return shortest(number->get());
    if (const auto* boolean = each.as_boolean()) return boolean->get() ? "true" : "false";
    return "";
  }

  Settings out_;
};

}  // namespace

Settings parse_toml(std::string_view path, std::string_view bytes) {
  return TomlReader(path).read(bytes);
}

}  // namespace recipe::code
