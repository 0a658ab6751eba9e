#include "check/flag_facts.h"

#include <algorithm>

namespace recipe::check {
namespace {

const code::Flag* by_names(const std::vector<code::Flag>& flags, const std::string& name) {
  for (const code::Flag& flag : flags) {
    if (flag.key == name) return &flag;
    for (const std::string& spelt : flag.names) {
      std::string_view bare = spelt;
      while (bare.starts_with('-')) bare.remove_prefix(1);
      if (spelt == name || (!name.starts_with('-') && bare == name)) return &flag;
    }
  }
  return nullptr;
}

/// The flag with one of the claim's names; null if the program has none.
const code::Flag* find_flag(const code::Script& script, const DefaultClaim& claim) {
  const code::Interface& accepts = script.interface;
  // The longest name is the clearest: `-b` may be something else in a program that drifted.
  std::vector<std::string> names = claim.names;
  std::stable_sort(names.begin(), names.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& name : names) {
    if (const code::Flag* flag = accepts.find(name)) return flag;
    if (const code::Flag* flag = by_names(accepts.flags, name)) return flag;
    if (const code::Flag* flag = by_names(accepts.variables, name)) return flag;
    if (const code::Flag* flag = by_names(accepts.perhaps, name)) return flag;
  }
  return nullptr;
}

class Finder {
 public:
  Finder(Study& study, const DefaultClaim& claim)
      : study_(study), claim_(claim), tree_(*study.standpoint(claim.span.begin).tree) {}

  ClaimedFlag find() {
    ClaimedFlag found;
    if (!claim_.usage.empty()) {
      const std::string path = path_of_program(study_, tree_, claim_.usage);
      if (!path.empty() && add({path}, found)) return named(found);
    }
    const auto& scripts = study_.shared<DocumentScripts>();
    for (const auto& group : scripts.named_before(claim_.span.begin, claim_.heading)) {
      if (add(group, found)) return named(found);
      found.lacking = found.lacking || understands(group);
    }
    if (!add(scripts.paths, found)) add(study_.shared<FolderScripts>().paths, found);
    return with_shell(found);
  }

 private:
  bool add(const std::vector<std::string>& paths, ClaimedFlag& found) {
    for (const std::string& path : paths) {
      const code::Script& script = study_.facts.script(tree_, path);
      if (!script.understood) continue;
      if (const code::Flag* flag = find_flag(script, claim_)) {
        found.definitions.push_back({&script, flag, nullptr, {}});
      }
    }
    return !found.definitions.empty();
  }

  bool understands(const std::vector<std::string>& paths) {
    return std::any_of(paths.begin(), paths.end(), [this](const std::string& path) {
      return study_.facts.script(tree_, path).understood;
    });
  }

  ClaimedFlag named(ClaimedFlag& found) {
    found.named = true;
    return with_shell(found);
  }

  /// Adds the defaults that shell scripts of the document have for what they give each program.
  ClaimedFlag with_shell(ClaimedFlag& found) {
    const std::size_t own = found.definitions.size();
    std::vector<std::string> shells = study_.shared<DocumentScripts>().paths;
    const auto& folder = study_.shared<FolderScripts>().paths;
    const bool required = std::any_of(
        found.definitions.begin(), found.definitions.end(), [](const DefinedFlag& defined) {
          return defined.flag->defaults.kind == code::DefaultKind::required;
        });
    if (required) shells.insert(shells.end(), folder.begin(), folder.end());
    for (const std::string& path : shells) {
      if (path.ends_with(".py")) continue;
      const code::Script& shell = study_.facts.script(tree_, path);
      for (const code::Run& run : shell.runs) {
        for (std::size_t i = 0; i < own; ++i) add_given(shell, run, found.definitions[i], found);
      }
    }
    return std::move(found);
  }

  static void add_given(const code::Script& shell, const code::Run& run, DefinedFlag defined,
                        ClaimedFlag& found) {
    if (run.path != defined.script->path) return;
    for (const code::Argument& argument : run.arguments) {
      const auto& names = defined.flag->names;
      if (std::find(names.begin(), names.end(), argument.flag) == names.end()) continue;
      // A value that the script always spells out is its choice; a variable holds a default, and
      // decides whether a flag is given.
      const bool spelt_out = argument.origin.path.empty() || argument.origin == argument.place;
      if (!argument.known || (spelt_out && argument.certain)) return;
      const bool is_switch = defined.flag->takes == code::Takes::nothing;
      const std::string text = is_switch && argument.text.empty() ? "True" : argument.text;
      defined.given_by = &shell;
      defined.given = *defined.flag;
      defined.given.fallback.reset();
      defined.given.defaults = {code::DefaultKind::known, parse_value(text), text, argument.origin};
      found.definitions.push_back(defined);
      return;
    }
  }

  Study& study_;
  const DefaultClaim& claim_;
  const code::Tree& tree_;
};

}  // namespace

ClaimedFlag flag_of_claim(Study& study, const DefaultClaim& claim) {
  return Finder(study, claim).find();
}

}  // namespace recipe::check
