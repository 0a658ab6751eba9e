#include "check/workplace.h"

#include <algorithm>

#include "base/launchers.h"
#include "base/text.h"
#include "check/made.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_remembered = 64;
constexpr std::size_t longest_change = 500;

std::size_t components_of(std::string_view path) {
  std::size_t count = 0;
  for (const std::string_view part : split(path, '/')) count += part.empty() || part == "." ? 0 : 1;
  return count;
}

/// Where a `cd` leads by the tree: from where the command stands, else from the document's folder,
/// each folder above it, and the root.
std::optional<std::string> folder_at(const Study& study, const Workplace& from, std::string_view to,
                                     const code::Tree& tree) {
  std::vector<std::string> bases;
  if (from.kind == Workplace::Kind::folder) bases.push_back(from.folder);
  for (std::string_view base = study.folder;; base = code::folder_of(base)) {
    bases.emplace_back(base);
    if (base.empty()) break;
  }
  for (const std::string& base : bases) {
    const auto path = code::resolved(base, to);
    if (!path) continue;
    const auto entry = tree.find(*path);
    if (entry && entry->kind == code::EntryKind::folder) return entry->path;
  }
  return std::nullopt;
}

}  // namespace

std::vector<const ShellWord*> operands_of(const Invocation& invocation,
                                          std::string_view with_value) {
  std::vector<const ShellWord*> operands;
  for (std::size_t i = 0; i < invocation.arguments.size(); ++i) {
    const ShellWord& word = invocation.arguments[i];
    if (word.value.size() > 1 && word.value.front() == '-') {
      if (is_option_of(with_value, word.value)) ++i;
      continue;
    }
    operands.push_back(&word);
  }
  return operands;
}

std::optional<std::string> OwnClones::inside(std::string_view path) const {
  while (path.starts_with("./")) path.remove_prefix(2);
  const std::string_view first = path.substr(0, path.find('/'));
  if (!names_.contains(lower(first))) return std::nullopt;
  return path.size() > first.size() ? std::string(path.substr(first.size() + 1)) : std::string();
}

std::optional<std::string> OwnClones::misspelt(std::string_view path) const {
  const std::string_view first = path.substr(0, path.find('/'));
  const auto found = names_.find(lower(first));
  if (found == names_.end() || found->second == first) return std::nullopt;
  return found->second;
}

void Walk::leave(std::string why, std::size_t components) {
  if (now_.known()) {
    outer_ = now_;
    below_ = 0;
  }
  now_ = {Workplace::Kind::elsewhere, "", now_.filled, std::move(why)};
  below_ += components;
}

void Walk::climb(std::size_t steps) {
  if (!now_.known()) {
    if (steps > below_) return leave("`cd ..` leads out of what is known", 1000);
    below_ -= steps;
    if (below_ == 0) now_ = outer_;
    return;
  }
  std::string from = now_.kind == Workplace::Kind::folder ? now_.folder : study_.folder;
  for (; steps > 0; --steps) {
    if (from.empty()) return leave("`cd ..` leads above the repository", 1);
    from = std::string(code::folder_of(from));
  }
  now_ = {Workplace::Kind::folder, from, false, ""};
}

void Walk::go_back() {
  if (back_.empty()) return leave("it is not known where `cd -` leads", 1000);
  std::swap(now_, back_.back());
}

void Walk::change(const std::string& to, std::size_t offset) {
  std::string_view rest = to;
  while (rest.ends_with('/') && rest.size() > 1) rest.remove_suffix(1);
  std::size_t up = 0;
  for (;;) {
    if (rest == ".." || rest.starts_with("../")) {
      ++up;
      rest.remove_prefix(std::min<std::size_t>(rest.size(), 3));
    } else if (rest == "." || rest.starts_with("./")) {
      rest.remove_prefix(std::min<std::size_t>(rest.size(), 2));
    } else {
      break;
    }
  }
  if (up > 0) climb(up);
  if (rest.empty()) return;
  const std::size_t components = components_of(rest);
  if (!now_.known()) {
    below_ += components;
    return;
  }
  if (const auto inner = clones_.inside(rest)) {
    now_ = {Workplace::Kind::folder, "", false, ""};
    if (inner->empty()) return;
    return change(*inner, offset);
  }
  const auto found = folder_at(study_, now_, rest, *study_.standpoint(offset).tree);
  if (found) {
    now_ = {Workplace::Kind::folder, *found, false, ""};
  } else if ((now_.kind == Workplace::Kind::folder && now_.folder.empty() && !clones_.empty()) ||
             folded(code::name_of(rest)) == folded(code::name_of(study_.folder))) {
    // A wrong path into a clone of this repository: the document's folder was meant.
    now_ = {};
  } else {
    leave("`cd " + printable(to) + "` leads to a folder that is not in the repository", components);
  }
}

void Walk::clone(const Invocation& invocation) {
  const auto operands = operands_of(
      invocation, "-b --branch --depth -o --origin -c --config --reference -j --jobs --filter");
  if (operands.size() < 2) return;
  const std::string& url = operands[1]->value;
  std::string name(code::name_of(url));
  while (name.ends_with('/')) name.pop_back();
  if (name.ends_with(".git")) name.resize(name.size() - 4);
  const std::string folder = operands.size() > 2 ? operands[2]->value : name;
  const auto address = repository_address(web_form(url));
  if (address && study_.facts.is_own(address->host, address->repository)) {
    clones_.add(folder);
  } else {
    made_.add(folder);
  }
}

void Walk::after(const ShellCommand& command, const Invocation& invocation) {
  const std::string& program = invocation.program.value;
  const std::size_t offset = invocation.program.span.begin;
  collect_made(command, invocation, made_);
  if (program == "git" && !invocation.arguments.empty() &&
      invocation.arguments[0].value == "clone") {
    return clone(invocation);
  }
  if (unpacks(invocation)) now_.filled = true;
  if (program != "cd" && program != "pushd" && program != "popd") return;
  if (program == "popd") {
    if (back_.empty()) return leave("it is not known where `popd` leads", 1000);
    now_ = back_.back();
    back_.pop_back();
    return;
  }
  const ShellWord* to = nullptr;
  for (const ShellWord& word : invocation.arguments) {
    if (word.value.size() < 2 || word.value.front() != '-') {
      to = &word;
      break;
    }
  }
  if (to != nullptr && to->value == "-") return go_back();
  if (back_.size() < most_remembered) back_.push_back(now_);
  if (to == nullptr || !to->literal() || to->value.size() > longest_change ||
      to->value.starts_with('/') || to->value.starts_with('~') ||
      to->value.find_first_of("{[") != std::string::npos) {
    return leave(
        "it is not known where `cd" + (to == nullptr ? "" : " " + printable(to->value)) + "` leads",
        to == nullptr ? 1000 : std::max<std::size_t>(1, components_of(to->value)));
  }
  if (made_.covers(to->value) && !clones_.inside(to->value)) {
    const auto found = folder_at(study_, now_, to->value, *study_.standpoint(offset).tree);
    if (!found)
      return leave("the commands themselves make " + printable(to->value),
                   components_of(to->value));
  }
  change(to->value, offset);
}

}  // namespace recipe::check
