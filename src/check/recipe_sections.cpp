#include "check/recipe_sections.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {

bool is_answered(const document::Recipe& recipe, const document::Section& section) {
  if (section.not_applicable) return !section.not_applicable->value.empty();
  for (const auto& [stage, code] : recipe.code) {
    if (code.unfilled && section.body.contains(code.blocks.front().span.begin)) return false;
  }
  std::string_view body = trim(recipe.source.text(section.body));
  while (body.starts_with("<!--")) {
    const std::size_t end = body.find("-->");
    if (end == std::string_view::npos) return false;
    body = trim(body.substr(end + 3));
  }
  return !body.empty();
}

std::vector<const document::Section*> applying(const document::Recipe& recipe,
                                               document::SectionKind kind) {
  std::vector<const document::Section*> found;
  for (const document::Section& section : recipe.sections) {
    if (section.kind != kind || section.not_applicable) continue;
    if (is_answered(recipe, section)) found.push_back(&section);
  }
  return found;
}

bool section_mentions(const document::Recipe& recipe, document::SectionKind kind,
                      std::string_view phrases) {
  Phrases wanted;
  wanted.add(phrases, 0);
  const auto sections = applying(recipe, kind);
  return std::any_of(sections.begin(), sections.end(), [&](const document::Section* section) {
    return wanted.any_in(Lowered(recipe.source.text(section->body)));
  });
}

}  // namespace recipe::check
