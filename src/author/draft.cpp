#include "author/draft.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::author {
namespace {

using document::OutlineRow;
using document::SectionKind;
using document::SectionText;

int depth_in_outline(SectionKind kind) {
  int depth = 1;
  for (; kind != SectionKind::root; kind = document::outline_row(kind).parent) ++depth;
  return depth;
}

bool is_within(SectionKind kind, SectionKind ancestor) {
  while (kind != SectionKind::root && kind != ancestor) kind = document::outline_row(kind).parent;
  return kind == ancestor;
}

/// Of a heading by its text; 0 of one in bold.
int heading_level(const SourceText& source, Span heading) {
  const std::size_t number = source.line_at(heading.begin);
  const std::string_view line = trim(source.text(source.line(number)));
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks > 0 && marks <= 6) return static_cast<int>(marks);
  const std::string_view below = trim(source.text(source.line(number + 1)));
  if (!below.empty() && below.find_first_not_of('=') == std::string_view::npos) return 1;
  if (!below.empty() && below.find_first_not_of('-') == std::string_view::npos) return 2;
  return 0;
}

}  // namespace

std::size_t end_of_text(const SourceText& source, Span span) {
  const std::size_t first = source.line_at(span.begin);
  std::size_t number = source.line_at(span.end > span.begin ? span.end - 1 : span.end);
  while (number > first && trim(source.text(source.line(number))).empty()) --number;
  return source.line(number).end;
}

std::size_t end_of_section(const SourceText& source, const SectionText& section) {
  return end_of_text(source,
                     {section.heading.begin, std::max(section.body.begin, section.body.end)});
}

Draft::Draft(const document::Recipe& recipe, SectionsToAdd to_add)
    : sections_to_add_(to_add),
      recipe_(recipe),
      markdown_(document::read_markdown(recipe.source)),
      reading_(recipe.source, markdown_, scratch_) {
  sections_ = document::find_sections(reading_, markdown_.blocks);
  const SourceText& text = recipe.source;
  const Span first = text.line(1);
  carriage_returns_ = text.bytes().substr(first.end, 2) == "\r\n";
  for (const SectionText& section : sections_) {
    const int level = heading_level(text, section.heading);
    Place& place = places_[section.kind];
    if (place.end == 0) place = {end_of_section(text, section), std::max(level, 1), level == 0};
  }
}

const SectionText* Draft::section(SectionKind kind) const {
  for (const SectionText& section : sections_) {
    if (section.kind == kind) return &section;
  }
  return nullptr;
}

void Draft::replace(Span span, std::string replacement) {
  if (carriage_returns_) {
    std::string with_returns;
    for (const char c : replacement) {
      if (c == '\n') with_returns += '\r';
      with_returns += c;
    }
    replacement = std::move(with_returns);
  }
  written_.edits.push_back({span, std::move(replacement)});
}

void Draft::note(SectionKind section, std::size_t offset, const std::string& what,
                 const std::string& before, const std::string& after) {
  written_.changes.push_back({section, source().line_at(offset), what, before, after});
}

void Draft::leave(std::string sentence) { written_.left.push_back(std::move(sentence)); }

const Draft::Place* Draft::place_of(SectionKind kind) const {
  const auto found = places_.find(kind);
  return found == places_.end() ? nullptr : &found->second;
}

/// Behind the last section that is there of those that the outline has in front of it, as far as
/// they stand below the same parent, if there is one.
std::size_t Draft::place_for(SectionKind kind) const {
  SectionKind parent = document::outline_row(kind).parent;
  while (parent != SectionKind::root && place_of(parent) == nullptr) {
    parent = document::outline_row(parent).parent;
  }
  const Place* last = nullptr;
  for (const OutlineRow& row : document::outline()) {
    if (row.kind == kind) break;
    const Place* place = place_of(row.kind);
    const bool near = parent == SectionKind::root || is_within(row.kind, parent);
    if (place != nullptr && near && (last == nullptr || place->end >= last->end)) last = place;
  }
  if (last != nullptr) return last->end;
  // None stands in front: behind the title, else in front of all.
  if (!sections_.empty()) {
    const Span heading = source().line(source().line_at(sections_.front().heading.begin));
    const std::string_view before = source().text({0, heading.begin});
    const std::size_t text = before.find_last_not_of(" \t\r\n");
    return text == std::string_view::npos ? 0 : source().line(source().line_at(text)).end;
  }
  const std::string_view bytes = source().bytes();
  const std::size_t text = bytes.find_last_not_of("\r\n");
  return text == std::string_view::npos ? 0 : text + 1;
}

std::string Draft::heading_for(SectionKind kind, std::size_t at) {
  const SectionKind parent = document::outline_row(kind).parent;
  std::string text;
  if (parent != SectionKind::root && place_of(parent) == nullptr) text = heading_for(parent, at);
  Place place{at, depth_in_outline(kind), false};
  const Place* above = place_of(parent);
  if (above != nullptr) place.level = std::min(above->level + 1, 6);
  for (const OutlineRow& row : document::outline()) {
    const Place* sibling = place_of(row.kind);
    if (row.parent != parent || sibling == nullptr) continue;
    place.level = sibling->level;
    place.bold = sibling->bold;
    break;
  }
  if (above != nullptr) place.bold = place.bold || above->bold;
  if (parent == SectionKind::root && !places_.empty() && !sections_.empty()) {
    place.bold = places_.at(sections_.front().kind).bold;
  }
  places_[kind] = place;
  const std::string name(document::outline_row(kind).name);
  if (!text.empty()) text += "\n\n";
  if (place.bold) return text + "**" + name + "**";
  return text + std::string(static_cast<std::size_t>(place.level), '#') + " " + name;
}

void Draft::add_section(SectionKind kind, const std::string& content) {
  if (sections_to_add_ == SectionsToAdd::none) {
    return leave(document::full_name(kind) +
                 " is missing, and where it belongs cannot be told: add its heading");
  }
  added_.push_back(kind);
  const std::size_t at = place_for(kind);
  const std::string heading = heading_for(kind, at);
  const std::string_view rest = std::string_view(source().bytes()).substr(at);
  const bool blank_follows = rest.empty() || rest.starts_with("\n\n") ||
                             rest.starts_with("\r\n\r\n") || rest == "\n" || rest == "\r\n";
  replace({at, at}, (at > 0 ? "\n\n" : "") + heading + "\n\n" + content +
                        (at == 0         ? "\n\n"
                         : blank_follows ? ""
                                         : "\n"));
  note(kind, at, document::full_name(kind), "", "added");
}

}  // namespace recipe::author
