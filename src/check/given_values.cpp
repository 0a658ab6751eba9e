#include "check/given_values.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/commands.h"
#include "check/flag_head.h"
#include "check/hydra.h"
#include "check/lookup.h"

namespace recipe::check {
namespace {

bool is_settings_file(std::string_view word) {
  for (const std::string_view ending :
       {".yaml", ".yml", ".json", ".toml", ".cfg", ".gin", ".ini"}) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

/// Whether settings take over what another file says, which is not read here.
bool inherits(const code::Settings& settings) {
  constexpr std::array<std::string_view, 7> keys = {"_base_",  "defaults", "base",   "include",
                                                    "extends", "parent",   "inherit"};
  return std::any_of(settings.top_level.begin(), settings.top_level.end(),
                     [&](const std::string& key) {
                       return std::find(keys.begin(), keys.end(), lower(key)) != keys.end();
                     });
}

class GivenReader {
 public:
  GivenReader(Study& study, const KnownHyperparameter& what, const code::Tree& tree,
              GivenValues& given)
      : study_(study), what_(what), tree_(tree), given_(given) {}

  void read(const DocumentCommand& command, const code::Interface& interface) {
    given_.runs = true;
    bool group = false;
    for (const ShellWord& word : command.invocation->arguments) {
      if (is_settings_file(word.value)) read_file(command, word);
      const std::size_t equals = word.value.find('=');
      if (word.value.starts_with('-') || equals == std::string::npos) continue;
      if (interface.composed) group = group || is_group(*interface.composed, word.value);
      if (interface.spelling.overrides) add(word.value.substr(0, equals), word, equals + 1);
    }
    for (const GivenFlag& flag : flags_of(command.invocation->arguments)) {
      std::string_view name = flag.name;
      while (name.starts_with('-')) name.remove_prefix(1);
      if (!is_called(what_, name)) continue;
      if (!flag.value || !flag.value->literal()) {
        given_.unclear = true;
      } else {
        given_.values.push_back({flag.name, flag.value->value, parse_value(flag.value->value), {}});
      }
    }
    if (interface.composed) read_composed(*interface.composed, group);
  }

 private:
  bool is_group(const code::Composition& composed, std::string_view word) {
    const std::string key(word.substr(0, word.find_first_of("=@")));
    return !hydra_options(tree_, composed.folder, key).empty() || word.starts_with("hydra");
  }

  void add(std::string name, const ShellWord& word, std::size_t from) {
    name.erase(0, std::min(name.find_first_not_of("+"), name.size()));
    if (!is_called(what_, name)) return;
    if (!word.literal()) {
      given_.unclear = true;
      return;
    }
    std::string text = word.value.substr(from);
    given_.values.push_back({std::move(name), text, parse_value(text), {}});
  }

  void read_file(const DocumentCommand& command, const ShellWord& word) {
    const std::size_t equals = word.value.find('=');
    const std::string path =
        equals == std::string::npos ? word.value : word.value.substr(equals + 1);
    const Lookup found = look_up(study_, command.place, tree_, path);
    const bool here =
        found.sighting == Sighting::here || (found.sighting == Sighting::below && found.alone);
    if (!word.literal() || !here || !add_settings(found.path)) given_.unclear = true;
  }

  void read_composed(const code::Composition& composed, bool group) {
    if (group || composed.name.empty()) {
      given_.unclear = true;
      return;
    }
    const HydraConfiguration made =
        compose_hydra(study_, tree_, composed.folder, composed.name, {});
    given_.unclear = given_.unclear || !made.why_not.empty();
    for (const std::string& file : made.files) add_settings(file);
  }

  /// False if the file may not say all.
  bool add_settings(const std::string& path) {
    const code::Settings& settings = study_.facts.settings(tree_, path);
    if (!settings.understood) return false;
    for (const code::Setting& setting : settings.settings) {
      if (!is_called(what_, setting.key)) continue;
      code::Place place = setting.place;
      if (place.path.empty()) place.path = path;
      given_.values.push_back({setting.key, setting.text, setting.value, std::move(place)});
    }
    return !inherits(settings);
  }

  Study& study_;
  const KnownHyperparameter& what_;
  const code::Tree& tree_;
  GivenValues& given_;
};

}  // namespace

GivenValues given_values(Study& study, const KnownHyperparameter& what, const code::Tree& tree,
                         const std::string& path) {
  GivenValues given;
  GivenReader reader(study, what, tree, given);
  for (const DocumentCommand& command : study.shared<DocumentCommands>().all) {
    if (!command.invocation) continue;
    const Lookup found = look_up(study, command.place, tree, command.invocation->program.value);
    if (found.path == path) {
      reader.read(command, study.facts.script(tree, path).interface);
    } else if (found.path.ends_with(".sh")) {
      // It may run the program, with values of its own.
      given.unclear = given.unclear || !study.facts.script(tree, found.path).runs.empty();
    }
  }
  return given;
}

}  // namespace recipe::check
