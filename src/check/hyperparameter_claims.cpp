#include "check/hyperparameter_claims.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "check/flag_head.h"
#include "document/hyperparameter_prose.h"
#include "document/metric_prose.h"
#include "document/words.h"

namespace recipe::check {
namespace {

using document::Word;

/// Words of a sentence that is no report of what was done here.
constexpr std::array<std::string_view, 33> conditions = {
    "could",     "can",       "may",         "might",     "should",     "would",     "try",
    "if",        "instead",   "unless",      "e.g",       "example",    "default",   "defaults",
    "larger",    "smaller",   "set",         "change",    "want",       "increase",  "decrease",
    "benchmark", "inference", "fine-tuning", "fine-tune", "finetuning", "recommend", "recommended",
    "changed",   "latency",   "throughput",  "measured",  "measure"};

/// What others did, unless the authors say that they follow them.
constexpr std::array<std::string_view, 4> others = {"paper", "authors", "original", "papers"};

template <std::size_t n>
bool is_condition(const std::string& word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "e.g. 64 per GPU" explains a number; at the front it makes the sentence an example.
bool is_report(const std::vector<Word>& words) {
  const bool own = !words.empty() && (words[0].text == "i" || words[0].text == "we");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (word.starts_with("--") || word.find('`') != std::string::npos) return false;
    if (word == "e.g" && i > 0) continue;
    if (is_condition(word, conditions) || (!own && is_condition(word, others))) return false;
  }
  return true;
}

/// Sections that tell of other commands than the training.
bool is_elsewhere(const document::Page& page, std::size_t heading) {
  if (heading == document::no_index) return false;
  const std::string path = lower(page.heading_path(heading));
  for (const std::string_view word :
       {"inference", "benchmark", "timing", "latency", "throughput", "fine-tun", "finetun"}) {
    if (path.find(word) != std::string::npos) return true;
  }
  return false;
}

/// "the 20th epoch" is a time, and "8x" a factor.
bool is_no_amount(const Value& value) {
  const Quantity* number = value.number();
  return number != nullptr && (number->unit == "th" || number->unit == "st" ||
                               number->unit == "nd" || number->unit == "rd" || number->unit == "x");
}

Value as_value(bool truth) {
  Value value;
  value.is = truth;
  value.text = truth ? "True" : "False";
  return value;
}

class ClaimReader {
 public:
  ClaimReader(const document::Passage& passage, std::vector<HyperparameterClaim>& claims)
      : passage_(passage), claims_(claims) {}

  void read(const document::Slice& sentence) {
    const std::vector<Word> words = document::words_of(sentence);
    if (!is_report(words)) return;
    for (document::Hyperparameter& said : document::hyperparameters_of_prose(sentence)) {
      add(hyperparameter_in_text(said.name.value), std::move(said.value));
    }
    for (const Word& word : words) {
      if (word.text == "nesterov") {
        add(hyperparameter_in_text("nesterov"), {as_value(true), word.slice.span()});
      }
    }
    // "The accuracy is 74.0% after 500K iterations": the training is as long.
    if (document::metrics_of_prose(words).size() != 1) return;
    const auto step = document::step_of_prose(words);
    if (!step) return;
    Value value;
    value.is = Quantity{step->value, ""};
    value.text = shortest(step->value);
    add(hyperparameter_in_text("steps"), {std::move(value), step->span});
  }

 private:
  /// A second value of one name in a paragraph is an alternative.
  void add(const KnownHyperparameter* what, At<Value> value) {
    if (what == nullptr || is_no_amount(value.value) || !once_.insert(what->key).second) return;
    claims_.push_back({what, std::move(value.value), value.span, passage_.heading, ""});
  }

  const document::Passage& passage_;
  std::vector<HyperparameterClaim>& claims_;
  std::set<std::string_view> once_;
};

bool is_among(std::string_view text, const std::set<std::string_view>& words) {
  return words.contains(folded(text));
}

/// A table with the head Hyperparameter, Value.
bool lists_hyperparameters(const document::Page& page, const document::PageTable& table) {
  static const std::set<std::string_view> names = {
      "hyperparameter", "hyperparameters", "parameter", "parameters", "name", "setting"};
  static const std::set<std::string_view> values = {"value", "values", "setting", "settings"};
  if (table.cells.empty() || table.cells.front().size() < 2) return false;
  const auto& head = table.cells.front();
  return is_among(trim(page.passages[head[0]].flat.text), names) &&
         is_among(trim(page.passages[head[1]].flat.text), values);
}

void add_tables(const document::Page& page, std::vector<HyperparameterClaim>& claims) {
  for (const document::PageTable& table : page.tables) {
    if (!lists_hyperparameters(page, table) || is_elsewhere(page, table.heading)) continue;
    for (std::size_t row = 1; row < table.cells.size(); ++row) {
      if (table.cells[row].size() < 2) continue;
      const document::Passage& value = page.passages[table.cells[row][1]];
      const auto* what = hyperparameter_in_text(trim(page.passages[table.cells[row][0]].flat.text));
      const std::string_view text = trim(value.flat.text);
      if (what == nullptr || text.empty() || text == "-") continue;
      claims.push_back({what, parse_value(text), value.span, table.heading, ""});
    }
  }
}

void add_fields(const Study& study, std::vector<HyperparameterClaim>& claims) {
  for (const document::Hyperparameter& field : study.recipe.hyperparameters) {
    const auto* what = hyperparameter_in_text(field.name.value);
    if (what == nullptr || field.origin != document::Origin::field) continue;
    claims.push_back({what, field.value.value, field.value.span,
                      study.page.heading_at(field.value.span.begin), field.variable});
  }
}

}  // namespace

std::vector<HyperparameterClaim> hyperparameter_claims(const Study& study) {
  const document::Page& page = study.page;
  std::vector<HyperparameterClaim> claims;
  if (study.recipe.has_outline()) {
    add_fields(study, claims);
  } else {
    add_tables(page, claims);
  }
  const std::size_t fields = claims.size();
  const auto is_field = [&](const HyperparameterClaim& claim) {
    return std::any_of(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(fields),
                       [&](const HyperparameterClaim& field) {
                         return field.span.begin < claim.span.end &&
                                claim.span.begin < field.span.end;
                       });
  };
  std::vector<HyperparameterClaim> prose;
  for (const document::Passage& passage : page.passages) {
    if (passage.kind != document::PassageKind::paragraph) continue;
    // Descriptions of flags are claims of defaults.
    if (!flag_head(passage.flat).empty() || is_elsewhere(page, passage.heading)) continue;
    ClaimReader reader(passage, prose);
    for (const document::Slice& sentence : document::sentences_of(whole(passage.flat))) {
      reader.read(sentence);
    }
  }
  std::erase_if(prose, is_field);
  claims.insert(claims.end(), prose.begin(), prose.end());
  return claims;
}

}  // namespace recipe::check
