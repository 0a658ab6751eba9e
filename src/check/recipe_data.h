#pragma once

#include <string_view>
#include <vector>

#include "document/recipe.h"

namespace recipe::check {

/// A part of a recipe that says where bytes are.
struct NamedData {
  std::string_view name;  ///< "the raw data"
  const document::Data* data = nullptr;
  document::SectionKind section = document::SectionKind::root;
};

/// Raw data, processed data and the trained model, of a document that is a recipe; else none.
std::vector<NamedData> data_of(const document::Recipe& recipe);

}  // namespace recipe::check
