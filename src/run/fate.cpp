#include "run/fate.h"

#include <algorithm>

#include "base/text.h"
#include "run/downloads.h"

namespace recipe::run {
namespace {

using document::SectionKind;
using document::Stage;

struct Kinds {
  SectionKind code;
  SectionKind whole;
};

/// The section of a stage's commands, and the one whose "Not applicable." is about the stage.
Kinds kinds_of(Stage stage) {
  switch (stage) {
    case Stage::raw_data:
      return {SectionKind::raw_data_path, SectionKind::raw_data};
    case Stage::environment:
      return {SectionKind::environment, SectionKind::environment};
    case Stage::processing:
      return {SectionKind::processing_code, SectionKind::processing};
    case Stage::training:
      return {SectionKind::optimization_code, SectionKind::optimization};
    case Stage::evaluation:
      return {SectionKind::metrics_code, SectionKind::metrics};
    case Stage::serialization:
      return {SectionKind::serialization, SectionKind::serialization};
    case Stage::inference:
      return {SectionKind::inference_code, SectionKind::inference};
  }
  return {SectionKind::root, SectionKind::root};
}

/// The name that `--data` gives what a stage makes; empty for stages that make none.
std::string data_name(Stage stage) {
  switch (stage) {
    case Stage::raw_data:
      return "raw";
    case Stage::processing:
      return "processed";
    case Stage::training:
      return "model";
    default:
      return "";
  }
}

PlannedStage decided(PlannedStage planned, Fate fate, std::string reason) {
  planned.fate = fate;
  planned.reason = std::move(reason);
  return planned;
}

std::string line_of(const Plan& plan, Span span) {
  return "line " + std::to_string(plan.recipe->source.position(span.begin).line);
}

/// Behind the location of a part's first source.
std::string why_not_fetched(const document::Data& data, const document::Part& part) {
  const document::Governance& governance = data.governance;
  if (governance.access && governance.access->value == document::Access::restricted) {
    return " is restricted" +
           (governance.contact ? " (" + governance.contact->value + ")" : std::string());
  }
  const Location& source = part.sources.front().value;
  if (source.is_path()) return " is outside the repository";
  const bool web = source.scheme == Scheme::https || source.scheme == Scheme::http;
  return web ? " is a web page, not a file" : " is not fetched by this program";
}

/// Started from the recipe's own link to data that another run made.
PlannedStage linked(const Plan& plan, PlannedStage planned, const document::Data& data,
                    const std::string& name) {
  for (const document::Part& part : data.parts) {
    if (const std::string path = local_path(plan, part); !path.empty()) {
      planned.given = path;
      return decided(planned, Fate::given, "the recipe links to " + path);
    }
  }
  const auto fetched = [&](const document::Part& part) {
    return is_fetched(data.governance, part);
  };
  if (!data.parts.empty() && std::all_of(data.parts.begin(), data.parts.end(), fetched)) {
    planned.fetched = true;
    planned.given = linked_folder(workspace_beside(plan.folder), name, data);
    return decided(planned, Fate::given,
                   "the recipe links to " + web_sources(data.parts.front()).front());
  }
  if (data.parts.empty() || data.parts.front().sources.empty()) {
    return decided(planned, Fate::manual,
                   "the recipe does not link to it: pass --data " + name + "=DIR");
  }
  const At<Location>& source = data.parts.front().sources.front();
  planned.place = source.span;
  return decided(planned, Fate::manual,
                 source.value.text + why_not_fetched(data, data.parts.front()) +
                     ": get it and pass --data " + name + "=DIR");
}

PlannedStage raw_fate(const Plan& plan, PlannedStage planned) {
  const document::Data& raw = plan.recipe->raw;
  if (raw.parts.empty()) {
    return decided(planned, Fate::manual,
                   "no source that a program may fetch: get the data and pass --data raw=DIR");
  }
  std::size_t beside = 0;
  std::size_t fetched = 0;
  for (const document::Part& part : raw.parts) {
    if (!local_path(plan, part).empty()) {
      ++beside;
      continue;
    }
    if (is_fetched(raw.governance, part)) {
      ++fetched;
      continue;
    }
    if (part.sources.empty()) {
      return decided(planned, Fate::manual,
                     (part.name ? part.name->value : "a part") +
                         " has no source: get the data and pass --data raw=DIR");
    }
    const At<Location>& source = part.sources.front();
    planned.place = source.span;
    return decided(
        planned, Fate::manual,
        source.value.text + why_not_fetched(raw, part) + ": get the data and pass --data raw=DIR");
  }
  std::vector<std::string> does;
  if (beside > 0) does.push_back(counted(beside, "source") + " beside the recipe");
  if (fetched > 0) does.push_back(counted(fetched, "source") + " to fetch");
  return decided(planned, Fate::runs, join(does, ", "));
}

PlannedStage environment_fate(const Plan& plan, PlannedStage planned) {
  const document::Environment& environment = plan.recipe->environment;
  const bool commands =
      std::any_of(environment.blocks.begin(), environment.blocks.end(), [](const auto& block) {
        return block.purpose == document::Purpose::run || block.purpose == document::Purpose::build;
      });
  if (environment.packages.empty() && !commands) {
    return decided(planned, Fate::nothing,
                   "the recipe lists no packages and has no commands for it");
  }
  std::vector<std::string> does;
  if (!environment.packages.empty()) {
    does.push_back("checks " + counted(environment.packages.size(), "package"));
  }
  if (commands) does.push_back("has commands");
  return decided(planned, Fate::runs, join(does, ", "));
}

/// Made outside of this program, or fetched from where the recipe says that it is.
PlannedStage by_hand(PlannedStage planned, const std::string& why, const document::Data& made) {
  const std::string pass = " and pass --data " + data_name(planned.stage) + "=DIR";
  const bool somewhere = !made.parts.empty() && !made.parts.front().sources.empty();
  const std::string how = somewhere ? "get it from " +
                                          printable(made.parts.front().sources.front().value.text) +
                                          ", or make it by hand,"
                                    : "make it by hand";
  return decided(std::move(planned), Fate::manual, why + ": " + how + pass);
}

/// A stage without a block that may run.
PlannedStage without_commands(const Plan& plan, PlannedStage planned, const document::Code* code) {
  std::string why = "no commands";
  if (code != nullptr && code->unfilled) why = "not filled in yet";
  if (code != nullptr) {
    for (const document::CommandBlock& block : code->blocks) {
      if (block.purpose != document::Purpose::unlabelled) continue;
      planned.place = block.span;
      why = "the block at " + line_of(plan, block.span) +
            " has no language, label it `sh` to have it run";
      break;
    }
    if (code->by_training) {
      planned.place = code->by_training->span;
      return decided(planned, Fate::from_training,
                     "\"" + std::string(trim(printable(code->by_training->value))) + "\"");
    }
  }
  switch (planned.stage) {
    case Stage::processing:
      return by_hand(planned, why, plan.recipe->processed);
    case Stage::training:
      return by_hand(planned, why, plan.recipe->model);
    case Stage::evaluation:
      return decided(planned, Fate::from_training, why);
    default:
      return decided(planned, Fate::nothing, why);
  }
}

}  // namespace

std::string local_path(const Plan& plan, const document::Part& part) {
  const std::string& root = plan.repository ? plan.repository->root : plan.folder;
  for (const At<Location>& source : part.sources) {
    if (!source.value.is_path()) continue;
    const std::string path = os::lexically_normal(os::join_path(plan.folder, source.value.text));
    if (path == root || path.starts_with(root == "/" ? root : root + "/")) return path;
  }
  return "";
}

PlannedStage fate_of(const Plan& plan, Stage stage) {
  const document::Recipe& recipe = *plan.recipe;
  PlannedStage planned;
  planned.stage = stage;
  const Kinds kinds = kinds_of(stage);
  const document::Section* section = recipe.section(kinds.code);
  if (section == nullptr) section = recipe.section(kinds.whole);
  if (section != nullptr) planned.place = section->heading;

  const std::string name = data_name(stage);
  if (const auto given = plan.options.data.find(name);
      !name.empty() && given != plan.options.data.end()) {
    planned.given = given->second;
    return decided(planned, Fate::given, "--data " + name + "=" + given->second);
  }
  if (stage == Stage::training && plan.options.from == From::model) {
    return linked(plan, planned, recipe.model, name);
  }
  if (stage == Stage::processing && plan.options.from == From::processed) {
    return linked(plan, planned, recipe.processed, name);
  }
  for (const SectionKind kind : {kinds.code, kinds.whole}) {
    const document::Section* applies = recipe.section(kind);
    if (applies == nullptr || !applies->not_applicable) continue;
    const std::string reason(trim(printable(applies->not_applicable->value)));
    planned.place = applies->heading;
    return decided(planned, Fate::not_applicable, reason.empty() ? "no reason given" : reason);
  }
  if (stage == Stage::raw_data) return raw_fate(plan, planned);
  if (stage == Stage::environment) return environment_fate(plan, planned);
  const auto code = recipe.code.find(stage);
  const bool has_code = code != recipe.code.end();
  if (stage == Stage::processing && !has_code && section == nullptr) {
    return decided(planned, Fate::nothing, "the recipe processes nothing: training reads raw data");
  }
  if (stage == Stage::serialization && section == nullptr) {
    return decided(planned, Fate::nothing, "the recipe has no such section");
  }
  if (!has_code || !code->second.runnable()) {
    return without_commands(plan, planned, has_code ? &code->second : nullptr);
  }
  const std::size_t blocks = static_cast<std::size_t>(
      std::count_if(code->second.blocks.begin(), code->second.blocks.end(), [](const auto& block) {
        return block.purpose == document::Purpose::run || block.purpose == document::Purpose::build;
      }));
  return decided(planned, Fate::runs, counted(blocks, "block") + " of commands");
}

void drop_what_nothing_needs(Plan& plan) {
  auto& stages = plan.stages;
  const auto drop = [&](Stage stage, const std::string& reason) {
    PlannedStage& planned = stages[static_cast<std::size_t>(stage)];
    if (planned.fate == Fate::not_applicable || planned.fate == Fate::given) return;
    planned.fate = Fate::nothing;
    planned.reason = reason;
    planned.build.clear();
    planned.script.clear();
  };
  if (const auto last = plan.options.stage) {
    const std::string reason = "not needed for --stage " + std::string(to_string(*last));
    // From the end, so that what a stage needs is known when its turn comes.
    for (auto planned = stages.rbegin(); planned != stages.rend(); ++planned) {
      const Stage stage = planned->stage;
      const bool feeds_by_name = stage == Stage::evaluation || stage == Stage::serialization;
      const std::string output = "RECIPE_OUTPUT_" + upper_snake(to_string(stage));
      const bool named = std::any_of(stages.begin(), stages.end(), [&](const auto& later) {
        return names_variable(later.build + later.script, output);
      });
      if (stage > *last || (stage < *last && feeds_by_name && !named)) drop(stage, reason);
    }
  }
  const auto needs = [&](Stage stage, std::string_view variable) {
    const PlannedStage& planned = plan.stage(stage);
    return planned.fate == Fate::runs && names_variable(planned.build + planned.script, variable);
  };
  const bool processed = plan.stage(Stage::processing).fate == Fate::given;
  bool raw_is_named = false;
  for (const PlannedStage& planned : stages) {
    raw_is_named = raw_is_named || needs(planned.stage, "RECIPE_RAW_DATA");
  }
  if (processed && !raw_is_named) {
    drop(Stage::raw_data, "the processed data are given");
  }
}

Result<> plan_pretrained(Plan& plan) {
  if (const auto given = plan.options.data.find("pretrained"); given != plan.options.data.end()) {
    plan.pretrained = given->second;
    return {};
  }
  if (!plan.recipe->pretrained || plan.stage(Stage::training).fate != Fate::runs) return {};
  plan.pretrained = local_path(plan, *plan.recipe->pretrained);
  if (!plan.pretrained.empty()) return {};
  if (is_fetched({}, *plan.recipe->pretrained)) {
    const document::Part& part = *plan.recipe->pretrained;
    plan.pretrained_is_fetched = true;
    plan.pretrained =
        download_folder(workspace_beside(plan.folder), "pretrained", part) + "/" + part.file_name();
    return {};
  }
  const auto& sources = plan.recipe->pretrained->sources;
  PlannedStage& training = plan.stages[static_cast<std::size_t>(Stage::training)];
  training.fate = Fate::manual;
  training.reason =
      "the pre-trained model" +
      (sources.empty() ? std::string(" has no location")
                       : " " + sources.front().value.text + " is not fetched by this program") +
      ": pass --data pretrained=DIR";
  return {};
}

}  // namespace recipe::run
