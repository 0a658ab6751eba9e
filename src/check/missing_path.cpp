#include "check/missing_path.h"

#include <algorithm>

#include "base/text.h"
#include "check/gitignore.h"
#include "check/outside_paths.h"
#include "check/suggest.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

/// Looking for what was meant takes longer than seeing that something is wrong.
constexpr std::size_t most_missing_paths = 200;
constexpr std::size_t most_namesakes = 50;
constexpr std::size_t most_bytes_before = 20'000;

enum class Judgement { holds, untrue, undecided };

/// Whether the text says one of the folders that hold what was found, as a path: `x/y` or `y/`.
bool names_folder(const Study& study, std::string_view path, std::string_view text) {
  std::string_view folder = code::folder_of(path);
  if (!study.folder.empty() && folder.starts_with(study.folder + "/")) {
    folder.remove_prefix(study.folder.size() + 1);
  }
  if (folder.empty()) return false;
  const std::string name(code::name_of(folder));
  return (folder.size() > name.size() && text.find(folder) != std::string_view::npos) ||
         text.find(name + "/") != std::string_view::npos ||
         text.find("`" + name + "`") != std::string_view::npos ||
         text.find("cd " + name) != std::string_view::npos;
}

/// What the document says from the heading of the mention to the mention.
std::string_view said_before(const Study& study, const PathMention& mention) {
  const std::size_t begin =
      mention.heading == document::no_index ? 0 : study.page.headings[mention.heading].span.begin;
  const std::size_t end = mention.span.begin;
  const std::size_t least = end < most_bytes_before ? 0 : end - most_bytes_before;
  return study.page.source.text({std::min(std::max(begin, least), end), end});
}

bool is_led_to(const Study& study, const PathMention& mention, const code::Tree& tree) {
  const std::string_view text = said_before(study, mention);
  std::size_t count = 0;
  for (const std::string& path : tree.named(code::name_of(mention.path))) {
    if (++count > most_namesakes) return true;
    if (path.starts_with(study.folder) && names_folder(study, path, text)) return true;
  }
  return false;
}

struct Judged {
  Judgement judgement = Judgement::undecided;
  Severity severity = Severity::warning;
  std::string why;  ///< of an undecided one
};

Judged judged_below(const Study& study, const PathMention& mention, const Lookup& found,
                    const code::Tree& tree) {
  const bool alone_in_words = mention.path.find('/') == std::string::npos;
  if (mention.role == PathRole::prose || mention.role == PathRole::cell || !alone_in_words ||
      is_led_to(study, mention, tree)) {
    return {Judgement::holds, {}, ""};
  }
  if (mention.role == PathRole::requirements && mention.excuse.empty()) {
    return {Judgement::untrue, Severity::warning, ""};
  }
  return {Judgement::undecided, {}, "it is in " + found.path};
}

/// A folder that is not there is left to the commands above, unless something is near.
Judged judged_folder(const PathMention& mention, const Lookup& found) {
  if (found.meant) return {Judgement::untrue, Severity::error, ""};
  const bool part_is_here = mention.in_clone || found.folder_is_here;
  if (part_is_here && found.sighting != Sighting::elsewhere) {
    return {Judgement::untrue, Severity::warning, ""};
  }
  return {Judgement::undecided, {}, "the folder may come from elsewhere"};
}

/// Why a path that is not even known by its name may lie outside; empty if nothing says so.
std::string outside(Study& study, const PathMention& mention) {
  const auto& outside = study.shared<OutsidePaths>();
  if (!outside.submodule.empty()) return "it may be in the submodule " + outside.submodule;
  const bool given = mention.role == PathRole::prose || mention.role == PathRole::argument;
  if (given && outside.has_at_end(study.page, mention.path)) {
    return "the document also has it outside of the repository";
  }
  return "";
}

Judged judged(Study& study, const PathMention& mention, const Lookup& found,
              const code::Tree& tree) {
  const bool many = mention.path.find('/') != std::string::npos;
  switch (found.sighting) {
    case Sighting::here:
      return {Judgement::holds, {}, ""};
    case Sighting::below:
      return judged_below(study, mention, found, tree);
    case Sighting::unknown:
      return {Judgement::undecided, {}, "the tree cannot tell"};
    default:
      break;
  }
  if (!mention.excuse.empty()) return {Judgement::undecided, {}, mention.excuse};
  if (mention.role == PathRole::folder) return judged_folder(mention, found);
  if (found.meant) return {Judgement::untrue, Severity::error, ""};
  if (found.behind_unknown_folder) {
    return {Judgement::undecided, {}, "the folder that it begins with may be the reader's"};
  }
  if (sort_of(mention.path) == FileSort::data && mention.role == PathRole::argument) {
    return {Judgement::undecided, {}, "data need not be in the repository"};
  }
  if (std::string why = outside(study, mention);
      found.sighting == Sighting::absent && !why.empty()) {
    return {Judgement::undecided, {}, std::move(why)};
  }
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
  const bool local = mention.role == PathRole::requirements || mention.listed_here ||
                     (mention.role == PathRole::cell && mention.heads_settings);
  if ((many && found.folder_is_here) || local) return {Judgement::untrue, Severity::warning, ""};
  return {Judgement::undecided, {}, "only another part of the repository has it: " + found.path};
}

/// Whether the repository's .gitignore files name the path, wherever it may be looked for. Of code
/// they must name a folder: a script that is left out is its author's own, and readers lack it.
bool is_git_ignored(Study& study, const PathMention& mention, const code::Tree& tree) {
  std::vector<std::string> bases = folders_above(study.folder);
  if (mention.place.kind == Workplace::Kind::folder) bases.push_back(mention.place.folder);
  const auto& ignored = study.shared<GitIgnore>();
  return std::any_of(bases.begin(), bases.end(), [&](const std::string& base) {
    const auto path = code::resolved(base, mention.path);
    if (!path) return false;
    if (mention.role == PathRole::folder) return ignored.names(tree, *path + "/");
    if (sort_of(*path) != FileSort::code) return ignored.names(tree, *path);
    const std::string_view folder = code::folder_of(*path);
    return !folder.empty() && ignored.names(tree, std::string(folder) + "/");
  });
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
  std::string message = what_is(mention.role) + quoted(mention.shown) +
                        (found.path.empty() ? " is not in the repository" : " is not there");
  std::vector<code::Place> seen;
  if (found.meant) {
    message += "; did you mean " + quoted(*found.meant) + "?";
    seen.push_back({found.meant_path, 0});
  } else if (found.sighting == Sighting::below || found.sighting == Sighting::moved) {
    message = what_is(mention.role) + quoted(mention.shown) + " is not there; " +
              (found.alone ? "it is " : "there is one at ") + quoted(found.path);
    seen.push_back({found.path, 0});
  } else {
    message += found.path.empty()
                   ? "; add it, or name the one to use"
                   : "; only other parts of the repository have one of that name, such as " +
                         quoted(found.path);
  }
  Finding& finding = judge.untrue(mention.span, std::move(message), standpoint, seen);
  if (severity < finding.severity) finding.severity = severity;
  if (!found.meant || study.page.source.text(mention.span) != mention.path) return;
  finding.fix = Fix{"write " + *found.meant, Safety::unsafe, {{mention.span, *found.meant}}};
}

/// Of `configs/{name}.py` with a folder that holds nothing but `.yaml`: the ending that was meant.
std::string other_ending(const Study& study, const PathMention& mention, const code::Tree& tree) {
  const std::string folder(code::folder_of(mention.path));
  const std::size_t dot = mention.path.rfind('.');
  if (folder.empty() || dot == std::string::npos || dot < folder.size() ||
      is_to_be_filled_in(folder) || mention.path.find('{') == std::string::npos) {
    return "";
  }
  const Lookup found = look_up(study, mention.place, tree, folder);
  if (found.sighting != Sighting::here) return "";
  std::string only;
  for (const std::string& name : tree.names_in(found.path)) {
    const std::size_t at = name.rfind('.');
    if (at == std::string::npos || at == 0) continue;
    const std::string ending = name.substr(at);
    if (ending == mention.path.substr(dot) || (!only.empty() && ending != only)) return "";
    only = ending;
  }
  return only;
}

void report_ending(const Study& study, Judge& judge, const PathMention& mention,
                   const std::string& meant) {
  const std::string written = mention.path.substr(mention.path.rfind('.'));
  Finding& finding = judge.untrue(
      mention.span, "no file of the folder ends with " + quoted(written) + " as " +
                        quoted(mention.shown) + " does; all end with " + quoted(meant));
  finding.severity = Severity::warning;
  if (!study.page.source.text(mention.span).ends_with(written)) return;
  finding.fix = Fix{"write " + meant,
                    Safety::unsafe,
                    {{{mention.span.end - written.size(), mention.span.end}, meant}}};
}

}  // namespace

void check_paths(Study& study, Judge& judge, PathRole role) {
  std::size_t missing = 0;
  for (const PathMention& mention : study.shared<PathMentions>().all) {
    if (mention.role != role) continue;
    if (missing > most_missing_paths) {
      judge.undecided(mention.span, "too many paths are missing");
      continue;
    }
    const Standpoint standpoint = study.standpoint(mention.span.begin);
    if (role == PathRole::argument && standpoint.missing.empty()) {
      const std::string ending = other_ending(study, mention, *standpoint.tree);
      if (!ending.empty()) {
        ++missing;
        report_ending(study, judge, mention, ending);
        continue;
      }
    }
    Lookup found = look_up(study, mention.place, *standpoint.tree, mention.path);
    if (found.sighting != Sighting::here && !mention.script_folder.empty()) {
      Workplace beside{Workplace::Kind::folder, mention.script_folder, false, ""};
      const Lookup there = look_up(study, beside, *standpoint.tree, mention.path);
      if (there.sighting == Sighting::here) found = there;
    }
    Judged verdict = judged(study, mention, found, *standpoint.tree);
    if (verdict.judgement == Judgement::untrue && mention.clone_meant.empty() &&
        is_git_ignored(study, mention, *standpoint.tree)) {
      verdict = {Judgement::undecided, {}, "a .gitignore names it: a program may make it"};
    }
    if (mention.bare) verdict.severity = std::min(verdict.severity, Severity::warning);
    if (!mention.clone_meant.empty()) {
      ++missing;
      const std::string_view written =
          std::string_view(mention.shown).substr(0, mention.shown.find('/'));
      judge
          .untrue(mention.span, "the clone is called " + quoted(mention.clone_meant) + ", not " +
                                    quoted(written) + ": upper and lower case differ")
          .fix =
          Fix{"write " + mention.clone_meant,
              Safety::safe,
              {{{mention.span.begin, mention.span.begin + written.size()}, mention.clone_meant}}};
      continue;
    }
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
