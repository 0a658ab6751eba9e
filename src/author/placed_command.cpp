#include "author/placed_command.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace recipe::author {
namespace {

using document::Stage;

std::string_view variable_of(Stage stage) {
  return stage == Stage::processing ? "RECIPE_DATA"
         : stage == Stage::training ? "RECIPE_MODEL"
                                    : "RECIPE_OUTPUT";
}

std::string words(const std::set<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) text += " " + shell_quoted(path);
  return text;
}

bool has_folder(const std::set<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(),
                     [](const std::string& path) { return path.find('/') != std::string::npos; });
}

/// `cp` that keeps folders where there are some.
std::string copy(const std::set<std::string>& paths, std::string_view variable) {
  return std::string(has_folder(paths) ? "cp --parents --" : "cp --") + words(paths) + " \"$" +
         std::string(variable) + "\"/\n";
}

/// A checkout has no folder that nothing is in yet, and programs expect theirs.
std::string folders_for(const std::set<std::string>& paths) {
  std::set<std::string> folders;
  for (const std::string& path : paths) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos) folders.insert(path.substr(0, slash));
  }
  return folders.empty() ? "" : "mkdir -p --" + words(folders) + "\n";
}

/// Lines that bring what earlier stages wrote to where the command reads it.
std::string fetching(const record::StageRecord& stage, const std::vector<record::Record>& others,
                     const Naming& naming) {
  std::map<std::string, std::set<std::string>> by_variable;
  for (const record::Artifact& input : stage.inputs) {
    const std::string name = path_below(naming.directory, input.path);
    if (name.empty()) continue;
    for (const record::Record& other : others) {
      for (const record::StageRecord& made : other.stages) {
        const auto before = document::stage_named(made.stage);
        if (!before || made.stage == stage.stage) continue;
        const bool wrote = std::any_of(
            made.outputs.begin(), made.outputs.end(), [&](const record::Artifact& output) {
              return output.path == input.path && output.digest == input.digest;
            });
        if (!wrote) continue;
        std::string variable(variable_of(*before));
        if (variable == "RECIPE_OUTPUT") variable += "_" + upper_snake(made.stage);
        by_variable[variable].insert(name);
      }
    }
  }
  std::string text;
  for (const auto& [variable, names] : by_variable) {
    if (has_folder(names)) {
      text += "cp -r -- \"$" + variable + "\"/. .\n";
      continue;
    }
    text += "cp --";
    for (const std::string& name : names) text += " \"$" + variable + "\"/" + shell_quoted(name);
    text += " .\n";
  }
  return text;
}

}  // namespace

std::string path_below(const std::string& folder, const std::string& path) {
  return path.starts_with(folder + "/") ? path.substr(folder.size() + 1) : "";
}

std::string placed_command(const record::StageRecord& stage,
                           const std::vector<record::Record>& others, const Naming& naming) {
  std::set<std::string> written;
  for (const record::Artifact& output : stage.outputs) {
    const std::string name = path_below(naming.directory, output.path);
    if (!name.empty()) written.insert(name);
  }
  std::string text = fetching(stage, others, naming) + folders_for(written) + stage.commands + "\n";
  for (const std::string& path : naming.metric_lines) {
    const std::string name = path_below(naming.directory, path);
    if (!name.empty()) text += "cat -- " + shell_quoted(name) + " >> \"$RECIPE_METRICS\"\n";
  }
  const auto kept_in = document::stage_named(stage.stage);
  if (!written.empty() && kept_in) text += copy(written, variable_of(*kept_in));
  return text;
}

}  // namespace recipe::author
