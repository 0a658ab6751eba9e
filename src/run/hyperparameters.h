#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "document/recipe.h"

namespace recipe::run {

/// What commands get of the hyperparameters of one profile.
struct Hyperparameters {
  std::map<std::string, std::string> variables;  ///< BATCH_SIZE: 64; lists joined by commas
  Json json = Json::object();  ///< by name as written; numbers, booleans, lists and text
  std::uint64_t seed = 1;      ///< the hyperparameter Seed, else 1
};

Hyperparameters hyperparameters_of(const document::Recipe& recipe, const std::string& profile);

/// A value as a shell sees it: 1000 for `1,000`, 0.5 for `50 %`, 5 for `5 epochs`, 150000,300000
/// for a list, true for `yes`, text as it is.
std::string as_variable(const Value& value);

/// Those that a stage's commands can see: all for training; for another stage all if it names
/// RECIPE_HYPERPARAMETERS, else the variables that it names.
std::map<std::string, std::string> seen_by(const Hyperparameters& all, document::Stage stage,
                                           const std::string& script);

/// True if `script` names the variable: $NAME or ${NAME...}, or the word itself.
bool names_variable(std::string_view script, std::string_view variable);

}  // namespace recipe::run
