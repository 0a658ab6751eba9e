#include "check/checked_out.h"

#include <algorithm>

#include "base/text.h"
#include "check/commands.h"
#include "check/hashes.h"

namespace recipe::check {
namespace {

constexpr std::string_view verbs[] = {"checkout", "switch", "reset"};

bool clones(const Invocation& git) {
  return !git.arguments.empty() && git.arguments.front().value == "clone";
}

}  // namespace

CheckedOutCommits::CheckedOutCommits(Study& study) {
  const DocumentCommands& commands = study.shared<DocumentCommands>();
  std::size_t cloned = 0;
  for (const DocumentCommand& command : commands.all) {
    const auto& git = command.invocation;
    if (!git || git->program.value != "git" || git->arguments.empty()) continue;
    if (clones(*git)) ++cloned;
    if (std::count(std::begin(verbs), std::end(verbs), git->arguments.front().value) == 0) continue;
    for (const ShellWord& word : git->arguments) {
      if (word.value == "--") break;
      if (!word.literal() || !looks_like_hash(word.value)) continue;
      CheckedOut found{lower(word.value), word.span, ""};
      if (!command.place.known()) {
        found.why = "the folder it runs in is not of this repository, or not known";
      } else if (command.place.kind == Workplace::Kind::document && cloned > 0) {
        found.why = "it may be meant for what was cloned before";
      }
      all.push_back(std::move(found));
      break;
    }
  }
}

}  // namespace recipe::check
