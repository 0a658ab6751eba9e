#include "document/outline.h"

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr OutlineRow rows[] = {
#define SECTION(key, parent, name, synonyms, hint) \
  {SectionKind::key, #key, SectionKind::parent, name, synonyms, hint},
#include "document/outline.def"
#undef SECTION
};

/// Folded, without numbering ("2.1 Path"), trailing punctuation and a plural s.
std::string heading_key(std::string_view heading) {
  heading = trim(heading);
  while (!heading.empty() && (is_digit(heading.front()) || heading.front() == '.' ||
                              heading.front() == ' ' || heading.front() == ')')) {
    heading.remove_prefix(1);
  }
  while (!heading.empty() && (heading.back() == ':' || heading.back() == '.')) {
    heading.remove_suffix(1);
  }
  std::string key = folded(heading);
  if (key.size() > 3 && key.back() == 's') key.pop_back();
  return key;
}

bool names(const OutlineRow& row, const std::string& key) {
  if (heading_key(row.name) == key) return true;
  for (const std::string_view synonym : split(row.synonyms, '|')) {
    if (!synonym.empty() && heading_key(synonym) == key) return true;
  }
  return false;
}

}  // namespace

std::span<const OutlineRow> outline() { return rows; }

const OutlineRow& outline_row(SectionKind kind) { return rows[static_cast<std::size_t>(kind) - 1]; }

std::optional<SectionKind> section_named(std::string_view heading, SectionKind parent) {
  const std::string key = heading_key(heading);
  if (key.empty()) return std::nullopt;
  for (const OutlineRow& row : rows) {
    if (row.parent == parent && names(row, key)) return row.kind;
  }
  return std::nullopt;
}

bool has_own_name(SectionKind kind, std::string_view heading) {
  return heading_key(outline_row(kind).name) == heading_key(heading);
}

std::string full_name(SectionKind kind) {
  if (kind == SectionKind::root) return "";
  const OutlineRow& row = outline_row(kind);
  const std::string above = full_name(row.parent);
  return above.empty() ? std::string(row.name) : above + " / " + std::string(row.name);
}

}  // namespace recipe::document
