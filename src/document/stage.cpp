#include "document/stage.h"

namespace recipe::document {

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::raw_data:
      return "raw-data";
    case Stage::environment:
      return "environment";
    case Stage::processing:
      return "processing";
    case Stage::training:
      return "training";
    case Stage::evaluation:
      return "evaluation";
    case Stage::serialization:
      return "serialization";
    case Stage::inference:
      return "inference";
  }
  return "";
}

std::optional<Stage> stage_named(std::string_view name) {
  for (const Stage stage : all_stages) {
    if (to_string(stage) == name) return stage;
  }
  return std::nullopt;
}

}  // namespace recipe::document
