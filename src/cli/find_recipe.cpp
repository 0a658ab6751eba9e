#include "cli/find_recipe.h"

#include <algorithm>

#include "base/text.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

using document::SectionKind;

constexpr std::string_view usual_name = "recipe.md";

bool is_markdown(std::string_view name) {
  const std::string lowered = lower(name);
  return !name.starts_with('.') && (lowered.ends_with(".md") || lowered.ends_with(".markdown"));
}

Result<document::Recipe> read_document(os::World& world, const std::string& path) {
  TRY_ASSIGN(std::string bytes, world.files.read(path, largest_document));
  return document::parse(SourceText(path, std::move(bytes)));
}

/// Paths as a user would type them: without `./`.
std::string below_folder(const std::string& folder, std::string_view name) {
  return folder == "." ? std::string(name) : os::join_path(folder, name);
}

Result<std::string> only_recipe_in(os::World& world, const std::string& folder) {
  TRY_ASSIGN(const auto entries, world.files.list(folder));
  std::vector<std::string> found;
  for (const os::DirectoryEntry& entry : entries) {
    const std::string path = below_folder(folder, entry.name);
    if (!is_markdown(entry.name) || entry.kind == os::FileKind::directory) continue;
    const auto document = read_document(world, path);
    if (document && document->is_recipe()) found.push_back(path);
  }
  if (found.size() == 1) return found.front();
  const std::string where = folder == "." ? "here" : "in " + folder;
  if (found.empty()) {
    return fail(ErrorKind::invalid,
                "no recipe " + where + ": name one, or begin with `recipe new NAME`");
  }
  return fail(ErrorKind::invalid,
              "several recipes " + where + ", name one of them: " + join(found, ", "));
}

}  // namespace

Result<std::string> find_recipe(os::World& world, const std::string& path) {
  const std::string folder = path.empty() ? "." : path;
  TRY_ASSIGN(const auto status, world.files.status(folder, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  if (status->kind != os::FileKind::directory) return path;
  const std::string usual = below_folder(folder, usual_name);
  TRY_ASSIGN(const auto there, world.files.status(usual, os::Follow::yes));
  if (there) return usual;
  return only_recipe_in(world, folder);
}

Result<document::Recipe> open_recipe(os::World& world, Terminal& terminal,
                                     const std::string& path) {
  TRY_ASSIGN(const std::string file, find_recipe(world, path));
  TRY_ASSIGN(document::Recipe recipe, read_document(world, file));
  print_diagnostics(terminal, recipe.diagnostics, recipe.source);
  if (const std::string missing = lacks(recipe); !missing.empty()) {
    return fail(ErrorKind::invalid, file + " is no recipe: it lacks " + missing);
  }
  return recipe;
}

std::string lacks(const document::Recipe& recipe) {
  if (recipe.is_recipe()) return "";
  std::vector<std::string> names;
  for (const SectionKind kind :
       {SectionKind::raw_data, SectionKind::optimization, SectionKind::targets}) {
    if (recipe.section(kind) == nullptr) names.push_back("`" + document::full_name(kind) + "`");
  }
  if (names.empty()) {
    return "a target under `" + document::full_name(SectionKind::targets) +
           "` or a commit under a `Code` heading, written so that it can be read";
  }
  return (names.size() == 1 ? "the heading " : "the headings ") + join(names, ", ");
}

Result<> check_profile_of(const document::Recipe& recipe, const std::string& profile) {
  if (profile.empty() || recipe.has_profile(profile)) return {};
  std::vector<std::string> names;
  for (const auto& known : recipe.profiles) names.push_back(known.value);
  const auto near = nearest(profile, names);
  std::string message = recipe.source.path() + " has no profile " + profile;
  message += names.empty() ? "; it has none" : "; it has " + join(names, ", ");
  if (near) message += "; did you mean `" + *near + "`?";
  return fail(ErrorKind::invalid, message);
}

std::size_t unreadable(const document::Recipe& recipe) {
  return static_cast<std::size_t>(std::count_if(
      recipe.diagnostics.begin(), recipe.diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; }));
}

void print_diagnostics(Terminal& terminal, const std::vector<Diagnostic>& diagnostics,
                       const SourceText& source) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::info) continue;
    terminal.err(one_line(to_string(diagnostic, source)) + "\n");
  }
}

}  // namespace recipe::cli
