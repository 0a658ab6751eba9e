#include <map>

#include "code/python/python.h"
#include "expect.h"

using namespace recipe;
using fuzz::expect;

namespace {

/// Two files, cut from the input at the first line that is only dashes.
class Pair : public code::Tree {
 public:
  explicit Pair(std::string_view text) {
    const std::size_t cut = text.find("\n----\n");
    add("train.py", text.substr(0, cut));
    if (cut != std::string_view::npos) add("lib.py", text.substr(cut + 6));
  }
  const std::string& commit() const override { return none_; }
  std::optional<code::Entry> find(std::string_view path) const override {
    if (path.empty()) return code::Entry{code::EntryKind::folder, ""};
    if (!files_.contains(std::string(path))) return std::nullopt;
    return code::Entry{code::EntryKind::file, std::string(path)};
  }
  std::vector<std::string> names_in(std::string_view folder) const override {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files_) {
      if (folder.empty()) names.push_back(name);
    }
    return names;
  }
  const std::vector<std::string>& named(std::string_view) const override { return nothing_; }
  const std::vector<std::string>& all_files() const override { return nothing_; }
  Result<std::shared_ptr<const std::string>> read(std::string_view path) const override {
    return files_.at(std::string(path));
  }

 private:
  void add(const char* name, std::string_view bytes) {
    files_[name] = std::make_shared<const std::string>(bytes);
  }
  std::map<std::string, std::shared_ptr<const std::string>> files_;
  std::vector<std::string> nothing_;
  std::string none_;
};

void flags(const std::vector<code::Flag>& all) {
  for (const code::Flag& flag : all) {
    expect(!flag.names.empty(), "a flag has a name");
    expect(flag.place.line > 0, "a flag has a place");
    for (const std::string& name : flag.names) expect(!name.empty(), "a name is not empty");
    if (flag.defaults.kind == code::DefaultKind::known) {
      expect(flag.defaults.value.same_as(flag.defaults.value), "a default is itself");
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Pair tree(fuzz::text_of(data, size));
  const code::Script script = code::read_python(tree, "train.py");
  flags(script.interface.flags);
  flags(script.interface.perhaps);
  for (const auto& [reason, place] : script.interface.open) {
    expect(!reason.empty() && place.line > 0, "a reason is said and has a place");
  }
  for (const code::Constant& one : script.constants) {
    expect(!one.name.empty() && one.place.line > 0, "a constant has a name and a place");
  }
  expect(script.understood || !script.why_not.empty(), "what is not understood is explained");
  const code::Settings settings = code::read_python_settings(tree, "train.py");
  for (const code::Setting& one : settings.settings) {
    expect(!one.key.empty() && one.place.line > 0, "a setting has a key and a place");
  }
  return 0;
}
