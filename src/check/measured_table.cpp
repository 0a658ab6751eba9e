#include "check/measured_table.h"

#include <algorithm>
#include <array>

#include "base/metric.h"
#include "base/quantity.h"
#include "base/text.h"

namespace recipe::check {
namespace {

struct PrecisionWord {
  std::string_view word;
  Precision precision;
};

constexpr std::array<PrecisionWord, 14> precision_words = {{
    {"mixed precision", Precision::reduced},
    {"mixed-precision", Precision::reduced},
    {"single precision", Precision::full},
    {"full precision", Precision::full},
    {"half precision", Precision::reduced},
    {"float16", Precision::reduced},
    {"float32", Precision::full},
    {"bf16", Precision::reduced},
    {"fp16", Precision::reduced},
    {"fp32", Precision::full},
    {"tf32", Precision::full},
    {"int8", Precision::reduced},
    {"amp", Precision::reduced},
    {"mixed", Precision::reduced},
}};

constexpr std::array<std::string_view, 6> throughput_words = {
    "throughput", "samples/s", "images/s", "img/s", "tokens/s", "sequences/s"};
constexpr std::array<std::string_view, 5> duration_words = {"latency", "time", "duration",
                                                            "seconds per", "ms/"};
constexpr std::array<std::string_view, 3> speedup_words = {"speedup", "speed-up", "speed up"};
constexpr std::array<std::string_view, 7> metric_words = {"accuracy", "loss",  "error", "score",
                                                          "top-1",    "top-5", "ap "};

bool is_word_char(char c) { return is_alnum(c) || c == '_'; }

/// Where `word` stands in `text` as a word of its own.
std::size_t find_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const bool left = at == 0 || !is_word_char(text[at - 1]);
    const std::size_t end = at + word.size();
    if (left && (end >= text.size() || !is_word_char(text[end]))) return at;
  }
  return std::string_view::npos;
}

bool erase_word(std::string& text, std::string_view word) {
  const std::size_t at = find_word(text, word);
  if (at == std::string::npos) return false;
  text.replace(at, word.size(), " ");
  return true;
}

template <std::size_t n>
bool has_any(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

Precision take_precision(std::string& head) {
  bool full = false;
  bool reduced = false;
  for (const PrecisionWord& known : precision_words) {
    while (erase_word(head, known.word)) {
      (known.precision == Precision::full ? full : reduced) = true;
    }
  }
  if (full && reduced) return Precision::both;
  if (full) return Precision::full;
  return reduced ? Precision::reduced : Precision::unnamed;
}

/// Cuts "[min]", "(ms)" out, and answers the unit of time that it names.
double take_unit(std::string& head) {
  double seconds = 0;
  for (const auto& [open, close] : {std::pair{'[', ']'}, std::pair{'(', ')'}}) {
    const std::size_t begin = head.find(open);
    const std::size_t end = begin == std::string::npos ? begin : head.find(close, begin);
    if (end == std::string::npos) continue;
    const std::string inside(trim(std::string_view(head).substr(begin + 1, end - begin - 1)));
    if (const auto unit = seconds_of({1, inside})) seconds = *unit;
    const bool rate = inside.find("/s") != std::string::npos;
    if (seconds > 0 || rate) head.erase(begin, end - begin + 1);
  }
  return seconds;
}

ColumnKind kind_of(const std::string& head) {
  const bool strong = head.find("strong") != std::string::npos;
  if (head.find("scaling") != std::string::npos) {
    return strong ? ColumnKind::strong_scaling : ColumnKind::weak_scaling;
  }
  if (has_any(head, speedup_words)) return ColumnKind::speedup;
  if (find_word(head, "batch") != std::string::npos || head.find("accum") != std::string::npos ||
      find_word(head, "bs") != std::string::npos) {
    return ColumnKind::batch;
  }
  if (has_any(head, throughput_words)) return ColumnKind::throughput;
  if (has_any(head, metric_words)) return ColumnKind::metric;
  if (has_any(head, duration_words)) return ColumnKind::duration;
  std::string folded_head = folded(head);
  std::erase(folded_head, '#');
  for (const std::string_view name :
       {"gpus", "gpu", "numberofgpus", "numgpus", "gpucount", "devices", "cores", "ofgpus"}) {
    if (folded_head == name) return ColumnKind::devices;
  }
  return ColumnKind::other;
}

std::string quantity_of(std::string head) {
  for (const std::string_view word : speedup_words) {
    const std::size_t at = head.find(word);
    if (at != std::string::npos) head.erase(at, word.size());
  }
  for (const std::string_view word :
       {"weak", "strong", "scaling", "efficiency", "to", "vs", "over"}) {
    while (erase_word(head, word)) {
    }
  }
  std::string kept;
  for (const char c : head) {
    if (is_alnum(c) || c == '%' || c == '@') kept += c;
  }
  // "time to train" lost its "to" above, everywhere alike.
  return kept;
}

}  // namespace

Column column_of_head(std::string_view text) {
  std::string head = lower(text);
  std::replace(head.begin(), head.end(), '\n', ' ');
  Column column;
  column.kind = kind_of(head);
  column.precision = take_precision(head);
  column.seconds = take_unit(head);
  column.quantity = quantity_of(head);
  return column;
}

MeasuredTable::MeasuredTable(const document::Page& page, const document::PageTable& table)
    : page_(page), table_(table) {
  if (table.cells.empty()) return;
  // A head over several columns leaves cells empty: which is which stands a row below, if anywhere.
  for (std::size_t i = 1; i < table.cells.front().size(); ++i) {
    if (trim(page.passages[table.cells.front()[i]].flat.text).empty()) return;
  }
  for (const std::size_t index : table.cells.front()) {
    columns_.push_back(column_of_head(page.passages[index].flat.text));
  }
}

const document::Passage& MeasuredTable::passage(std::size_t row, std::size_t column) const {
  return page_.passages[table_.cells[row][column]];
}

const std::string& MeasuredTable::text(std::size_t row, std::size_t column) const {
  return passage(row, column).flat.text;
}

std::optional<Figure> MeasuredTable::figure(std::size_t row, std::size_t column) const {
  auto figure = figure_of_cell(text(row, column));
  if (!figure || columns_[column].kind != ColumnKind::duration) return figure;
  double factor = columns_[column].seconds;
  if (!figure->unit.empty()) {
    std::string unit = figure->unit;
    if (unit == "hrs") unit = "h";
    factor = seconds_of({1, unit}).value_or(0);
    if (factor == 0) return std::nullopt;
  }
  if (factor == 0) return figure;
  figure->value *= factor;
  figure->slack *= factor;
  figure->unit = "s";
  return figure;
}

std::optional<std::size_t> MeasuredTable::only(ColumnKind kind, const std::string& quantity,
                                               Precision precision) const {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (column.kind != kind || column.precision != precision) continue;
    if (!quantity.empty() && column.quantity != quantity) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace recipe::check
