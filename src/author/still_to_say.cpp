#include <algorithm>
#include <array>

#include "author/write.h"
#include "base/text.h"

namespace recipe::author {
namespace {

using document::Recipe;
using document::SectionKind;
using document::Stage;

/// What stands in a section, without HTML comments and outer space.
std::string said_in(const Recipe& recipe, SectionKind kind) {
  const document::Section* section = recipe.section(kind);
  if (section == nullptr) return "";
  std::string text(recipe.source.text(section->body));
  for (std::size_t begin = text.find("<!--"); begin != std::string::npos;
       begin = text.find("<!--")) {
    const std::size_t end = text.find("-->", begin);
    text.erase(begin, end == std::string::npos ? end : end + 3 - begin);
  }
  return std::string(trim(text));
}

bool has_commit(const Recipe& recipe, Stage stage) {
  const auto code = recipe.code.find(stage);
  if (code == recipe.code.end()) return false;
  return std::any_of(code->second.checkouts.begin(), code->second.checkouts.end(),
                     [](const document::Checkout& checkout) { return bool(checkout.commit); });
}

bool has_commands(const Recipe& recipe, Stage stage) {
  const auto code = recipe.code.find(stage);
  if (code == recipe.code.end()) return false;
  if (code->second.by_training) return true;
  return std::any_of(code->second.blocks.begin(), code->second.blocks.end(),
                     [](const document::CommandBlock& block) {
                       return block.purpose == document::Purpose::run && block.placeholders.empty();
                     });
}

bool has_source(const document::Data& data) {
  return std::any_of(data.parts.begin(), data.parts.end(),
                     [](const document::Part& part) { return !part.sources.empty(); });
}

bool has_digest(const document::Data& data) {
  return data.digest.has_value() ||
         std::any_of(data.parts.begin(), data.parts.end(),
                     [](const document::Part& part) { return part.digest.has_value(); }) ||
         std::any_of(data.splits.begin(), data.splits.end(),
                     [](const document::Split& split) { return split.digest.has_value(); });
}

bool has_picture_or_table(const Recipe& recipe) {
  return !recipe.dynamics.figures.empty() ||
         said_in(recipe, SectionKind::dynamics).find("\n| ") != std::string::npos;
}

/// A statement of the outline. `what` is what a person is asked for; the weightiest stand first.
struct OutlineStatement {
  SectionKind section;
  std::string_view what;
  bool (*there)(const Recipe& recipe);
};

template <SectionKind kind>
bool says_something(const Recipe& recipe) {
  return !said_in(recipe, kind).empty();
}
constexpr std::array<OutlineStatement, 25> outline_statements = {{
    {SectionKind::targets, "State the numbers to reach",
     [](const Recipe& recipe) { return !recipe.targets.empty(); }},
    {SectionKind::optimization_code, "Give the command that trains",
     [](const Recipe& recipe) { return has_commands(recipe, Stage::training); }},
    {SectionKind::optimization_code, "Name the commit of the training code",
     [](const Recipe& recipe) { return has_commit(recipe, Stage::training); }},
    {SectionKind::raw_data_path, "Say where the raw data are",
     [](const Recipe& recipe) { return has_source(recipe.raw); }},
    {SectionKind::raw_data_description,
     "Describe the data: what they are, where they come from, "
     "known biases",
     says_something<SectionKind::raw_data_description>},
    {SectionKind::optimization_description, "Describe the architecture and the loss",
     says_something<SectionKind::optimization_description>},
    {SectionKind::processing_description, "Describe how the data are processed and split",
     says_something<SectionKind::processing_description>},
    {SectionKind::hyperparameters, "List the hyperparameters",
     [](const Recipe& recipe) { return !recipe.hyperparameters.empty(); }},
    {SectionKind::raw_data_path, "Give the digest of the raw data",
     [](const Recipe& recipe) { return has_digest(recipe.raw); }},
    {SectionKind::raw_data_path, "Name the license of the data",
     [](const Recipe& recipe) { return recipe.raw.governance.license.has_value(); }},
    {SectionKind::raw_data_path, "Say who may have the data: `Access: public` or restricted",
     [](const Recipe& recipe) { return recipe.raw.governance.access.has_value(); }},
    {SectionKind::processing_code, "Give the command that processes the data",
     [](const Recipe& recipe) { return has_commands(recipe, Stage::processing); }},
    {SectionKind::processing_code, "Name the commit of the processing code",
     [](const Recipe& recipe) { return has_commit(recipe, Stage::processing); }},
    {SectionKind::processing_path, "Give the digest of the processed data, or of its splits",
     [](const Recipe& recipe) { return has_digest(recipe.processed); }},
    {SectionKind::dynamics, "State the training time",
     [](const Recipe& recipe) { return recipe.dynamics.training_time.has_value(); }},
    {SectionKind::dynamics, "Name the hardware",
     [](const Recipe& recipe) { return recipe.dynamics.hardware.has_value(); }},
    {SectionKind::dynamics, "Show how the loss and the metrics evolve", has_picture_or_table},
    {SectionKind::outputs, "Say where the trained model is, or give its digest",
     [](const Recipe& recipe) { return has_digest(recipe.model) || has_source(recipe.model); }},
    {SectionKind::metrics_code, "Give the command that measures the metrics",
     [](const Recipe& recipe) { return has_commands(recipe, Stage::evaluation); }},
    {SectionKind::targets, "Say how much worse than each target still holds",
     [](const Recipe& recipe) {
       return !recipe.targets.empty() &&
              std::all_of(recipe.targets.begin(), recipe.targets.end(),
                          [](const document::Target& target) { return bool(target.tolerance); });
     }},
    {SectionKind::targets, "State the number of runs behind the targets and their spread",
     [](const Recipe& recipe) {
       return std::any_of(recipe.targets.begin(), recipe.targets.end(),
                          [](const document::Target& target) { return bool(target.runs); });
     }},
    {SectionKind::inference_code, "Show how to run the model on a new sample",
     [](const Recipe& recipe) { return has_commands(recipe, Stage::inference); }},
    {SectionKind::timing, "State latency or throughput",
     [](const Recipe& recipe) { return !recipe.timing.empty(); }},
    {SectionKind::serialization, "Say in which format the model is deployed, or why it is not",
     [](const Recipe& recipe) { return has_commands(recipe, Stage::serialization); }},
    {SectionKind::environment, "List the packages that must be installed",
     [](const Recipe& recipe) {
       return !recipe.environment.packages.empty() || !recipe.environment.blocks.empty();
     }},
}};

/// The section, or one above it, says with a reason that it does not apply.
bool applies(const Recipe& recipe, SectionKind kind) {
  for (; kind != SectionKind::root; kind = document::outline_row(kind).parent) {
    const document::Section* section = recipe.section(kind);
    if (section != nullptr && section->not_applicable && !section->not_applicable->value.empty()) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::vector<StillToSay> still_to_say(const Recipe& recipe) {
  std::vector<StillToSay> open;
  for (const OutlineStatement& statement : outline_statements) {
    if (!applies(recipe, statement.section) || statement.there(recipe)) continue;
    const document::Section* section = recipe.section(statement.section);
    const std::size_t line = section == nullptr ? 1 : recipe.source.line_at(section->heading.begin);
    open.push_back(
        {statement.section, line,
         std::string(statement.what) + " (" + document::full_name(statement.section) + ")"});
  }
  return open;
}

Filled filled(const Recipe& recipe) {
  Filled count;
  for (const OutlineStatement& statement : outline_statements) {
    if (!applies(recipe, statement.section)) continue;
    ++count.all;
    if (statement.there(recipe)) ++count.filled;
  }
  return count;
}

}  // namespace recipe::author
