#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "author/draft.h"
#include "author/table_draft.h"
#include "document/statement.h"

namespace recipe::author {

/// Says of a value that stands there whether it is the observed one.
using SameValue = std::function<bool(document::Slice)>;

/// One section that is being written, which may be missing. What is to be added is collected and
/// written by `finish`.
class SectionDraft {
 public:
  SectionDraft(Draft& draft, document::SectionKind kind);

  /// False if the section says that it does not apply, which is then among what was left. Where
  /// only the template says so, the sentence is removed.
  bool applies();
  bool is_missing() const { return text_ == nullptr; }
  Draft& draft() { return draft_; }
  document::SectionKind kind() const { return kind_; }
  const document::Blocks& blocks() const { return blocks_; }
  const std::vector<document::Statement>& statements() const { return statements_; }
  std::deque<TableDraft>& tables() { return tables_; }
  /// The first table with all of these columns, each with its names separated by |; null without.
  TableDraft* table_with(const std::vector<std::string_view>& columns);

  /// `label: markdown`, in the first field with one of `names`: filled if it is empty, replaced if
  /// it says something else, added if there is none.
  void set_field(const std::string& label, std::string_view names, const std::string& markdown,
                 const SameValue& same);
  const document::Statement* field(std::string_view names) const;
  /// Replaces what a field says, or a part of it.
  void set_value(const document::Statement& field, document::Slice part, const std::string& what,
                 const std::string& markdown);
  /// Removes a field's line, if it is one line.
  bool remove_field(const document::Statement& field);
  void add_field(const std::string& label, const std::string& markdown);
  /// Where fields begin if the section has no list of them: in front of this block.
  void put_fields_before(const document::Block& block);
  /// A block of its own below all that is there.
  void add_below(const std::string& what, const std::string& markdown);
  /// Writes what was added. To be called once, last.
  void finish();

  /// The bytes of a slice with the marks around its code spans and links.
  static Span raw(document::Slice slice);

 private:
  struct Added {
    std::string label;
    std::string markdown;
  };
  std::optional<Span> value_place(const document::Statement& field) const;
  const document::Block* list_of_fields() const;
  bool can_add_below() const;
  void remove_not_applicable();
  void write_fields();
  std::string fields_text(const std::string& indent, char marker) const;

  Draft& draft_;
  document::SectionKind kind_;
  const document::SectionText* text_;
  document::Blocks blocks_;
  std::vector<document::Statement> statements_;
  std::deque<TableDraft> tables_;
  std::vector<Added> fields_;
  std::vector<std::string> below_;
  std::vector<Span> removed_;
  std::optional<std::size_t> fields_at_;
  bool below_takes_a_line_ = false;  ///< of those that are removed
};

}  // namespace recipe::author
