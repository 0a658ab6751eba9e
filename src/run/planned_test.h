#pragma once

#include <memory>
#include <string>

#include "fakes/memory_world.h"
#include "fakes/recipe_text.h"
#include "run/plan.h"

namespace recipe::run {

/// Plans of recipes in memory. Their folder is in no repository, so `--worktree` is usual.
struct Planned {
  fakes::MemoryWorld memory;
  std::unique_ptr<document::Recipe> recipe;
  Options options;

  Planned() { options.worktree = true; }

  Result<Plan> tried(const std::string& text) {
    memory.files.put("/nowhere/recipe.md", text);
    recipe = std::make_unique<document::Recipe>(document::parse(SourceText("recipe.md", text)));
    return make_plan(memory.world, *recipe, "/nowhere/recipe.md", options);
  }
  /// Of a recipe that can be planned. One at a time: the next replaces the recipe of the last.
  Plan plan(const fakes::RecipeText& text) { return tried(text.text()).value(); }
};

}  // namespace recipe::run
