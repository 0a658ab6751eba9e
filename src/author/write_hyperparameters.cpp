#include <algorithm>
#include <set>

#include "author/markdown_text.h"
#include "author/section_draft.h"
#include "author/write_sections.h"
#include "base/text.h"
#include "document/read_hyperparameters.h"
#include "document/typed.h"
#include "document/variable_name.h"

namespace recipe::author {
namespace {

using document::Hyperparameter;
using document::Slice;
using document::Statement;

constexpr std::string_view setting_name_columns =
    "name|hyperparameter|hyper-parameter|parameter|setting";
constexpr std::string_view setting_value_columns = "value|setting|default|base";
constexpr std::size_t longest_field_name = 78;

/// A name as it is compared: without case, space, `-`, `_` and backticks.
std::string setting_key(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (c != '`') bare += c;
  }
  return folded(bare);
}

bool same_setting(const Value& stated, const Value& observed) {
  const auto* a = std::get_if<std::string>(&stated.is);
  const auto* b = std::get_if<std::string>(&observed.is);
  if (a == nullptr || b == nullptr) return stated.same_as(observed);
  // Paths may differ in case only.
  if (b->find('/') != std::string::npos) return *a == *b;
  return folded(*a) == folded(*b);
}

/// A table of names and values with the columns that count.
struct SettingTable {
  TableDraft* table;
  std::size_t name;
  std::size_t value;
  std::optional<std::size_t> source;
};

class SettingWriting {
 public:
  explicit SettingWriting(Draft& draft)
      : draft_(draft), section_(draft, document::SectionKind::hyperparameters) {
    for (TableDraft& table : section_.tables()) find_columns(table);
  }

  void write(const std::vector<ObservedSetting>& settings) {
    if (!section_.applies()) return;
    std::set<std::string> seen;
    for (const ObservedSetting& setting : settings) {
      const std::string key = setting_key(setting.name);
      const std::string variable = document::variable_name(setting.name);
      if (!seen.insert(key.empty() ? setting.name : key).second) continue;
      if (!variable.empty() && !seen.insert("$" + variable).second) {
        leave(setting, "another one is called $" + variable + " too");
      } else {
        write(setting);
      }
    }
    remove_unfilled(seen);
    if (!made_.empty()) {
      made_.insert(made_.begin(), {"Name", "Value", "Source"});
      section_.add_below("table of hyperparameters", table_text(made_));
    }
    section_.finish();
  }

 private:
  void find_columns(TableDraft& table) {
    const auto name = table.column(setting_name_columns);
    auto value = table.column(setting_value_columns);
    if (value == name) value.reset();
    const auto profiles = document::profile_columns(draft_.recipe(), table.table().head());
    const std::size_t name_column = name.value_or(0);
    for (std::size_t i = 0; !value && i < table.table().head().size(); ++i) {
      if (i != name_column && profiles.count(i) == 0) value = i;
    }
    if (!value) return;
    const auto source = table.column("source|origin|where|meaning");
    tables_.push_back({&table, name_column, *value, source == value ? std::nullopt : source});
  }

  /// Rows that `recipe new` has written, that nobody has filled in, and that were not observed: no
  /// value is no hyperparameter.
  void remove_unfilled(const std::set<std::string>& seen) {
    static constexpr std::string_view skeleton = "batch size|optimizer|learning rate|epochs|seed";
    for (const SettingTable& columns : tables_) {
      for (std::size_t row = 0; row < columns.table->row_count(); ++row) {
        const auto name = columns.table->cell(row, columns.name);
        if (!name || columns.table->cell(row, columns.value)) continue;
        const std::string text = document::name_in(*name).value;
        if (document::is_named(text, skeleton) && seen.count(setting_key(text)) == 0) {
          columns.table->remove(row, one_line(text));
        }
      }
    }
  }

  void leave(const ObservedSetting& setting, const std::string& why) {
    draft_.leave("Hyperparameters: " + one_line(setting.name) + " = " + one_line(setting.value) +
                 ": " + why);
  }

  void write(const ObservedSetting& setting) {
    std::string name = setting.name;
    const bool coded = name.size() > 2 && name.front() == '`' && name.back() == '`' &&
                       name.find('`', 1) == name.size() - 1;
    if (coded) name = name.substr(1, name.size() - 2);
    const bool profiles = document::is_named(name, "profiles|profile");
    if (profiles || !fits(name, Place::cell) || !fits(setting.value, Place::cell)) {
      return leave(setting, "it cannot be written as text of one line");
    }
    const Value observed = parse_value(setting.value);
    for (const SettingTable& columns : tables_) {
      for (std::size_t row = 0; row < columns.table->row_count(); ++row) {
        const auto named = columns.table->cell(row, columns.name);
        if (named && is_called(document::name_in(*named).value, name)) {
          return in_row(columns, row, setting, observed);
        }
      }
    }
    for (const Statement& statement : section_.statements()) {
      if (!statement.is_field() || statement.item == nullptr) continue;
      if (!is_called(document::name_in(*statement.name).value, name)) continue;
      return in_field(statement, setting, observed);
    }
    report_prose(name, setting, observed);
    add(coded, name, setting);
  }

  static bool is_called(std::string_view stated, std::string_view name) {
    const std::string key = setting_key(name);
    if (key.empty() ? stated == name : setting_key(stated) == key) return true;
    const std::string variable = document::variable_name(stated);
    return !variable.empty() && variable == document::variable_name(name);
  }

  /// The value without its remark, if that is a part of its own.
  static Slice bare(Slice text, const Value& value) {
    const std::size_t at = text.view().find(value.text);
    if (value.remark.empty() || at == std::string_view::npos) return text;
    return text.sub(at, value.text.size());
  }

  void in_row(const SettingTable& columns, std::size_t row, const ObservedSetting& setting,
              const Value& observed) {
    const std::string markdown = inline_text(setting.value, Place::cell);
    const auto cell = columns.table->cell(row, columns.value);
    if (cell) {
      const Value stated = parse_value(cell->view());
      if (same_setting(stated, observed)) return;
      const Slice part = bare(*cell, stated);
      if (part.begin != cell->begin || part.end != cell->end) {
        return columns.table->set_part(part, one_line(setting.name), markdown);
      }
    } else if (!columns.table->has_cell(row, columns.value)) {
      return leave(setting, "the row of the table lacks the cell");
    }
    columns.table->set_cell(row, columns.value, one_line(setting.name), markdown);
  }

  void in_field(const Statement& statement, const ObservedSetting& setting, const Value& observed) {
    const Value stated = parse_value(statement.value.view());
    if (!statement.value.empty() && same_setting(stated, observed)) return;
    const Slice part = statement.value.empty() ? statement.value : bare(statement.value, stated);
    section_.set_value(statement, part, one_line(setting.name),
                       inline_text(setting.value, Place::line));
  }

  void report_prose(const std::string& name, const ObservedSetting& setting,
                    const Value& observed) {
    for (const Hyperparameter& known : draft_.recipe().hyperparameters) {
      if (known.origin != document::Origin::prose || !is_called(known.name.value, name)) continue;
      if (same_setting(known.value.value, observed)) continue;
      leave(setting, "the text on line " +
                         std::to_string(draft_.source().line_at(known.name.span.begin)) + " says " +
                         one_line(known.value.value.text));
    }
  }

  void add(bool coded, const std::string& name, const ObservedSetting& setting) {
    const std::string source = one_line(setting.source);
    // What stands in parentheses behind a name is none of it, and what begins an item with no
    // letter may be a marker.
    const auto written = [&](std::string_view text, Place place) {
      const bool letter = is_alnum(text.front()) && !is_digit(text.front());
      const bool code = coded || text.ends_with(')') || (place == Place::line && !letter);
      return code ? code_text(text, place) : inline_text(text, place);
    };
    if (!tables_.empty()) {
      const SettingTable& columns = tables_.front();
      std::vector<std::string> cells(columns.table->table().head().size());
      cells[columns.name] = written(name, Place::cell);
      cells[columns.value] = inline_text(setting.value, Place::cell);
      if (columns.source && fits(source, Place::cell)) {
        cells[*columns.source] = inline_text(source, Place::cell);
      }
      columns.table->append(cells, one_line(setting.name), setting.value);
    } else if (has_fields()) {
      if (name.size() > longest_field_name) return leave(setting, "its name is too long");
      section_.add_field(written(name, Place::line), inline_text(setting.value, Place::line));
    } else {
      made_.push_back({written(name, Place::cell), inline_text(setting.value, Place::cell),
                       fits(source, Place::cell) ? inline_text(source, Place::cell) : ""});
    }
  }

  bool has_fields() const {
    return std::any_of(section_.statements().begin(), section_.statements().end(),
                       [](const Statement& s) {
                         return s.is_field() && s.item != nullptr &&
                                !document::is_named(s.name->view(), "profiles|profile");
                       });
  }

  Draft& draft_;
  SectionDraft section_;
  std::vector<SettingTable> tables_;
  std::vector<std::vector<std::string>> made_;
};

}  // namespace

void write_hyperparameters(Draft& draft, const Observed& observed) {
  if (observed.hyperparameters.empty()) return;
  SettingWriting(draft).write(observed.hyperparameters);
}

}  // namespace recipe::author
