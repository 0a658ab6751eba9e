#include "author/observe.h"

#include <algorithm>

#include "author/placed_command.h"
#include "base/hyperparameter.h"
#include "base/text.h"
#include "data/digest_of.h"
#include "data/manifest.h"

namespace recipe::author {
namespace {

using document::Stage;

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
    const std::string name = path_below(naming.recipe_place, input.path);
    observed.inputs.push_back({name.empty() ? input.path : name, input.bytes, input.digest});
  }
  std::vector<data::ManifestEntry> listing;
  for (const record::Artifact& output : done->outputs) {
    const std::string name = path_below(naming.directory, output.path);
    if (name.empty()) continue;
    observed.outputs.push_back({name, output.bytes, output.digest});
    const auto digest = Digest::parse(output.digest);
    if (digest) listing.push_back({"./" + name, output.bytes, *digest});
  }
  if (!listing.empty() && listing.size() == observed.outputs.size()) {
    std::sort(listing.begin(), listing.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    observed.outputs_digest = data::digest_of_listing(listing).to_string();
  }
  if (!done->commands.empty()) observed.command = placed_command(*done, others, naming);
  return observed;
}

}  // namespace recipe::author
