#include "document/recipe.h"
namespace recipe::document {
Recipe parse(SourceText source) {
  Recipe r;
  r.source = std::move(source);
  return r;
}
}  // namespace recipe::document
