#pragma once

#include <map>
#include <string>
#include <vector>

#include "author/write.h"
#include "document/reading.h"
#include "document/sections.h"

namespace recipe::author {

/// Whether sections that are missing are added, or left.
enum class SectionsToAdd { none, missing };

/// A recipe that is being written: the blocks of its sections, and the edits so far. Refers to the
/// recipe, which must outlive it.
class Draft {
 public:
  explicit Draft(const document::Recipe& recipe, SectionsToAdd to_add = SectionsToAdd::missing);
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const document::Recipe& recipe() const { return recipe_; }
  const SourceText& source() const { return recipe_.source; }
  document::Reading& reading() { return reading_; }
  /// The first section of a kind; null if the document lacks it.
  const document::SectionText* section(document::SectionKind kind) const;

  /// The replacement has line feeds, which become the document's own line ends.
  void replace(Span span, std::string replacement);
  void note(document::SectionKind section, std::size_t offset, const std::string& what,
            const std::string& before, const std::string& after);
  void leave(std::string sentence);
  /// A section that is missing, with its content; the headings above it too, as far as they are
  /// missing. To be called in the outline's order.
  void add_section(document::SectionKind kind, const std::string& content);
  /// The sections that were added.
  const std::vector<document::SectionKind>& added() const { return added_; }
  Written take() { return std::move(written_); }

 private:
  struct Place {
    std::size_t end = 0;  ///< of the last line of the section
    int level = 1;
    bool bold = false;
  };
  const Place* place_of(document::SectionKind kind) const;
  std::size_t place_for(document::SectionKind kind) const;
  std::string heading_for(document::SectionKind kind, std::size_t at);

  SectionsToAdd sections_to_add_;
  std::vector<document::SectionKind> added_;
  const document::Recipe& recipe_;
  document::Markdown markdown_;
  document::Recipe scratch_;
  document::Reading reading_;
  std::vector<document::SectionText> sections_;
  std::map<document::SectionKind, Place> places_;
  bool carriage_returns_;
  Written written_;
};

/// The end of the last line of a span that is not blank.
std::size_t end_of_text(const SourceText& source, Span span);
/// Where content below the last line of a section is to begin: the end of that line.
std::size_t end_of_section(const SourceText& source, const document::SectionText& section);

}  // namespace recipe::author
