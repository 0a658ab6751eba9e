#include "check/hydra.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr int deepest_defaults = 8;
constexpr std::size_t most_files = 100;

std::string dotted(const std::string& package, std::string_view key) {
  return package.empty() || key.empty() ? package + std::string(key)
                                        : package + "." + std::string(key);
}

std::string below(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

bool take_word(std::string& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.erase(0, word.size());
  return true;
}

/// An entry of a defaults list: "optional db@backup: mysql".
struct DefaultsEntry {
  std::string config;  ///< as written: of a group with its option "db/mysql"
  std::string group;   ///< "db"; empty where a file is named
  std::optional<std::string> package;
  bool optional = false;
  bool overrides = false;
  bool absolute = false;
};

/// None of `_self_`, and of what is for Hydra itself.
std::optional<DefaultsEntry> entry_of(std::string key, const std::string& option) {
  DefaultsEntry entry;
  entry.optional = take_word(key, "optional ");
  entry.overrides = take_word(key, "override ");
  if (key == "_self_") return std::nullopt;
  if (const std::size_t at = key.find('@'); at != std::string::npos) {
    entry.package = key.substr(at + 1);
    key.resize(at);
  }
  entry.absolute = take_word(key, "/");
  if (key.starts_with("hydra/")) return std::nullopt;
  if (option.empty()) {
    entry.config = key;
  } else {
    entry.group = key;
    entry.config = option;
  }
  return entry;
}

class Composer {
 public:
  Composer(Study& study, const code::Tree& tree, const std::string& root,
           const std::map<std::string, std::string>& choices, HydraConfiguration& made)
      : study_(study), tree_(tree), root_(root), choices_(choices), made_(made) {}

  /// `path` is the file's from the root folder, without `.yaml`.
  void add(const std::string& path, const std::string& package, int depth) {
    const std::string file = below(root_, path) + ".yaml";
    if (depth > deepest_defaults || ++files_ > most_files) return give_up("it is too deep");
    const code::Settings& settings = study_.facts.settings(tree_, file);
    if (!settings.understood) return give_up(file + " cannot be read");
    made_.files.push_back(file);
    const std::string own = package_of(file).value_or(package);
    add_keys(settings, own);
    const std::size_t slash = path.rfind('/');
    const std::string group = slash == std::string::npos ? "" : path.substr(0, slash);
    for (const DefaultsEntry& entry : entries_of(settings)) include(entry, group, own, depth);
  }

 private:
  void give_up(std::string why) {
    if (made_.why_not.empty()) made_.why_not = std::move(why);
  }

  /// Of a line `# @package _global_` at the head.
  std::optional<std::string> package_of(const std::string& file) {
    const auto bytes = tree_.read(file);
    if (!bytes) return std::nullopt;
    for (const std::string_view line : lines(std::string_view(**bytes).substr(0, 4096))) {
      const std::string_view text = trim(line);
      if (text.empty()) continue;
      if (!text.starts_with('#')) break;
      const std::string_view said = trim(text.substr(1));
      constexpr std::string_view mark = "@package ";
      if (!said.starts_with(mark)) continue;
      const std::string_view name = trim(said.substr(mark.size()));
      if (name == "_global_") return "";
      if (name.starts_with('_')) return std::nullopt;
      return std::string(name);
    }
    return std::nullopt;
  }

  void add_key(const std::string& key) {
    for (std::size_t end = key.find_first_of(".["); end != std::string::npos;
         end = key.find_first_of(".[", end + 1)) {
      made_.keys.insert(key.substr(0, end));
    }
    made_.keys.insert(key);
  }

  void add_keys(const code::Settings& settings, const std::string& package) {
    if (!package.empty()) add_key(package);
    for (const std::string& key : settings.top_level) {
      if (key != "defaults") add_key(dotted(package, key));
    }
    for (const code::Setting& setting : settings.settings) {
      if (setting.key.starts_with("defaults[")) continue;
      if (setting.key.starts_with("hydra.searchpath")) give_up("hydra.searchpath adds folders");
      const std::string key = dotted(package, setting.key);
      add_key(key);
      // Of nothing, of what must be said and of what stands elsewhere the keys are not known.
      const std::string text = lower(trim(setting.text));
      const bool vague = text.empty() || text == "null" || text == "~" || text == "???" ||
                         text == "{}" || text.find("${") != std::string::npos;
      if (vague) made_.vague.insert(key);
    }
  }

  static std::vector<DefaultsEntry> entries_of(const code::Settings& settings) {
    std::vector<DefaultsEntry> entries;
    for (const code::Setting& setting : settings.settings) {
      if (!setting.key.starts_with("defaults[")) continue;
      const std::size_t close = setting.key.find(']');
      if (close == std::string::npos) continue;
      std::string rest = setting.key.substr(close + 1);
      std::optional<DefaultsEntry> entry;
      if (rest.empty()) {
        entry = entry_of(setting.text, "");
      } else if (take_word(rest, ".")) {
        if (const std::size_t list = rest.find('['); list != std::string::npos) rest.resize(list);
        entry = entry_of(std::move(rest), setting.text.empty() ? "null" : setting.text);
      }
      if (entry) entries.push_back(std::move(*entry));
    }
    return entries;
  }

  void include(const DefaultsEntry& entry, const std::string& around, const std::string& package,
               int depth) {
    if (entry.overrides) {
      // It changes what another list chooses, which was perhaps composed already.
      return give_up("a defaults list overrides the choice of " + quoted_group(entry));
    }
    const std::string named = entry.group.empty() ? entry.config : entry.group;
    const std::string path = entry.absolute ? named : below(around, named);
    std::string inner = package_in(entry, entry.group.empty() ? parent(named) : named, package);
    if (entry.group.empty()) return include_file(path, inner, entry, depth);
    made_.groups.insert(path);
    const auto chosen = choices_.find(path);
    const std::string option = chosen == choices_.end() ? entry.config : chosen->second;
    add_key(inner);
    if (option == "null" || option == "~") return;
    if (option == "???" || option.find("${") != std::string::npos) {
      made_.vague.insert(inner);
      if (option != "???") give_up("the choice of " + path + " is computed");
      return;
    }
    include_file(path + "/" + option, inner, entry, depth);
  }

  void include_file(const std::string& path, const std::string& package, const DefaultsEntry& entry,
                    int depth) {
    const std::string file = below(root_, path) + ".yaml";
    const auto found = tree_.find(file);
    if (found && found->kind == code::EntryKind::file) return add(path, package, depth + 1);
    if (!entry.optional) give_up("there is no " + file);
  }

  static std::string quoted_group(const DefaultsEntry& entry) { return "`" + entry.group + "`"; }

  static std::string parent(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
  }

  static std::string package_in(const DefaultsEntry& entry, std::string group,
                                const std::string& package) {
    if (entry.package) {
      if (*entry.package == "_global_") return "";
      if (*entry.package == "_here_") return package;
      if (take_prefix_global(*entry.package)) return entry.package->substr(9);
      if (!entry.package->starts_with('_')) return dotted(package, *entry.package);
    }
    std::replace(group.begin(), group.end(), '/', '.');
    return entry.absolute ? group : dotted(package, group);
  }
  static bool take_prefix_global(const std::string& package) {
    return package.starts_with("_global_.");
  }

  Study& study_;
  const code::Tree& tree_;
  const std::string& root_;
  const std::map<std::string, std::string>& choices_;
  HydraConfiguration& made_;
  std::size_t files_ = 0;
};

}  // namespace

bool HydraConfiguration::may_have(std::string_view key) const {
  for (std::size_t end = key.rfind('.'); end != std::string_view::npos;
       end = end == 0 ? std::string_view::npos : key.rfind('.', end - 1)) {
    if (vague.find(key.substr(0, end)) != vague.end()) return true;
  }
  return vague.find("") != vague.end();
}

HydraConfiguration compose_hydra(Study& study, const code::Tree& tree, const std::string& folder,
                                 const std::string& name,
                                 const std::map<std::string, std::string>& choices) {
  HydraConfiguration made;
  made.path = below(folder, name) + ".yaml";
  const auto found = tree.find(made.path);
  if (!found || found->kind != code::EntryKind::file) {
    made.why_not = "there is no " + made.path;
    return made;
  }
  Composer(study, tree, folder, choices, made).add(name, "", 0);
  return made;
}

std::vector<std::string> hydra_options(const code::Tree& tree, const std::string& folder,
                                       const std::string& group) {
  std::vector<std::string> options;
  for (const std::string& name : tree.names_in(below(folder, group))) {
    if (name.ends_with(".yaml")) options.push_back(name.substr(0, name.size() - 5));
  }
  return options;
}

}  // namespace recipe::check
