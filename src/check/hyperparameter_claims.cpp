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

/// "the 20th epoch" is a time.
bool is_ordinal(const Value& value) {
  const Quantity* number = value.number();
  return number != nullptr && (number->unit == "th" || number->unit == "st" ||
                               number->unit == "nd" || number->unit == "rd");
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
    if (what == nullptr || is_ordinal(value.value) || !once_.insert(what->key).second) return;
    claims_.push_back({what, std::move(value.value), value.span, passage_.heading});
  }

  const document::Passage& passage_;
  std::vector<HyperparameterClaim>& claims_;
  std::set<std::string_view> once_;
};

}  // namespace

std::vector<HyperparameterClaim> hyperparameter_claims(const document::Page& page) {
  std::vector<HyperparameterClaim> claims;
  for (const document::Passage& passage : page.passages) {
    if (passage.kind != document::PassageKind::paragraph) continue;
    // Descriptions of flags are claims of defaults.
    if (!flag_head(passage.flat).empty() || is_elsewhere(page, passage.heading)) continue;
    ClaimReader reader(passage, claims);
    for (const document::Slice& sentence : document::sentences_of(whole(passage.flat))) {
      reader.read(sentence);
    }
  }
  return claims;
}

}  // namespace recipe::check
