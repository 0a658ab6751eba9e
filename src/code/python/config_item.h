#pragma once

#include <string>
#include <utility>
#include <vector>

#include "code/python/literal.h"
#include "code/script.h"

namespace recipe::code::python {

/// A value of a configuration, with the place of every leaf.
struct ConfigItem {
  enum class Kind { leaf, mapping, list };
  struct Entry;
  Kind kind = Kind::leaf;
  Value value;       ///< of a leaf
  std::string text;  ///< of a leaf, as written
  Place place;
  std::vector<Entry> items;

  const ConfigItem* find(std::string_view key) const;
  /// Makes it a mapping where it is none.
  ConfigItem& at(const std::string& key);
  std::size_t count() const;  ///< leaves and containers, itself included
};

struct ConfigItem::Entry {
  std::string key;  ///< empty in a list
  ConfigItem item;
};

/// Appends the leaves with their keys: "optimizer.lr", "layers[0].width".
void flatten(const ConfigItem& item, const std::string& key, std::vector<Setting>& into);
/// As far as `text` is a path of names and indices in there: "a.b[0].c".
const ConfigItem* lookup(const ConfigItem& item, const std::vector<std::string>& path);

}  // namespace recipe::code::python
