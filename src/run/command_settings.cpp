#include "run/command_settings.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/hyperparameter.h"
#include "base/invocation.h"
#include "base/masking.h"
#include "base/text.h"

namespace recipe::run {
namespace {

/// Words in names of what is no hyperparameter: where things lie, and what is printed.
constexpr std::array<std::string_view, 16> no_settings = {
    "help", "version", "verbose", "quiet",  "dir",   "path",   "file", "folder",
    "root", "output",  "log",     "config", "print", "resume", "save", "metrics"};

/// As PyTorch and Keras spell them.
constexpr std::array<std::string_view, 14> optimizers = {
    "SGD",     "Adam",    "AdamW", "Adamax",    "NAdam", "RAdam", "Adadelta",
    "Adagrad", "RMSprop", "Rprop", "Adafactor", "LBFGS", "ASGD",  "LAMB"};

bool is_setting(std::string_view key) {
  const std::string name = lower(key);
  for (const std::string_view part : split(name, '_')) {
    for (const std::string_view piece : split(part, '-')) {
      const bool none =
          std::find(no_settings.begin(), no_settings.end(), piece) != no_settings.end();
      if (none) return false;
    }
  }
  return !is_secret_name(name);
}

bool is_path(std::string_view value) {
  return value.find('/') != std::string_view::npos || value.starts_with('~');
}

std::string plain_name(const code::Flag& flag) {
  const auto longest = std::max_element(
      flag.names.begin(), flag.names.end(),
      [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  std::string name = longest == flag.names.end() ? flag.key : *longest;
  name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
  return name;
}

std::optional<std::string> program_path(const code::Tree& tree, const std::string& folder,
                                        const Invocation& run) {
  std::string program = run.program.value;
  if (run.kind == ProgramKind::module) {
    std::replace(program.begin(), program.end(), '.', '/');
    for (const std::string& path : {program + ".py", program + "/__main__.py"}) {
      const auto found = code::resolved(folder, path);
      if (found && tree.find(*found)) return found;
    }
    return std::nullopt;
  }
  const auto path = code::resolved(folder, program);
  const auto entry = path ? tree.find(*path) : std::nullopt;
  return entry && entry->kind == code::EntryKind::file ? path : std::nullopt;
}

class SettingsReader {
 public:
  SettingsReader(const code::Tree& tree, const std::string& folder)
      : tree_(tree), folder_(folder) {}

  void read_program(const Invocation& run) {
    const auto path = program_path(tree_, folder_, run);
    const std::vector<GivenFlag> given = flags_of(run.arguments);
    if (!path) return add_given(given, nullptr);
    const code::Script script = code::read_script(tree_, *path);
    add_given(given, &script.interface);
    if (!script.understood) return;
    for (const code::Flag& flag : script.interface.flags) {
      if (flag.positional() || flag.defaults.kind != code::DefaultKind::known) continue;
      const code::Place& place =
          flag.defaults.place.path.empty() ? flag.place : flag.defaults.place;
      add(plain_name(flag), flag.defaults.text,
          "default, " + place.path + ":" + std::to_string(place.line));
    }
    read_calls(script);
  }

  void read_file(const std::string& path) {
    const code::Settings settings = code::read_settings(tree_, path);
    if (!settings.understood) return;
    std::size_t count = 0;
    for (const code::Setting& setting : settings.settings) {
      const std::string last = setting.key.substr(setting.key.rfind('.') + 1);
      if (!is_setting(last) || ++count > most_settings_of_a_file) continue;
      add(setting.key, setting.text, path);
    }
  }

  std::vector<CommandSetting> done() { return std::move(found_); }

 private:
  /// The optimizer and what the code gives it, where it makes only one; so of the loader of data.
  void read_calls(const code::Script& script) {
    std::set<std::string> made;
    for (const std::string& call : script.calls) {
      if (is_optimizer(last_name(call))) made.insert(last_name(call));
    }
    if (made.size() > 1) return;
    for (const code::Constant& constant : script.constants) {
      const std::string called = last_name(constant.context);
      const bool of_optimizer = is_optimizer(called);
      if (!of_optimizer && called != "DataLoader") continue;
      if (constant.place.path != script.path || !hyperparameter_in_code(constant.name)) continue;
      const std::string source = constant.place.path + ":" + std::to_string(constant.place.line);
      if (of_optimizer) add("optimizer", called, source);
      add(constant.name, constant.text, source);
    }
    if (made.size() == 1) add("optimizer", *made.begin(), script.path);
  }

  static std::string last_name(const std::string& dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
  }

  static bool is_optimizer(std::string_view name) {
    return std::find(optimizers.begin(), optimizers.end(), name) != optimizers.end();
  }

  void add_given(const std::vector<GivenFlag>& given, const code::Interface* interface) {
    for (const GivenFlag& one : given) {
      const code::Flag* flag = interface == nullptr ? nullptr : interface->find(one.name);
      std::string name = one.name;
      name.erase(0, std::min(name.find_first_not_of("-+"), name.size()));
      if (flag != nullptr) name = plain_name(*flag);
      const bool alone = !one.value || (flag != nullptr && flag->takes == code::Takes::nothing);
      add(name, alone ? "true" : one.value->value, "command");
    }
  }

  void add(const std::string& name, const std::string& value, std::string source) {
    if (name.empty() || !once_.insert(folded(name)).second) return;
    if (!is_setting(name) || is_path(value) || trim(value).empty()) return;
    const auto place = code::resolved(folder_, value);
    if (place && !place->empty() && tree_.find(*place)) return;
    found_.push_back({name, masked(value), std::move(source)});
  }

  const code::Tree& tree_;
  const std::string& folder_;
  std::set<std::string> once_;
  std::vector<CommandSetting> found_;
};

}  // namespace

std::string shell_text(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(shell_quoted(word));
  return join(quoted, " ");
}

std::vector<CommandSetting> settings_of_command(const code::Tree& tree, const std::string& folder,
                                                const std::vector<std::string>& words,
                                                const std::vector<std::string>& files) {
  const std::string text = shell_text(words);
  const ShellText read = read_shell(text);
  SettingsReader reader(tree, folder);
  for (const ShellCommand& command : read.commands) {
    auto run = invocation_of(command);
    if (run) {
      if (auto inner = passed_on(*run)) run = std::move(inner);
      reader.read_program(*run);
    }
  }
  for (const std::string& file : files) reader.read_file(file);
  return reader.done();
}

}  // namespace recipe::run
