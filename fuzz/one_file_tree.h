#pragma once

#include <string>

#include "code/tree.h"

namespace recipe::fuzz {

/// A tree of one file, whatever it is called.
class OneFileTree : public code::Tree {
 public:
  explicit OneFileTree(std::string bytes)
      : bytes_(std::make_shared<const std::string>(std::move(bytes))) {}

  const std::string& commit() const override { return commit_; }
  std::optional<code::Entry> find(std::string_view path) const override {
    if (path.empty()) return code::Entry{code::EntryKind::folder, ""};
    return code::Entry{code::EntryKind::file, std::string(path)};
  }
  std::vector<std::string> names_in(std::string_view) const override { return {}; }
  const std::vector<std::string>& named(std::string_view) const override { return none_; }
  const std::vector<std::string>& all_files() const override { return none_; }
  Result<std::shared_ptr<const std::string>> read(std::string_view) const override {
    return bytes_;
  }

 private:
  std::shared_ptr<const std::string> bytes_;
  std::string commit_;
  std::vector<std::string> none_;
};

}  // namespace recipe::fuzz
