#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace recipe::document {

/// What a recipe is carried out in, in this order.
enum class Stage {
  raw_data,
  environment,
  processing,
  training,
  evaluation,
  serialization,
  inference,
};

inline constexpr std::array<Stage, 7> all_stages = {
    Stage::raw_data,   Stage::environment,   Stage::processing, Stage::training,
    Stage::evaluation, Stage::serialization, Stage::inference};

/// As options, records and JSON write it: "raw-data", "training".
std::string_view to_string(Stage stage);
std::optional<Stage> stage_named(std::string_view name);

}  // namespace recipe::document
