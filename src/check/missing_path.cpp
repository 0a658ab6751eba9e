#include "check/missing_path.h"

#include "base/text.h"
#include "check/suggest.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// Looking for what was meant takes longer than seeing that something is wrong.
constexpr std::size_t most_missing = 500;

enum class Judgement { holds, untrue, undecided };

/// Whether the document names the folder between its own and the file: then the reader is led
/// there.
bool names_folder_of(const Study& study, std::string_view path) {
  std::string_view folder = code::folder_of(path);
  if (!study.folder.empty() && folder.starts_with(study.folder + "/")) {
    folder.remove_prefix(study.folder.size() + 1);
  }
  const std::string_view name = code::name_of(folder);
  return !name.empty() && study.page.source.bytes().find(name) != std::string::npos;
}

struct Judged {
  Judgement judgement = Judgement::undecided;
  Severity severity = Severity::warning;
  std::string why;  ///< of an undecided one
};

Judged judged_below(const Study& study, const PathMention& mention, const Lookup& found) {
  const bool alone_in_words = mention.path.find('/') == std::string::npos;
  if (mention.role == PathRole::prose || mention.role == PathRole::cell || !alone_in_words ||
      names_folder_of(study, found.path)) {
    return {Judgement::holds, {}, ""};
  }
  if (mention.role == PathRole::requirements) return {Judgement::untrue, Severity::warning, ""};
  return {Judgement::undecided, {}, "it is in " + found.path};
}

Judged judged(const Study& study, const PathMention& mention, const Lookup& found) {
  const bool many = mention.path.find('/') != std::string::npos;
  switch (found.sighting) {
    case Sighting::here:
      return {Judgement::holds, {}, ""};
    case Sighting::below:
      return judged_below(study, mention, found);
    case Sighting::unknown:
      return {Judgement::undecided, {}, "the tree cannot tell"};
    default:
      break;
  }
  if (!mention.excuse.empty()) return {Judgement::undecided, {}, mention.excuse};
  if (found.meant) return {Judgement::untrue, Severity::error, ""};
  switch (found.sighting) {
    case Sighting::moved:
      return {Judgement::untrue, many ? Severity::error : Severity::warning, ""};
    case Sighting::absent:
      return {Judgement::untrue,
              mention.role == PathRole::script && found.folder_is_here ? Severity::error
                                                                       : Severity::warning,
              ""};
    default:
      break;
  }
  const bool local = mention.role == PathRole::requirements || mention.role == PathRole::cell;
  if ((many && found.folder_is_here) || local) return {Judgement::untrue, Severity::warning, ""};
  return {Judgement::undecided, {}, "only another part of the repository has it: " + found.path};
}

std::string what_is(PathRole role) {
  switch (role) {
    case PathRole::script:
      return "the script ";
    case PathRole::argument:
    case PathRole::prose:
      return "the file ";
    case PathRole::requirements:
      return "the list of requirements ";
    case PathRole::folder:
      return "the folder ";
    case PathRole::cell:
      return "the configuration ";
  }
  return "";
}

void report(Study& study, Judge& judge, const PathMention& mention, const Lookup& found,
            const Standpoint& standpoint, Severity severity) {
  std::string message = what_is(mention.role) + quoted(mention.shown) + " is not in the repository";
  if (mention.place.kind == Workplace::Kind::folder && !mention.place.folder.empty()) {
    message += ", neither in " + mention.place.folder + " nor elsewhere";
  }
  std::vector<code::Place> seen;
  if (found.meant) {
    message += "; did you mean " + quoted(*found.meant) + "?";
    seen.push_back({found.meant_path, 0});
  } else if (!found.path.empty()) {
    message = what_is(mention.role) + quoted(mention.shown) + " is not there; " +
              (found.alone ? "it is " : "there is one at ") + quoted(found.path);
    seen.push_back({found.path, 0});
  } else {
    message += "; add it, or name the one to use";
  }
  Finding& finding = judge.untrue(mention.span, std::move(message), standpoint, seen);
  if (severity < finding.severity) finding.severity = severity;
  if (!found.meant || study.page.source.text(mention.span) != mention.path) return;
  finding.fix = Fix{"write " + *found.meant, Safety::unsafe, {{mention.span, *found.meant}}};
}

}  // namespace

void check_paths(Study& study, Judge& judge, PathRole role) {
  std::size_t missing = 0;
  for (const PathMention& mention : study.shared<PathMentions>().all) {
    if (mention.role != role) continue;
    if (missing > most_missing) {
      judge.undecided(mention.span, "too many paths are missing");
      continue;
    }
    const Standpoint standpoint = study.standpoint(mention.span.begin);
    Lookup found = look_up(study, mention.place, *standpoint.tree, mention.path);
    if (found.sighting != Sighting::here && !mention.script_folder.empty()) {
      Workplace beside{Workplace::Kind::folder, mention.script_folder, false, ""};
      const Lookup there = look_up(study, beside, *standpoint.tree, mention.path);
      if (there.sighting == Sighting::here) found = there;
    }
    const Judged verdict = judged(study, mention, found);
    switch (verdict.judgement) {
      case Judgement::holds:
        judge.holds();
        break;
      case Judgement::undecided:
        ++missing;
        judge.undecided(mention.span, verdict.why);
        break;
      case Judgement::untrue:
        ++missing;
        report(study, judge, mention, found, standpoint, verdict.severity);
        break;
    }
  }
}

}  // namespace recipe::check
