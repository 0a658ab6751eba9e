#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recipe::document {

/// One per row of outline.def.
enum class SectionKind {
  root,
#define SECTION(key, parent, name, synonyms, hint) key,
#include "document/outline.def"
#undef SECTION
};

/// A row of outline.def, where the columns are explained.
struct OutlineRow {
  SectionKind kind;
  std::string_view key;
  SectionKind parent;
  std::string_view name;
  std::string_view synonyms;
  std::string_view hint;
};

std::span<const OutlineRow> outline();
/// The row of any kind but root.
const OutlineRow& outline_row(SectionKind kind);
/// The section that a heading with this text opens below `parent`, by name and synonyms.
std::optional<SectionKind> section_named(std::string_view heading, SectionKind parent);
/// Whether a heading has the section's own name rather than a synonym.
bool has_own_name(SectionKind kind, std::string_view heading);
/// "Data / Raw data / Path"
std::string full_name(SectionKind kind);

}  // namespace recipe::document
