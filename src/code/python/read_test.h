#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "code/python/python.h"
#include "fakes/memory_tree.h"

namespace recipe::code::python {

/// A tree of a few files and the reader's answers about "train.py".
struct ReadTest : testing::Test {
  MemoryTree tree;
  Script script;

  const Script& read(std::string text) {
    tree.files["train.py"] = std::move(text);
    script = read_python(tree, "train.py");
    return script;
  }
  /// Null where no flag has this name.
  const Flag* flag(std::string_view name) const { return named(script.interface.flags, name); }
  const Flag* perhaps(std::string_view name) const { return named(script.interface.perhaps, name); }
  /// The default of a flag as one word: its value, or how it stands.
  std::string default_of(std::string_view name) const {
    const Flag* found = flag(name);
    if (found == nullptr) return "no such flag";
    switch (found->defaults.kind) {
      case DefaultKind::known:
        return found->defaults.value.text;
      case DefaultKind::none:
        return "none";
      case DefaultKind::required:
        return "required";
      case DefaultKind::computed:
        return "computed";
    }
    return {};
  }
  bool is_open() const { return !script.interface.open.empty(); }
  /// The first reason, "" where the interface is closed.
  std::string why_open() const { return is_open() ? script.interface.open.front().first : ""; }
  /// The value of the only constant of this name, "" if there is none, "many" if there are more.
  std::string constant(std::string_view name) const {
    std::string found;
    for (const Constant& one : script.constants) {
      if (one.name == name) found = found.empty() ? one.value.text : "many";
    }
    return found;
  }

 private:
  static const Flag* named(const std::vector<Flag>& flags, std::string_view name) {
    const auto found = std::find_if(flags.begin(), flags.end(), [&](const Flag& one) {
      return std::find(one.names.begin(), one.names.end(), name) != one.names.end();
    });
    return found == flags.end() ? nullptr : &*found;
  }
};

}  // namespace recipe::code::python
