#include "document/read_timing.h"

#include <algorithm>
#include <array>

#include "base/one_of.h"
#include "base/text.h"
#include "document/metric_prose.h"
#include "document/read_targets.h"
#include "document/statement.h"
#include "document/table.h"
#include "document/typed.h"
#include "document/words.h"

namespace recipe::document {
namespace {

constexpr std::array<std::string_view, 7> vendors = {"nvidia", "amd",   "intel",  "google",
                                                     "apple",  "tesla", "geforce"};
constexpr std::array<std::string_view, 10> models = {"v100", "a100", "h100", "h200", "p100",
                                                     "t4",   "k80",  "l4",   "a10",  "l40s"};
constexpr std::array<std::string_view, 11> frameworks = {
    "tensorflow", "pytorch", "torch",       "jax",      "mxnet",   "keras",
    "caffe",      "onnx",    "onnxruntime", "libtorch", "tensorrt"};

bool is_version(const std::string& word) {
  const std::size_t digits = word.starts_with('v') ? 1 : 0;
  return word.size() > digits && is_digit(word[digits]) && word.find('.') != std::string::npos;
}

/// "NVIDIA GPU V100": from a maker's name to the model, at most four words.
std::optional<At<std::string>> hardware_of(const std::vector<Word>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!is_one_of(words[at].text, models)) continue;
    std::size_t begin = at;
    for (std::size_t i = at; i > 0 && at - i < 3; --i) {
      if (is_one_of(words[i - 1].text, vendors)) begin = i - 1;
    }
    return text_of(words, begin, at + 1);
  }
  return std::nullopt;
}

/// "TensorFlow v1.8"
std::optional<At<std::string>> software_of(const std::vector<Word>& words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (!is_one_of(words[at].text, frameworks)) continue;
    if (is_version(words[at + 1].text)) return text_of(words, at, at + 2);
    if (words[at + 1].text == "version" && at + 2 < words.size()) return text_of(words, at, at + 3);
  }
  return std::nullopt;
}

std::optional<At<std::string>> batch_size_of(const std::vector<Word>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!phrase_at(words, at, "batch size")) continue;
    std::size_t number = at + 2;
    if (number < words.size() && (words[number].text == "of" || words[number].text == "is")) {
      ++number;
    }
    if (number < words.size() && words[number].number()) return words[number].slice.at();
  }
  return std::nullopt;
}

void measure_prose(Reading& reading, const std::vector<Statement>& statements) {
  std::vector<Measure>& timing = reading.recipe.timing;
  const std::size_t first = timing.size();
  std::optional<At<std::string>> hardware;
  std::optional<At<std::string>> software;
  for (const Statement& statement : statements) {
    for (const Slice sentence : sentences_of(statement.value)) {
      const std::vector<Word> words = words_of(sentence);
      if (!hardware) hardware = hardware_of(words);
      if (!software) software = software_of(words);
      for (const MetricStatement& stated : metrics_of_prose(words)) {
        Measure measure;
        measure.name = stated.name;
        measure.key = stated.metric->key;
        measure.value = stated.value;
        measure.batch_size = batch_size_of(words);
        measure.origin = Origin::prose;
        timing.push_back(std::move(measure));
      }
    }
  }
  for (std::size_t i = first; i < timing.size(); ++i) {
    timing[i].hardware = hardware;
    timing[i].software = software;
  }
}

bool measure_table(Reading& reading, const SectionText& section,
                   const std::vector<Statement>& statements) {
  const auto table = table_with(reading, section.blocks, {"measure|metric", "value"});
  if (!table) return false;
  const auto text = [&](const TableRow& row, std::string_view names) {
    std::optional<At<std::string>> found;
    if (const auto cell = cell_of(row, table->column(names))) {
      found = cell->at();
    } else if (const Statement* field = find_field(statements, names)) {
      found = field->value.at();
    }
    return found;
  };
  for (const TableRow& row : table->rows()) {
    const auto name = cell_of(row, table->column("measure|metric"));
    const auto value = cell_of(row, table->column("value"));
    if (!name || !value) continue;
    const MetricName named = metric_name(*name);
    const auto quantity = read_quantity(reading, "measure", *value);
    if (!quantity) continue;
    Measure measure;
    measure.name = named.name;
    measure.key = named.key;
    measure.value = *quantity;
    if (const auto cell = cell_of(row, table->column("tolerance|margin"))) {
      measure.tolerance = read_tolerance(reading, *cell, Of::quantity);
    }
    measure.batch_size = text(row, "batch size|batch");
    measure.hardware = text(row, "hardware|machine|device");
    measure.software = text(row, "software|software versions|versions");
    reading.recipe.timing.push_back(std::move(measure));
  }
  return true;
}

}  // namespace

void read_timing(Reading& reading, const SectionText& section) {
  const std::vector<Statement> statements = statements_in(reading, section.blocks);
  if (!measure_table(reading, section, statements)) measure_prose(reading, statements);
}

}  // namespace recipe::document
