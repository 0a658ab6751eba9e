#include "document/read_hyperparameters.h"

#include <algorithm>

#include "base/text.h"
#include "document/hyperparameter_prose.h"
#include "document/read_data.h"
#include "document/statement.h"
#include "document/table.h"
#include "document/typed.h"
#include "document/variable_name.h"

namespace recipe::document {
namespace {

constexpr std::string_view name_columns = "name|hyperparameter|hyper-parameter|parameter|setting";
constexpr std::string_view value_columns = "value|setting|default|base";

bool is_pretrained(std::string_view name) { return contains_folded(name, "pretrained"); }

/// What a cell or field says, as a value: code spans and links are their text.
At<Value> value_of(Slice text) { return {parse_value(text.view()), text.span()}; }

class HyperparameterReader {
 public:
  explicit HyperparameterReader(Reading& reading) : reading_(reading) {}

  void tables(const Blocks& blocks) {
    for (const Block* block : all_of_kind(blocks, BlockKind::table)) table(Table(reading_, *block));
  }

  void statements(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      if (statement.item == nullptr && statement.is_field()) continue;  // a row, read as a table
      if (!statement.is_field()) {
        prose(statement.value);
      } else if (is_named(statement.name->view(), "profiles|profile")) {
        continue;
      } else if (statement.value.empty()) {
        pretrained_list(statement);
      } else {
        field(*statement.name, statement.value, {});
      }
    }
  }

 private:
  void table(const Table& table) {
    const auto name = table.column(name_columns);
    auto value = table.column(value_columns);
    const auto profiles = profile_columns(reading_.recipe, table.head());
    if (value == name) value.reset();
    const std::size_t name_column = name.value_or(0);
    for (std::size_t i = 0; !value && i < table.head().size(); ++i) {
      if (i != name_column && profiles.count(i) == 0) value = i;
    }
    if (!value) return;
    for (const TableRow& row : table.rows()) {
      const auto named = cell_of(row, name_column);
      if (!named) continue;
      std::map<std::string, At<Value>> by_profile;
      for (const auto& [column, profile] : profiles) {
        if (const auto cell = cell_of(row, column)) by_profile[profile] = value_of(*cell);
      }
      const auto cell = cell_of(row, value);
      if (cell) {
        field(*named, *cell, std::move(by_profile));
      } else {
        reading_.report(Severity::error, "value-missing", named->span(),
                        "`" + printable(named->view()) + "` has no value: write one, or `none`");
      }
    }
  }

  void field(Slice named, Slice value, std::map<std::string, At<Value>> by_profile) {
    const At<std::string> name = name_of(named);
    if (is_pretrained(name.value)) pretrained(value);
    Hyperparameter made;
    made.name = name;
    made.variable = variable_name(name.value);
    made.value = value_of(value);
    made.by_profile = std::move(by_profile);
    if (made.variable.empty()) {
      reading_.report(Severity::warning, "hyperparameter-name", name.span,
                      "`" + printable(name.value) +
                          "` is in no variable: its name in capitals is none, or one that programs "
                          "act upon; it is in $RECIPE_HYPERPARAMETERS");
    }
    const auto same = std::find_if(
        hyperparameters().begin(), hyperparameters().end(), [&](const Hyperparameter& known) {
          return known.origin == Origin::field && !made.variable.empty() &&
                 known.variable == made.variable;
        });
    if (same != hyperparameters().end()) {
      if (!same->value.value.same_as(made.value.value)) {
        reading_.report(Severity::error, "hyperparameter-twice", name.span,
                        "`" + printable(name.value) + "` is " + printable(same->value.value.text) +
                            " on line " +
                            std::to_string(reading_.source.line_at(same->name.span.begin)) +
                            " and " + printable(made.value.value.text) + " here: keep one");
      }
      return;
    }
    hyperparameters().push_back(std::move(made));
    prose(value);
  }

  /// A code span in the name is the name; `(remark)` behind it is none of it.
  static At<std::string> name_of(Slice named) { return name_in(named); }

  void prose(Slice text) {
    for (Hyperparameter& made : hyperparameters_of_prose(text)) {
      const bool known = std::any_of(hyperparameters().begin(), hyperparameters().end(),
                                     [&](const Hyperparameter& other) {
                                       return folded(other.name.value) == folded(made.name.value);
                                     });
      if (!known) hyperparameters().push_back(std::move(made));
    }
  }

  /// `[weights](https://...)`, or several words with a location and a digest among them.
  void pretrained(Slice value) {
    const std::string word = lower(value.view());
    if (word == "none" || word == "no" || word == "-" || word.starts_with("none ")) return;
    const auto location = location_in(value);
    if (!location) return;
    Part part;
    part.sources.push_back(*location);
    part.digest = digest_in(value);
    reading_.recipe.pretrained = std::move(part);
  }

  void pretrained_list(const Statement& statement) {
    if (!is_pretrained(statement.name->view()) || statement.item == nullptr) return;
    Blocks below;
    for (const Block& child : statement.item->children) {
      if (child.kind == BlockKind::list) below.push_back(&child);
    }
    if (auto part = part_from(reading_, statements_in(reading_, below))) {
      reading_.recipe.pretrained = std::move(part);
    }
  }

  std::vector<Hyperparameter>& hyperparameters() { return reading_.recipe.hyperparameters; }

  Reading& reading_;
};

}  // namespace

void read_profiles(Reading& reading, const SectionText& section) {
  for (const Statement& statement : statements_in(reading, section.blocks)) {
    const auto field = statement.is_field() ? statement : split_field(statement.value);
    if (!field || !is_named(field->name->view(), "profiles|profile")) continue;
    Slice names = field->value;
    while (names.view().ends_with('.')) names = names.sub(0, names.view().size() - 1);
    for (const Slice part : parts_of(names, ',')) {
      const At<std::string> name = name_in(part);
      const bool plain = kebab(name.value) == lower(name.value) || folded(name.value) == name.value;
      if (!plain || name.value.empty()) {
        reading.report(Severity::error, "profile-name", name.span,
                       "`" + printable(name.value) +
                           "` is no name of a profile: write one word of letters, digits and `-`");
      } else if (!reading.recipe.has_profile(name.value)) {
        reading.recipe.profiles.push_back(name);
      }
    }
  }
}

std::map<std::size_t, std::string> profile_columns(const Recipe& recipe,
                                                   const std::vector<Slice>& head) {
  std::map<std::size_t, std::string> columns;
  for (std::size_t i = 0; i < head.size(); ++i) {
    for (const At<std::string>& profile : recipe.profiles) {
      if (folded(head[i].view()) == folded(profile.value)) columns[i] = profile.value;
    }
  }
  return columns;
}

void read_hyperparameters(Reading& reading, const SectionText& section) {
  HyperparameterReader reader(reading);
  reader.tables(section.blocks);
  reader.statements(statements_in(reading, section.blocks));
}

}  // namespace recipe::document
