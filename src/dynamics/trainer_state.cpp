#include "dynamics/trainer_state.h"

#include <vector>

#include "base/text.h"
#include "dynamics/python_json.h"

namespace recipe::dynamics {
namespace {

constexpr std::string_view trainer_settings[] = {"num_train_epochs", "max_steps",
                                                 "train_batch_size", "logging_steps",
                                                 "eval_steps",       "save_steps"};

/// Takes what matters as it comes, so that a long history needs no tree in memory. Depth 1 is the
/// document, 2 the history, 3 an entry of it.
class StateSax : public nlohmann::json_sax<Json> {
 public:
  explicit StateSax(FoundRun& run) : run_(run) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override {
    if (const auto word = non_finite_named(value)) return number(*word);
    return true;
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return start(); }
  bool start_array(std::size_t) override {
    if (depth_ == 1 && key_ == "log_history") in_history_ = true;
    return start();
  }
  bool end_object() override {
    if (in_history_ && depth_ == 3) end_entry();
    --depth_;
    return true;
  }
  bool end_array() override {
    if (--depth_ == 1) in_history_ = false;
    return true;
  }
  bool key(string_t& value) override {
    key_ = value;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool start() {
    constexpr std::size_t deepest = 64;
    return ++depth_ <= deepest;
  }

  bool number(double value) {
    if (in_history_) {
      constexpr std::size_t most_keys = 4096;
      if (depth_ == 3 && entry_.size() < most_keys) entry_.emplace_back(key_, value);
      return true;
    }
    if (depth_ != 1) return true;
    for (const std::string_view setting : trainer_settings) {
      if (key_ == setting) run_.hyperparameters[key_] = shortest(value);
    }
    if (key_ == "total_flos") run_.metrics.add("", key_, {{}, {}, {}, value});
    return true;
  }

  void end_entry() {
    Point point;
    for (const auto& [name, value] : entry_) {
      if (name == "step") point.step = value;
      if (name == "epoch") point.epoch = value;
    }
    for (const auto& [name, value] : entry_) {
      if (name == "step" || name == "epoch") continue;
      const TagName tag = name_of_trainer_key(name);
      point.value = value;
      run_.metrics.add(tag.split, printable(tag.metric), point);
    }
    entry_.clear();
  }

  FoundRun& run_;
  std::size_t depth_ = 0;
  bool in_history_ = false;
  std::string key_;
  std::vector<std::pair<std::string, double>> entry_;
};

}  // namespace

TagName name_of_trainer_key(std::string_view key) {
  for (const std::string_view split : {"eval", "test"}) {
    if (key.starts_with(split) && key.size() > split.size() + 1 && key[split.size()] == '_') {
      return {std::string(split), std::string(key.substr(split.size() + 1))};
    }
  }
  return {"train", std::string(key)};
}

bool read_trainer_state(std::string_view text, FoundRun& run) {
  StateSax sax(run);
  return Json::sax_parse(with_quoted_non_finite(text), &sax);
}

}  // namespace recipe::dynamics
