#include "run/consent.h"

#include "base/text.h"
#include "data/digest_of.h"

namespace recipe::run {
namespace {

/// What is agreed to, byte for byte: what is shown is the same made fit for a terminal.
std::string consented(const Plan& plan) {
  std::string text;
  for (const PlannedStage& planned : plan.stages) {
    const std::string commands = planned.build + planned.script;
    if (planned.fate != Fate::runs || commands.empty()) continue;
    text += std::string(document::to_string(planned.stage)) + "\n" + planned.folder + "\n";
    for (const PlannedSource& source : planned.sources) {
      if (!source.repository.empty()) text += source.repository + "\n" + source.variable + "\n";
    }
    text += std::to_string(commands.size()) + "\n" + commands;
  }
  return text;
}

Result<std::string> consent_file(os::World& world, const Plan& plan) {
  std::string state = world.environment.get("XDG_STATE_HOME").value_or("");
  if (state.empty()) {
    const auto home = world.environment.get("HOME");
    if (!home || home->empty()) {
      return fail(ErrorKind::not_found,
                  "neither XDG_STATE_HOME nor HOME is set: no place to keep "
                  "your consent");
    }
    state = *home + "/.local/state";
  }
  return state + "/recipe/consent/" + data::digest_of_bytes(consented(plan)).hex();
}

}  // namespace

std::string commands_of(const Plan& plan) {
  std::string text;
  for (const PlannedStage& planned : plan.stages) {
    const std::string commands = planned.build + planned.script;
    if (planned.fate != Fate::runs || commands.empty()) continue;
    text += std::string(document::to_string(planned.stage)) + "\n";
    for (const PlannedSource& source : planned.sources) {
      if (!source.repository.empty()) text += "  in " + printable(source.written) + "\n";
    }
    for (const std::string_view line : lines(commands)) {
      text += "    " + printable(line) + "\n";
    }
  }
  return text;
}

Result<bool> has_consent(os::World& world, const Plan& plan) {
  if (commands_of(plan).empty()) return true;
  TRY_ASSIGN(const std::string file, consent_file(world, plan));
  TRY_ASSIGN(const auto there, world.files.status(file, os::Follow::yes));
  return there.has_value();
}

Result<> keep_consent(os::World& world, const Plan& plan) {
  TRY_ASSIGN(const std::string file, consent_file(world, plan));
  TRY(world.files.make_directory(os::parent_path(file)));
  return world.files.write(file, commands_of(plan));
}

}  // namespace recipe::run
