#include "run/script.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "run/downloads.h"
#include "run/fate.h"
#include "run/raw_data.h"
#include "run/sources.h"

namespace recipe::run {
namespace {

using document::Stage;

std::string work_path(Stage stage, std::string_view what) {
  return fmt::format("\"$work/{}/{}\"", document::to_string(stage), what);
}

std::string checkout_path(const PlannedSource& source) {
  const std::string name = source.repository.empty()
                               ? "own"
                               : kebab(source.written.substr(source.written.find("//") + 1));
  return fmt::format("$work/checkouts/{}-{}", name, source.commit.substr(0, 12));
}

/// Lines that make the checkouts of a stage, each once in the script.
std::string checkouts(const Plan& plan, const PlannedStage& planned, std::string& made) {
  std::string text;
  for (const PlannedSource& source : planned.sources) {
    if (uses_files_as_they_are(plan, source)) continue;
    const std::string path = checkout_path(source);
    if (made.find(path + "\n") != std::string::npos) continue;
    made += path + "\n";
    const std::string from =
        source.repository.empty() ? "\"$repository\"" : shell_quoted(source.written);
    text += fmt::format("[ -d \"{0}\" ] || git clone --no-checkout -- {1} \"{0}\"\n", path, from);
    text += fmt::format("git -C \"{}\" checkout --force --detach {}\n", path, source.commit);
  }
  return text;
}

std::string written_start_folder(const Plan& plan, const PlannedStage& planned) {
  const bool as_they_are =
      planned.sources.empty() || uses_files_as_they_are(plan, planned.sources.front());
  if (as_they_are && planned.folder == plan.folder_in_repository) return "\"$here\"";
  const std::string root = !as_they_are      ? checkout_path(planned.sources.front())
                           : plan.repository ? "$repository"
                                             : "$here";
  const std::string folder = planned.folder == "." ? "" : "/" + shell_quoted(planned.folder);
  return "\"" + root + "\"" + folder;
}

/// A file gets its name when it is whole; what was broken off is gone on with.
std::string download(const std::vector<std::string>& urls, const std::string& to) {
  std::string text = "[ -e " + to + " ] ||";
  for (std::size_t i = 0; i < urls.size(); ++i) {
    if (i > 0) text += " ||";
    if (urls.size() > 1) text += " \\\n ";
    text += fmt::format(" curl -fL --retry 5 -C - -o {}.part {}", to, shell_quoted(urls[i]));
  }
  return text + fmt::format("\n[ -e {0} ] || mv -- {0}.part {0}\n", to);
}

/// The line that compares a file with the digest that the recipe states.
std::string comparison(const document::Part& part, const std::string& at) {
  if (!part.digest) return "";
  return fmt::format("[ -d {1} ] || echo \"{0}  \"{1} | sha256sum --check --quiet\n",
                     part.digest->value.hex(), at);
}

std::string fetched_pretrained(const Plan& plan) {
  return "\"$work/pretrained\"/" + shell_quoted(plan.recipe->pretrained->file_name());
}

/// What is fetched before a stage: data that the recipe links to, the pre-trained model.
std::string downloads(const Plan& plan, const PlannedStage& planned) {
  std::string text;
  if (planned.fetched) {
    const bool model = planned.stage == Stage::training;
    const std::string folder = work_path(planned.stage, model ? "model" : "data");
    text += "mkdir -p " + folder + "\n";
    for (const document::Part& part : (model ? plan.recipe->model : plan.recipe->processed).parts) {
      const std::string to = folder + "/" + shell_quoted(part.file_name());
      text += download(web_sources(part), to) + comparison(part, to);
    }
  } else if (planned.stage == Stage::training && planned.fate == Fate::runs &&
             plan.pretrained_is_fetched) {
    text += "mkdir -p \"$work/pretrained\"\n";
    const std::string to = fetched_pretrained(plan);
    text += download(web_sources(*plan.recipe->pretrained), to) +
            comparison(*plan.recipe->pretrained, to);
  }
  return text;
}

std::string exported(std::string_view name, std::string_view value) {
  return fmt::format("  export {}={}\n", name, value);
}

std::string exports(const Plan& plan, const PlannedStage& planned) {
  const Stage stage = planned.stage;
  std::string text;
  const auto folder_of = [&](Stage maker, const char* what) {
    const PlannedStage& made = plan.stage(maker);
    const bool elsewhere = made.fate == Fate::given && !made.fetched;
    return elsewhere ? shell_quoted(made.given) : work_path(maker, what);
  };
  const bool processed = plan.stage(Stage::processing).fate == Fate::runs ||
                         plan.stage(Stage::processing).fate == Fate::given;
  text += exported("RECIPE_RAW_DATA", folder_of(Stage::raw_data, "data"));
  text += exported("RECIPE_DATA", processed ? folder_of(Stage::processing, "data")
                                            : folder_of(Stage::raw_data, "data"));
  if (stage >= Stage::training) {
    text += exported("RECIPE_MODEL", folder_of(Stage::training, "model"));
  }
  if (!plan.pretrained.empty()) {
    text +=
        exported("RECIPE_PRETRAINED", plan.pretrained_is_fetched ? fetched_pretrained(plan)
                                                                 : shell_quoted(plan.pretrained));
  }
  text += exported("RECIPE_OUTPUT", work_path(stage, "output"));
  for (const PlannedStage& earlier : plan.stages) {
    const bool has_output = earlier.fate == Fate::runs && earlier.stage >= Stage::processing;
    if (earlier.stage >= stage || !has_output) continue;
    text += exported("RECIPE_OUTPUT_" + upper_snake(document::to_string(earlier.stage)),
                     work_path(earlier.stage, "output"));
  }
  text += exported("RECIPE_METRICS", work_path(stage, "metrics.jsonl"));
  for (const PlannedSource& source : planned.sources) {
    if (source.variable.empty()) continue;
    text += exported(source.variable, uses_files_as_they_are(plan, source)
                                          ? "\"$repository\""
                                          : "\"" + checkout_path(source) + "\"");
  }
  return text;
}

/// A here-document that no line of `body` ends early.
std::string here_document(const std::string& body) {
  std::string mark = "RECIPE";
  while (("\n" + body).find("\n" + mark + "\n") != std::string::npos) mark += "_";
  return "<<'" + mark + "'\n" + body + mark + "\n";
}

/// Written to a file first: commands that read standard input would eat those behind them.
std::string run_of(Stage stage, std::string_view name, const std::string& commands) {
  const std::string file = work_path(stage, name);
  return "  cat > " + file + " " + here_document(commands) + "  bash -e -o pipefail " + file +
         " < /dev/null\n";
}

std::string raw_data_script(const Plan& plan) {
  std::string text = fmt::format("mkdir -p {}\n", work_path(Stage::raw_data, "data"));
  for (const document::Part& part : plan.recipe->raw.parts) {
    const std::string to =
        work_path(Stage::raw_data, "data") + "/" + shell_quoted(part.file_name());
    std::string from;
    for (const At<Location>& source : part.sources) {
      if (source.value.is_path() && from.empty()) from = source.value.text;
    }
    if (local_path(plan, part).empty()) {
      text += download(web_sources(part), to);
    } else {
      text += fmt::format("[ -e {1} ] || cp -R -- \"$here\"/{0} {1}\n", shell_quoted(from), to);
    }
    text += comparison(part, to);
  }
  return text;
}

std::string environment_script(const Plan& plan, const PlannedStage& planned) {
  std::string text;
  std::vector<std::string> names;
  for (const auto& package : plan.recipe->environment.packages) {
    names.push_back(shell_quoted(package.value.name));
  }
  if (!names.empty()) text += "dpkg-query -W -- " + join(names, " ") + " > /dev/null\n";
  const std::string commands = planned.build + planned.script;
  if (!commands.empty()) {
    text += fmt::format("mkdir -p \"$work/{}\"\n(\n  cd \"$here\"\n", to_string(planned.stage));
    text += run_of(planned.stage, "script.sh", commands) + ")\n";
  }
  return text;
}

std::string commands_script(const Plan& plan, const PlannedStage& planned, std::string& made) {
  std::string text = checkouts(plan, planned, made);
  std::string folders = work_path(planned.stage, "output");
  if (planned.stage == Stage::processing) folders += " " + work_path(planned.stage, "data");
  if (planned.stage == Stage::training) folders += " " + work_path(planned.stage, "model");
  text += "mkdir -p " + folders + "\n(\n" + exports(plan, planned);
  text += "  cd " + written_start_folder(plan, planned) + "\n";
  if (!planned.build.empty()) text += run_of(planned.stage, "build.sh", planned.build);
  text += run_of(planned.stage, "script.sh", planned.script) + ")\n";
  return text;
}

/// What all stages share: folders, hyperparameters, the seed.
std::string preamble(const Plan& plan) {
  std::string text = "set -e -o pipefail\nhere=$PWD\n";
  if (plan.repository) text += "repository=$(git rev-parse --show-toplevel)\n";
  text += "work=$here/.recipe/by-hand\nmkdir -p \"$work/tools/bin\"\n";
  text +=
      "cat > \"$work/hyperparameters.json\" " + here_document(to_page(plan.hyperparameters.json));
  for (const auto& [name, value] : plan.hyperparameters.variables) {
    text += fmt::format("export {}={}\n", name, shell_quoted(value));
  }
  text += "export RECIPE_HYPERPARAMETERS=\"$work/hyperparameters.json\"\n";
  text += fmt::format("export RECIPE_SEED={}\n", plan.hyperparameters.seed);
  text += "export RECIPE_TOOLS=\"$work/tools\" PATH=\"$work/tools/bin:$PATH\"\n";
  return text;
}

}  // namespace

std::string as_shell_script(const Plan& plan) {
  std::string text = "#!/bin/bash\n# " + printable(plan.file_name);
  if (!plan.options.profile.empty()) text += ", profile " + plan.options.profile;
  text += fmt::format(", seed {}\n", plan.hyperparameters.seed);
  const bool anything = std::any_of(
      plan.stages.begin(), plan.stages.end(),
      [](const auto& planned) { return planned.fate == Fate::runs || planned.fetched; });
  if (anything) text += preamble(plan);
  std::string made;
  std::size_t number = 0;
  for (const PlannedStage& planned : plan.stages) {
    text += fmt::format("\n# {}. {}: {} ({})\n", ++number, document::to_string(planned.stage),
                        to_string(planned.fate), printable(planned.reason));
    text += downloads(plan, planned);
    if (planned.fate != Fate::runs) continue;
    if (planned.stage == Stage::raw_data) {
      text += raw_data_script(plan);
    } else if (planned.stage == Stage::environment) {
      text += environment_script(plan, planned);
    } else {
      text += commands_script(plan, planned, made);
    }
  }
  return text;
}

}  // namespace recipe::run
