#include "run/hyperparameters.h"

#include <cmath>

#include "base/text.h"

namespace recipe::run {
namespace {

Json number_as_json(double value) {
  if (value == std::trunc(value) && std::fabs(value) < 9e15) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json as_json(const Value& value) {
  if (const Quantity* number = value.number()) return number_as_json(number->plain());
  if (const bool* boolean = value.boolean()) return *boolean;
  if (const auto* list = value.list()) {
    Json all = Json::array();
    for (const Quantity& quantity : *list) all.push_back(number_as_json(quantity.plain()));
    return all;
  }
  return value.text;
}

/// As the author wrote it where that is a plain number, so that 1e-4 stays 1e-4.
std::string number_as_variable(const Quantity& quantity, const std::string& text) {
  if (quantity.unit.empty() && parse_double(text)) return text;
  return shortest(quantity.plain());
}

}  // namespace

std::string as_variable(const Value& value) {
  if (const Quantity* number = value.number()) return number_as_variable(*number, value.text);
  if (const bool* boolean = value.boolean()) return *boolean ? "true" : "false";
  if (const auto* list = value.list()) {
    std::vector<std::string> parts;
    for (const Quantity& quantity : *list) parts.push_back(shortest(quantity.plain()));
    return join(parts, ",");
  }
  return value.text;
}

Hyperparameters hyperparameters_of(const document::Recipe& recipe, const std::string& profile) {
  Hyperparameters all;
  for (const document::Hyperparameter& hyperparameter : recipe.hyperparameters) {
    if (hyperparameter.origin != document::Origin::field) continue;
    const Value& value = hyperparameter.in(profile).value;
    all.json[hyperparameter.name.value] = as_json(value);
    if (!hyperparameter.variable.empty()) {
      all.variables[hyperparameter.variable] = as_variable(value);
    }
    if (hyperparameter.variable == "SEED") {
      all.seed = count_at(all.json, hyperparameter.name.value).value_or(1);
    }
  }
  return all;
}

bool names_variable(std::string_view script, std::string_view variable) {
  const auto in_name = [](char c) { return is_alnum(c) || c == '_'; };
  for (std::size_t at = script.find(variable); at != std::string_view::npos;
       at = script.find(variable, at + 1)) {
    const std::size_t end = at + variable.size();
    const bool begins = at == 0 || !in_name(script[at - 1]);
    const bool ends = end == script.size() || !in_name(script[end]);
    if (begins && ends) return true;
  }
  return false;
}

std::map<std::string, std::string> seen_by(const Hyperparameters& all, document::Stage stage,
                                           const std::string& script) {
  if (stage == document::Stage::training || names_variable(script, "RECIPE_HYPERPARAMETERS")) {
    std::map<std::string, std::string> seen;
    for (const auto& [name, value] : all.json.items()) seen[name] = to_line(value);
    return seen;
  }
  std::map<std::string, std::string> seen;
  for (const auto& [name, value] : all.variables) {
    if (names_variable(script, name)) seen[name] = value;
  }
  return seen;
}

}  // namespace recipe::run
