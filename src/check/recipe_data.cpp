#include "check/recipe_data.h"

namespace recipe::check {

std::vector<NamedData> data_of(const document::Recipe& recipe) {
  using document::SectionKind;
  if (!recipe.has_outline()) return {};
  return {{"the raw data", &recipe.raw, SectionKind::raw_data_path},
          {"the processed data", &recipe.processed, SectionKind::processing_path},
          {"the model", &recipe.model, SectionKind::outputs}};
}

}  // namespace recipe::check
