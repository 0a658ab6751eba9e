#include "document/read_targets.h"

#include "base/text.h"
#include "document/metric_prose.h"
#include "document/read_hyperparameters.h"
#include "document/statement.h"
#include "document/table.h"
#include "document/typed.h"

namespace recipe::document {
namespace {

constexpr std::string_view metric_columns = "metric|measure";
constexpr std::string_view target_columns = "target|target value|goal|value to reach";

Of of_target(const Quantity& target, std::string_view key) {
  if (target.unit == "%") return Of::percent;
  if (!is_fraction(target, key)) return Of::quantity;
  return target.value <= 1 ? Of::fraction : Of::percent;
}

std::optional<At<Direction>> read_direction(Reading& reading, Slice text) {
  const std::string word = lower(text.view());
  const bool higher = word.starts_with("high") || word == "up" || word.starts_with("max");
  const bool lower_is_better = word.starts_with("low") || word == "down" || word.starts_with("min");
  if (higher || lower_is_better) {
    return At<Direction>{higher ? Direction::higher : Direction::lower, text.span()};
  }
  reading.report(Severity::error, "direction-not-readable", text.span(),
                 "Direction is `higher` or `lower`, which is better");
  return std::nullopt;
}

class TargetColumns {
 public:
  TargetColumns(const Recipe& recipe, const Table& table)
      : profiles(profile_columns(recipe, table.head())),
        metric(table.column(metric_columns)),
        target(table.column(target_columns)),
        split(table.column("split|dataset|data")),
        tolerance(table.column("tolerance|margin")),
        direction(table.column("direction|better")),
        runs(table.column("runs|seeds")),
        spread(table.column("spread|standard deviation|std|stddev")),
        choice(table.column("value")) {}

  std::map<std::size_t, std::string> profiles;
  std::optional<std::size_t> metric, target, split, tolerance, direction, runs, spread, choice;
};

void read_choice(Reading& reading, Slice text, Target& target) {
  const std::string word = lower(text.view());
  if (word == "best") {
    target.choice = Choice::best;
  } else if (word != "last") {
    reading.report(Severity::error, "choice-not-readable", text.span(),
                   "Value is `last` or `best`, of the values that were written");
  }
}

std::optional<Target> target_row(Reading& reading, const TargetColumns& columns,
                                 const TableRow& row) {
  const auto name = cell_of(row, columns.metric);
  if (!name) return std::nullopt;
  Target made;
  const MetricName named = metric_name(*name);
  made.name = named.name;
  made.key = named.key;
  const auto value = cell_of(row, columns.target);
  if (!value) {
    reading.report(Severity::error, "target-missing", name->span(),
                   "`" + printable(name->view()) + "` has no target: write the number to reach");
    return std::nullopt;
  }
  const auto target = read_quantity(reading, "target", *value, &made.spread);
  if (!target) return std::nullopt;
  made.target = *target;
  if (const auto cell = cell_of(row, columns.split)) made.split = name_in(*cell);
  if (const auto cell = cell_of(row, columns.tolerance)) {
    made.tolerance = read_tolerance(reading, *cell, of_target(made.target.value, made.key));
  }
  if (const auto cell = cell_of(row, columns.direction)) {
    made.direction = read_direction(reading, *cell);
  }
  if (const auto cell = cell_of(row, columns.runs)) made.runs = read_count(reading, "runs", *cell);
  if (const auto cell = cell_of(row, columns.spread)) {
    made.spread = read_quantity(reading, "standard deviation", *cell);
  }
  if (const auto cell = cell_of(row, columns.choice)) read_choice(reading, *cell, made);
  for (const auto& [column, profile] : columns.profiles) {
    const auto cell = cell_of(row, column);
    if (!cell) continue;
    if (const auto own = read_quantity(reading, "target", *cell)) made.by_profile[profile] = *own;
  }
  return made;
}

bool target_tables(Reading& reading, const SectionText& section) {
  bool any = false;
  for (const Block* block : all_of_kind(section.blocks, BlockKind::table)) {
    const Table table(reading, *block);
    const TargetColumns columns(reading.recipe, table);
    if (!columns.metric || !columns.target) continue;
    any = true;
    for (const TableRow& row : table.rows()) {
      if (auto target = target_row(reading, columns, row)) {
        reading.recipe.targets.push_back(std::move(*target));
      }
    }
  }
  return any;
}

/// `Top-1 accuracy: 74.0 %`; a field that holds no number is none.
void target_fields(Reading& reading, const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (!statement.is_field() || statement.item == nullptr) continue;
    const MetricName named = metric_name(*statement.name);
    const auto quantity = parse_quantity(statement.value.view());
    if (!quantity || find_metric(named.key) == nullptr) continue;
    Target made;
    made.name = named.name;
    made.key = named.key;
    made.target = {*quantity, statement.value.span()};
    reading.recipe.targets.push_back(std::move(made));
  }
}

void target_prose(Reading& reading, const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (statement.is_field()) continue;
    for (const Slice sentence : sentences_of(statement.value)) {
      const std::vector<Word> words = words_of(sentence);
      for (const MetricStatement& stated : metrics_of_prose(words)) {
        Target made;
        made.name = stated.name;
        made.key = stated.metric->key;
        made.target = stated.value;
        made.step = step_of_prose(words);
        made.origin = Origin::prose;
        reading.recipe.targets.push_back(std::move(made));
      }
    }
  }
}

}  // namespace

MetricName metric_name(Slice text) {
  text = text.trimmed();
  for (const Piece& piece : text.flat->pieces) {
    if (piece.kind != PieceKind::code || piece.begin < text.begin || piece.end > text.end) continue;
    const std::string key(Slice{text.flat, piece.begin, piece.end}.view());
    Slice before{text.flat, text.begin, piece.begin};
    before = before.trimmed();
    while (!before.empty() && (before.view().back() == '(' || is_space(before.view().back()))) {
      before = before.sub(0, before.view().size() - 1);
    }
    if (before.empty()) before = {text.flat, piece.begin, piece.end};
    return {before.at(), key};
  }
  return {text.at(), std::string(text.view())};
}

bool is_fraction(const Quantity& quantity, std::string_view key) {
  const Metric* metric = find_metric(key);
  return quantity.unit == "%" || (metric != nullptr && metric->bounds == Bounds::fraction);
}

void read_targets(Reading& reading, const SectionText& section) {
  const std::size_t before = reading.recipe.targets.size();
  if (target_tables(reading, section)) return;
  const std::vector<Statement> statements = statements_in(reading, section.blocks);
  target_fields(reading, statements);
  if (reading.recipe.targets.size() == before) target_prose(reading, statements);
}

}  // namespace recipe::document
