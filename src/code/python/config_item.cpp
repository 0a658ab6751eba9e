#include "code/python/config_item.h"

#include <algorithm>

namespace recipe::code::python {
namespace {

constexpr std::size_t most_settings = 50000;

}  // namespace

const ConfigItem* ConfigItem::find(std::string_view key) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.key == key; });
  return kind != Kind::mapping || found == items.end() ? nullptr : &found->item;
}

ConfigItem& ConfigItem::at(const std::string& key) {
  if (kind != Kind::mapping) {
    items.clear();
    kind = Kind::mapping;
  }
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.key == key; });
  if (found != items.end()) return found->item;
  return items.emplace_back(Entry{key, {}}).item;
}

// Depth is bounded where items are made.
std::size_t ConfigItem::count() const {
  std::size_t sum = 1;
  for (const auto& [name, item] : items) sum += item.count();
  return sum;
}

void flatten(const ConfigItem& item, const std::string& key, std::vector<Setting>& into) {
  if (into.size() >= most_settings) return;
  if (item.kind == ConfigItem::Kind::leaf) {
    // One without a place was not there: what broke the syntax left a gap.
    if (!key.empty() && item.place.line > 0)
      into.push_back({key, item.value, item.text, item.place});
    return;
  }
  for (std::size_t at = 0; at < item.items.size(); ++at) {
    const auto& [name, below] = item.items[at];
    if (item.kind == ConfigItem::Kind::list) {
      flatten(below, key + "[" + std::to_string(at) + "]", into);
    } else {
      flatten(below, key.empty() ? name : key + "." + name, into);
    }
  }
}

const ConfigItem* lookup(const ConfigItem& item, const std::vector<std::string>& path) {
  const ConfigItem* at = &item;
  for (const std::string& step : path) {
    if (at->kind == ConfigItem::Kind::list) {
      const std::size_t index =
          step.find_first_not_of("0123456789") == std::string::npos && step.size() < 6
              ? static_cast<std::size_t>(std::stoul("0" + step))
              : at->items.size();
      at = index < at->items.size() ? &at->items[index].item : nullptr;
    } else {
      at = at->find(step);
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

}  // namespace recipe::code::python
