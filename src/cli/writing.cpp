#include "cli/writing.h"

#include <fmt/format.h>

#include "author/figure.h"
#include "author/template.h"
#include "author/write.h"
#include "base/json.h"
#include "base/text.h"
#include "check/unified_diff.h"
#include "cli/evidence_files.h"
#include "cli/find_recipe.h"
#include "cli/layout.h"
#include "document/edit.h"
#include "document/recipe.h"

namespace recipe::cli {
namespace {

constexpr std::size_t most_listed = 12;

std::string shown(const author::WrittenChange& change, const std::string& path) {
  std::string text = path + ":" + std::to_string(change.line) + ": " + one_line(change.what) + ": ";
  if (!change.before.empty()) text += cut(one_line(change.before), 60) + " -> ";
  return text + cut(one_line(change.after), 60);
}

void print_list(Terminal& terminal, std::string_view head, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  terminal.err(std::string(head) + "\n");
  for (std::size_t i = 0; i < lines.size() && i < most_listed; ++i) {
    terminal.err("  " + printable(lines[i]) + "\n");
  }
  if (lines.size() > most_listed) {
    terminal.err("  and " + std::to_string(lines.size() - most_listed) + " more\n");
  }
}

}  // namespace

Result<WrittenRecipe> write_into_recipe(os::World& world, const std::string& path,
                                        author::Observed observed,
                                        const std::vector<record::Record>& runs, DryRun dry_run) {
  WrittenRecipe result;
  const EvidenceFiles files = evidence_files(path);
  TRY_ASSIGN(const author::Evidence evidence, read_evidence(world, files));
  auto evidence_now = author::with_runs(evidence, runs);
  if (!evidence_now) return fail(evidence_now.error(), files.lock);
  if (observed.stage == document::Stage::training) {
    evidence_now->figure = author::figure_of(evidence_now->curves);
    if (!evidence_now->figure.empty()) observed.figure = os::file_name(files.figure);
  }
  TRY_ASSIGN(std::string before, read_if_there(world, path));
  if (before.size() > largest_document) {
    return fail(ErrorKind::unsupported, path + " is too large for a recipe");
  }
  const bool is_new = before.empty();
  if (is_new) {
    const std::string folder = os::parent_path(
        os::lexically_normal(os::join_path(world.environment.working_directory(), path)));
    before = author::recipe_template(author::title_from(one_line(os::file_name(folder))));
  }
  const document::Recipe recipe = document::parse(SourceText(path, before));
  author::Written written = author::write_observed(recipe, observed);
  TRY_ASSIGN(const std::string after, document::apply(recipe.source, std::move(written.edits)));
  for (const author::WrittenChange& change : written.changes) {
    result.changes.push_back(shown(change, path));
  }
  result.left = std::move(written.left);
  const document::Recipe now = document::parse(SourceText(path, after));
  for (const author::StillToSay& open : author::still_to_say(now)) {
    result.to_say.push_back(path + ":" + std::to_string(open.line) + ": " + open.what);
  }
  const author::Filled filled = author::filled(now);
  result.filled = filled.there;
  result.statements = filled.all;
  if (dry_run == DryRun::yes) {
    result.difference = check::unified_diff(path, is_new ? "" : before, after);
    return result;
  }
  TRY(write_evidence(world, files, evidence, *evidence_now));
  if (is_new || after != before) TRY(world.files.write(path, after));
  return result;
}

void print_written(Terminal& terminal, const std::string& path, const WrittenRecipe& written,
                   DryRun dry_run) {
  if (dry_run == DryRun::yes) {
    terminal.out(printable(written.difference));
  } else if (written.changes.empty()) {
    terminal.err(one_line(path) + " says all of this already\n");
  } else {
    print_list(terminal, "Written into " + one_line(path) + ":", written.changes);
  }
  print_list(terminal, "Left as it was:", written.left);
  print_list(terminal, "What only you can say:", written.to_say);
  terminal.err(fmt::format("{} of {} statements of the outline are there\n", written.filled,
                           written.statements));
}

Json written_json(const WrittenRecipe& written) {
  return {{"changes", written.changes},       {"left", written.left},
          {"to_say", written.to_say},         {"filled", written.filled},
          {"statements", written.statements}, {"difference", written.difference}};
}

}  // namespace recipe::cli
