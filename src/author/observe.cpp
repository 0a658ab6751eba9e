#include "author/observe.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hyperparameter.h"
#include "base/text.h"
#include "data/digest_of.h"
#include "data/manifest.h"

namespace recipe::author {
namespace {

using document::Stage;

std::string_view variable_of(Stage stage) {
  return stage == Stage::processing ? "RECIPE_DATA"
         : stage == Stage::training ? "RECIPE_MODEL"
                                    : "RECIPE_OUTPUT";
}

/// From the folder that the command ran in; empty for what lies elsewhere.
std::string below(const std::string& directory, const std::string& path) {
  return path.starts_with(directory + "/") ? path.substr(directory.size() + 1) : "";
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
    const std::string name = below(naming.directory, input.path);
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

/// Whether a stage of `others` wrote the file.
bool is_made(const std::string& path, const std::vector<record::Record>& others) {
  return std::any_of(others.begin(), others.end(), [&](const record::Record& other) {
    return std::any_of(other.stages.begin(), other.stages.end(), [&](const auto& stage) {
      return std::any_of(stage.outputs.begin(), stage.outputs.end(),
                         [&](const record::Artifact& output) { return output.path == path; });
    });
  });
}

}  // namespace

std::string readable_name(std::string_view name) {
  const KnownHyperparameter* known = hyperparameter_in_code(name);
  if (known != nullptr && known->key != "decay_steps" && name.find('.') == std::string::npos) {
    std::string_view words = known->name;
    constexpr std::string_view count = "number of ";
    if (words.starts_with(count)) words.remove_prefix(count.size());
    return upper(words.substr(0, 1)) + std::string(words.substr(1));
  }
  std::string text(name);
  if (text.find('.') != std::string::npos) return "`" + text + "`";
  std::replace(text.begin(), text.end(), '_', ' ');
  std::replace(text.begin(), text.end(), '-', ' ');
  if (!text.empty()) text.replace(0, 1, upper(text.substr(0, 1)));
  return text;
}

Observed observe(Stage stage, const std::vector<record::Record>& runs,
                 const std::vector<record::Record>& others, const Naming& naming) {
  Observed observed;
  observed.stage = stage;
  if (runs.empty()) return observed;
  for (const record::Record& run : runs) {
    const record::StageRecord* done = run.stage(to_string(stage));
    if (done == nullptr) continue;
    ObservedRun one;
    one.seed = run.seed;
    if (done->usage.seconds > 0) one.seconds = done->usage.seconds;
    one.metrics = done->metrics;
    for (const auto& [key, series] : one.metrics.all()) {
      const KnownHyperparameter* known = hyperparameter_in_code(key.second);
      if (known == nullptr || known->key != "batch_size" || series.points.empty()) continue;
      observed.batch_size = shortest(series.points.back().value);
    }
    observed.runs.push_back(std::move(one));
  }
  const record::Record& last = runs.back();
  const record::StageRecord* done = last.stage(to_string(stage));
  if (done == nullptr) return observed;
  if (!done->sources.empty()) {
    observed.commit = done->sources.front().commit;
    observed.repository = done->sources.front().repository;
  }
  if (naming.folder != naming.recipe_folder) {
    observed.folder = naming.folder.empty() ? "." : naming.folder;
  }
  observed.hardware = done->hardware;
  observed.software = last.machine.software;
  observed.packages = last.packages;
  for (const record::Artifact& input : done->inputs) {
    if (is_made(input.path, others)) continue;
    const std::string name = below(naming.recipe_place, input.path);
    observed.inputs.push_back({name.empty() ? input.path : name, input.bytes, input.digest});
  }
  std::set<std::string> written;
  std::vector<data::ManifestEntry> listing;
  for (const record::Artifact& output : done->outputs) {
    const std::string name = below(naming.directory, output.path);
    if (name.empty()) continue;
    written.insert(name);
    observed.outputs.push_back({name, output.bytes, output.digest});
    const auto digest = Digest::parse(output.digest);
    if (digest) listing.push_back({"./" + name, output.bytes, *digest});
  }
  if (!listing.empty() && listing.size() == observed.outputs.size()) {
    std::sort(listing.begin(), listing.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    observed.outputs_digest = data::digest_of_listing(listing).to_string();
  }
  if (!done->commands.empty()) {
    observed.command =
        fetching(*done, others, naming) + folders_for(written) + done->commands + "\n";
    for (const std::string& path : naming.metric_lines) {
      const std::string name = below(naming.directory, path);
      if (name.empty()) continue;
      observed.command += "cat -- " + shell_quoted(name) + " >> \"$RECIPE_METRICS\"\n";
    }
    if (!written.empty()) observed.command += copy(written, variable_of(stage));
  }
  return observed;
}

}  // namespace recipe::author
