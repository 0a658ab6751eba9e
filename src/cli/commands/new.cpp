#include "author/pin.h"
#include "author/template.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/find_recipe.h"
#include "cli/layout.h"
#include "code/repository.h"
#include "document/edit.h"

namespace recipe::cli {
namespace {

constexpr Positional new_positionals[] = {
    {"NAME",
     "A folder, which gets a recipe.md, or a file that ends in .md. With --pin: the recipe to "
     "change, or its folder; without it, the one found here."}};

constexpr Option new_options[] = {
    {"--pin", "", "Write the commit HEAD into the Code sections of an existing recipe."}};

bool names_a_file(std::string_view name) { return lower(name).ends_with(".md"); }

std::string title_for(os::World& world, const std::string& path) {
  const std::string name = os::file_name(path);
  if (name != "recipe.md") return author::title_from(name.substr(0, name.size() - 3));
  const std::string folder =
      os::lexically_normal(os::join_path(world.environment.working_directory(), path));
  return author::title_from(one_line(os::file_name(os::parent_path(folder))));
}

Result<Exit> write_template(os::World& world, Terminal& terminal, const Arguments& arguments) {
  if (arguments.positionals().empty()) {
    return fail(ErrorKind::invalid, "new: NAME is missing; try `recipe new my-model`");
  }
  const std::string& name = arguments.positionals().front();
  const std::string path =
      names_a_file(name) ? name : os::lexically_normal(os::join_path(name, "recipe.md"));
  TRY_ASSIGN(const auto there, world.files.status(path, os::Follow::no));
  if (there) {
    return fail(ErrorKind::invalid, path + " is there already; it was left as it is");
  }
  TRY(world.files.make_directory(os::parent_path(path)));
  TRY(world.files.write(path, author::recipe_template(title_for(world, path))));
  if (arguments.json()) {
    terminal.out(to_page({{"path", path}}));
  } else {
    terminal.out("Wrote " + one_line(path) +
                 ". Fill it in; then `recipe new --pin` writes the commit of its code, and `recipe "
                 "run --print` shows what would run.\n");
  }
  return Exit::fine;
}

std::string shown_commit(const std::string& commit) { return commit.substr(0, 12); }

std::string pins_text(const std::string& path, const author::Pins& pins, const std::string& head) {
  std::string text;
  for (const author::PinnedCommit& pin : pins.changed) {
    text += one_line(path) + ":" + std::to_string(pin.line) + ": " +
            std::string(to_string(pin.stage)) + ": " +
            (pin.before.empty() ? "none" : shown_commit(pin.before)) + " -> " + shown_commit(head) +
            "\n";
  }
  if (pins.changed.empty()) {
    text += pins.kept.empty() ? one_line(path) + " has no Code section of this repository\n"
                              : one_line(path) + " names " + shown_commit(head) + " already\n";
  }
  return text;
}

Json pins_json(const std::string& path, const author::Pins& pins, const std::string& head) {
  Json changed = Json::array();
  for (const author::PinnedCommit& pin : pins.changed) {
    changed.push_back({{"stage", to_string(pin.stage)},
                       {"line", pin.line},
                       {"before", pin.before.empty() ? Json(nullptr) : Json(pin.before)}});
  }
  return {{"path", path}, {"commit", head}, {"changed", std::move(changed)}};
}

/// What keeps others from getting the code at HEAD as it is here.
Result<std::vector<std::string>> warnings_of(const code::Repository& repository,
                                             const std::string& recipe) {
  std::vector<std::string> notes;
  TRY_ASSIGN(auto changed, code::changed_files(repository.root));
  std::erase_if(changed, [&](const std::string& file) {
    return os::join_path(repository.root, file) == recipe;
  });
  if (!changed.empty()) {
    notes.push_back("uncommitted changes are not in the commit: " + join(changed, ", "));
  }
  notes.push_back(repository.origin.empty()
                      ? "the repository has no remote `origin`: others cannot fetch the commit yet"
                      : "push the commit, so that others can fetch it from " + repository.origin);
  return notes;
}

Result<Exit> pin_recipe(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  TRY_ASSIGN(const std::string path, find_recipe(world, words.empty() ? "" : words.front()));
  TRY_ASSIGN(std::string bytes, world.files.read(path, largest_document));
  TRY_ASSIGN(const std::string real, world.files.real_path(path));
  TRY_ASSIGN(const auto repository, code::find_repository(os::parent_path(real)));
  if (!repository) {
    return fail(ErrorKind::invalid, path + " is in no git repository: there is no commit to write");
  }
  if (repository->head.empty()) {
    return fail(ErrorKind::invalid,
                "the repository " + repository->root + " has no commit yet: commit the code first");
  }
  const document::Recipe recipe = document::parse(SourceText(path, std::move(bytes)));
  const author::Pins pins = author::pin(recipe, repository->head, repository->origin);
  if (!pins.edits.empty()) {
    TRY_ASSIGN(const std::string text, document::apply(recipe.source, pins.edits));
    TRY(world.files.write(real, text));
  }
  terminal.out(arguments.json() ? to_page(pins_json(path, pins, repository->head))
                                : pins_text(path, pins, repository->head));
  TRY_ASSIGN(const auto notes, warnings_of(*repository, real));
  for (const std::string& note : notes) terminal.err("note: " + one_line(note) + "\n");
  return Exit::fine;
}

Result<Exit> new_recipe(os::World& world, Terminal& terminal, const Arguments& arguments) {
  return arguments.has("--pin") ? pin_recipe(world, terminal, arguments)
                                : write_template(world, terminal, arguments);
}

}  // namespace

constexpr Command commands::new_command = {
    .name = "new",
    .summary = "writes a recipe to fill in, or the commit into one",
    .description =
        "Writes a recipe with every section of the outline, what belongs there as a comment, and "
        "empty fields and tables. An existing file is left as it is.\n"
        "\n"
        "With --pin, writes the commit HEAD of the repository that the recipe is in into each of "
        "its Code sections that belongs to this repository; a section with commands and without a "
        "commit gets a field `Commit:`. Nothing else in the document changes.",
    .example =
        "$ recipe new digit-classifier\n"
        "$ recipe new --pin digit-classifier",
    .positionals = new_positionals,
    .options = new_options,
    .run = new_recipe,
};

}  // namespace recipe::cli
