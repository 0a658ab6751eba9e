#include "check/consulted.h"

namespace recipe::check {

bool Consulted::meets(const std::vector<std::string>& changed) const {
  for (const std::string& path : changed) {
    if (names_.contains(code::name_of(path))) return true;
    // A folder stands for what is in it: it may have been looked for before or after it was there.
    for (std::string_view at = path; !at.empty(); at = code::folder_of(at)) {
      if (paths_.contains(at)) return true;
    }
  }
  return false;
}

class RecordingFacts::RecordingTree : public code::Tree {
 public:
  RecordingTree(const code::Tree& inner, Consulted& consulted)
      : inner_(inner), consulted_(consulted) {}

  const code::Tree& inner() const { return inner_; }
  const std::string& commit() const override { return inner_.commit(); }

  std::optional<code::Entry> find(std::string_view path) const override {
    auto entry = inner_.find(path);
    // That a folder is there does not depend on what changes in it.
    if (!entry || entry->kind == code::EntryKind::file) consulted_.path(path);
    if (entry) note_link(path, *entry);
    return entry;
  }
  std::vector<std::string> names_in(std::string_view folder) const override {
    consulted_.path(folder);
    return inner_.names_in(folder);
  }
  const std::vector<std::string>& all_files() const override { return inner_.all_files(); }
  const std::vector<std::string>& named(std::string_view name) const override {
    consulted_.name(name);
    return inner_.named(name);
  }
  bool complete() const override { return inner_.complete(); }
  Result<std::shared_ptr<const std::string>> read(std::string_view path) const override {
    consulted_.path(path);
    return inner_.read(path);
  }

 private:
  void note_link(std::string_view path, const code::Entry& entry) const {
    if (entry.kind == code::EntryKind::file && entry.path != path) consulted_.path(entry.path);
  }

  const code::Tree& inner_;
  Consulted& consulted_;
};

RecordingFacts::RecordingFacts(Facts& inner, Consulted& consulted)
    : inner_(inner),
      consulted_(consulted),
      current_(std::make_unique<RecordingTree>(*inner.tree(""), consulted)) {}

RecordingFacts::~RecordingFacts() = default;

const code::Tree& RecordingFacts::unwrapped(const code::Tree& tree) {
  const auto* recording = dynamic_cast<const RecordingTree*>(&tree);
  return recording == nullptr ? tree : recording->inner();
}

bool RecordingFacts::is_current(const code::Tree& tree) const {
  return &unwrapped(tree) == &current_->inner();
}

const code::Tree* RecordingFacts::tree(std::string_view commit) {
  const code::Tree* found = inner_.tree(commit);
  return found == &current_->inner() ? current_.get() : found;
}

bool RecordingFacts::is_uncommitted(std::string_view path) const {
  return inner_.is_uncommitted(path);
}

bool RecordingFacts::has_repository() const { return inner_.has_repository(); }

CommitFact RecordingFacts::commit(std::string_view hexadecimal) {
  return inner_.commit(hexadecimal);
}

std::optional<std::string> RecordingFacts::branch_or_tag(std::string_view name) {
  return inner_.branch_or_tag(name);
}

bool RecordingFacts::is_own(std::string_view host, std::string_view owner_and_name) const {
  return inner_.is_own(host, owner_and_name);
}

const code::Tree* RecordingFacts::tree_of(std::string_view host, std::string_view owner_and_name,
                                          std::string_view revision) {
  const code::Tree* found = inner_.tree_of(host, owner_and_name, revision);
  return found == &current_->inner() ? current_.get() : found;
}

bool RecordingFacts::at_hand(std::string_view host, std::string_view owner_and_name) const {
  return inner_.at_hand(host, owner_and_name);
}

const code::Script& RecordingFacts::script(const code::Tree& tree, std::string_view path) {
  const code::Script& script = inner_.script(unwrapped(tree), path);
  if (is_current(tree)) {
    consulted_.path(path);
    for (const std::string& source : script.sources) consulted_.path(source);
  }
  return script;
}

const code::Settings& RecordingFacts::settings(const code::Tree& tree, std::string_view path) {
  if (is_current(tree)) consulted_.path(path);
  return inner_.settings(unwrapped(tree), path);
}

const std::vector<std::string>* RecordingFacts::anchors(const code::Tree& tree,
                                                        std::string_view path) {
  if (is_current(tree)) consulted_.path(path);
  return inner_.anchors(unwrapped(tree), path);
}

Presence RecordingFacts::mentions(const code::Tree& tree, std::string_view text) {
  return inner_.mentions(unwrapped(tree), text);
}

UrlFact RecordingFacts::url(std::string_view url) { return inner_.url(url); }

}  // namespace recipe::check
