#include "check/training_document.h"

#include <algorithm>
#include <array>

#include "base/metric.h"
#include "base/text.h"

namespace recipe::check {
namespace {

/// Whether `text`, in lower case, has `word` at the beginning of a word.
bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    if (at == 0 || !is_alnum(text[at - 1])) return true;
  }
  return false;
}

template <std::size_t n>
bool has_one_of(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return has_word(text, word); });
}

constexpr std::array<std::string_view, 5> training_headings = {"train", "fine-tun", "finetun",
                                                               "pre-train", "pretrain"};
constexpr std::array<std::string_view, 7> data_headings = {
    "dataset", "data set", "data prep", "prepare data", "getting the data", "raw data", "data"};
constexpr std::array<std::string_view, 8> setting_headings = {
    "hyperparameter", "hyper-parameter", "optimizer",     "optimization",
    "learning rate",  "parameters",      "configuration", "recipe"};
constexpr std::array<std::string_view, 7> result_headings = {
    "result", "performance", "accuracy", "quality", "target metric", "metrics", "evaluation"};
constexpr std::array<std::string_view, 12> settings_words = {
    "learning rate", "batch size", "batch_size", "--lr", "learning_rate", "epochs",
    "weight decay",  "optimizer",  "sgd",        "adam", "momentum",      "warmup"};
constexpr std::array<std::string_view, 9> training_commands = {"train",    "finetune", "fine_tune",
                                                               "pretrain", "torchrun", "main.py",
                                                               "run_",     "--epochs", "--lr"};

/// What the whole document was seen to hold.
class SignReader {
 public:
  explicit SignReader(const document::Page& page) : page_(page) {}

  TrainingSigns read() {
    headings();
    commands();
    words();
    return std::move(signs_);
  }

 private:
  void sign(int points, std::string what) {
    signs_.score += points;
    signs_.signs.push_back(std::move(what));
  }

  template <std::size_t n>
  void heading_with(const std::array<std::string_view, n>& words, int points) {
    for (const document::Heading& heading : page_.headings) {
      if (!has_one_of(lower(heading.text), words)) continue;
      return sign(points, "the heading `" + heading.text.substr(0, 60) + "`");
    }
  }

  void headings() {
    heading_with(training_headings, 2);
    heading_with(setting_headings, 1);
    heading_with(result_headings, 1);
    heading_with(data_headings, 1);
  }

  void commands() {
    for (const document::CodeBlock& code : page_.code) {
      for (const Span line : code.block->lines) {
        if (line.size() > 4000) continue;
        if (!has_one_of(lower(page_.source.text(line)), training_commands)) continue;
        return sign(1, "a command that trains");
      }
    }
  }

  void words() {
    bool trains = false;
    bool settings = false;
    bool metric = false;
    for (const document::Passage& passage : page_.passages) {
      const std::string text = lower(passage.flat.text);
      trains = trains || has_word(text, "train");
      settings = settings || has_one_of(text, settings_words);
      metric = metric || (passage.kind == document::PassageKind::cell && passage.row == 0 &&
                          find_metric(passage.flat.text) != nullptr);
      if (trains && settings && metric) break;
    }
    if (trains) sign(1, "words about training");
    if (settings) sign(1, "hyperparameters");
    if (metric) sign(1, "a table of a metric");
  }

  const document::Page& page_;
  TrainingSigns signs_;
};

}  // namespace

TrainingSigns training_signs(const document::Page& page) { return SignReader(page).read(); }

}  // namespace recipe::check
