#pragma once

#include <string_view>
#include <vector>

#include "check/phrases.h"
#include "document/recipe.h"

namespace recipe::check {

/// Whether a section holds more than comments, or says why it does not apply.
bool is_answered(const document::Recipe& recipe, const document::Section& section);
/// The sections of a kind that apply and say something.
std::vector<const document::Section*> applying(const document::Recipe& recipe,
                                               document::SectionKind kind);
/// Whether one of these phrases stands in a section of this kind.
bool section_mentions(const document::Recipe& recipe, document::SectionKind kind,
                      std::string_view phrases);

}  // namespace recipe::check
