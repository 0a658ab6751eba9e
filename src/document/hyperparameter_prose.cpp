#include "document/hyperparameter_prose.h"

#include <algorithm>
#include <array>

#include "base/one_of.h"
#include "base/text.h"
#include "document/words.h"

namespace recipe::document {
namespace {

/// A name that a number follows within a few words.
struct Leading {
  std::string_view phrase;
  std::string_view name;
};

constexpr std::array<Leading, 13> leading_names = {{
    {"base learning rate", "Learning rate"},
    {"initial learning rate", "Learning rate"},
    {"peak learning rate", "Learning rate"},
    {"learning rate", "Learning rate"},
    {"lr", "Learning rate"},
    {"momentum", "Momentum"},
    {"weight decay", "Weight decay"},
    {"global batch size", "Batch size"},
    {"total batch size", "Batch size"},
    {"batch size", "Batch size"},
    {"dropout", "Dropout"},
    {"label smoothing", "Label smoothing"},
    {"seed", "Seed"},
}};

/// A unit that a number stands before.
struct Trailing {
  std::string_view phrase;
  std::string_view name;
};

constexpr std::array<Trailing, 9> trailing_names = {{
    {"gpus", "Number of devices"},
    {"gpu", "Number of devices"},
    {"tpus", "Number of devices"},
    {"tpu cores", "Number of devices"},
    {"devices", "Number of devices"},
    {"accelerators", "Number of devices"},
    {"nodes", "Number of nodes"},
    {"epochs", "Epochs"},
    {"epoch", "Epochs"},
}};

constexpr std::array<std::string_view, 14> optimizers = {
    "sgd",      "adam",  "adamw", "rmsprop", "lamb",      "lars",         "adagrad",
    "adadelta", "nadam", "radam", "lion",    "adafactor", "momentum-sgd", "lbfgs"};

constexpr std::array<std::string_view, 7> decay_words = {
    "decayed", "divided", "dropped", "reduced", "multiplied", "decays", "decreased"};

constexpr std::array<std::string_view, 4> step_units = {"iterations", "steps", "epochs", "updates"};

class Prose {
 public:
  explicit Prose(Slice text) : words_(words_of(text)) {}

  std::vector<Hyperparameter> read() {
    for (std::size_t at = 0; at < words_.size(); ++at) {
      optimizer(at);
      leading(at);
      trailing(at);
      decay(at);
    }
    return std::move(found_);
  }

 private:
  void add(std::string_view name, std::size_t begin, std::size_t end, At<Value> value) {
    const auto same = [&](const Hyperparameter& known) { return known.name.value == name; };
    if (std::any_of(found_.begin(), found_.end(), same)) return;
    Hyperparameter made;
    made.name = {std::string(name), text_of(words_, begin, end).span};
    made.value = std::move(value);
    made.origin = Origin::prose;
    found_.push_back(std::move(made));
  }

  At<Value> value_at(std::size_t at) const {
    return {parse_value(words_[at].slice.view()), words_[at].slice.span()};
  }

  bool is_number(std::size_t at) const {
    return at < words_.size() && words_[at].number().has_value();
  }

  void optimizer(std::size_t at) {
    if (is_one_of(words_[at].text, optimizers)) add("Optimizer", at, at + 1, value_at(at));
  }

  void leading(std::size_t at) {
    for (const Leading& known : leading_names) {
      if (!phrase_at(words_, at, known.phrase)) continue;
      const std::size_t behind = at + split(known.phrase, ' ').size();
      if (words_[behind - 1].ends_clause && behind < words_.size() && !is_number(behind)) return;
      constexpr std::size_t reach = 4;
      for (std::size_t i = behind; i < std::min(behind + reach, words_.size()); ++i) {
        if (is_number(i)) return add(known.name, at, behind, value_at(i));
        if (words_[i].ends_clause) return;
      }
      return;
    }
  }

  void trailing(std::size_t at) {
    if (!is_number(at)) return;
    if (phrase_at(words_, at + 1, "per gpu")) {
      return add("Batch size per device", at + 1, at + 3, value_at(at));
    }
    for (const Trailing& known : trailing_names) {
      if (!phrase_at(words_, at + 1, known.phrase)) continue;
      // "after 150000 epochs" is a time, not their number.
      const bool time = at > 0 && (words_[at - 1].text == "after" || words_[at - 1].text == "at" ||
                                   words_[at - 1].text == "and" || words_[at - 1].text == "every");
      if (time) return;
      return add(known.name, at + 1, at + 1 + split(known.phrase, ' ').size(), value_at(at));
    }
  }

  /// "decayed by a factor of 10 after 150000, 300000, and 450000 iterations"
  void decay(std::size_t at) {
    if (!is_one_of(words_[at].text, decay_words)) return;
    std::size_t i = at + 1;
    if (i < words_.size() && words_[i].text == "by") ++i;
    if (phrase_at(words_, i, "a factor of")) i += 3;
    if (!is_number(i)) return;
    add("Learning rate decay factor", at, at + 1, value_at(i));
    for (++i; i < words_.size(); ++i) {
      const std::string& word = words_[i].text;
      if (word == "after" || word == "at" || word == "every") break;
      if (words_[i].ends_clause) return;
    }
    const std::size_t first = ++i;
    std::vector<Quantity> steps;
    std::size_t last = first;
    for (; i < words_.size(); ++i) {
      if (const auto number = words_[i].number()) {
        steps.push_back(*number);
        last = i;
      } else if (words_[i].text != "and") {
        break;
      }
    }
    if (steps.empty() || i >= words_.size() || !is_one_of(words_[i].text, step_units)) return;
    const At<std::string> text = text_of(words_, first, last + 1);
    Value value;
    value.text = text.value;
    if (steps.size() == 1) {
      value.is = steps.front();
    } else {
      value.is = std::move(steps);
    }
    add("Learning rate decay " + words_[i].text, i, i + 1, {std::move(value), text.span});
  }

  std::vector<Word> words_;
  std::vector<Hyperparameter> found_;
};

}  // namespace

std::vector<Hyperparameter> hyperparameters_of_prose(Slice text) { return Prose(text).read(); }

}  // namespace recipe::document
