#include "dynamics/split_of_tag.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

struct SplitWord {
  std::string_view word;
  std::string_view split;
};

constexpr SplitWord split_words[] = {
    {"train", "train"},           {"training", "train"},
    {"val", "validation"},        {"valid", "validation"},
    {"validation", "validation"}, {"eval", "eval"},
    {"evaluation", "eval"},       {"test", "test"},
    {"testing", "test"},
};

/// What is said of a split rather than measured on it.
constexpr std::string_view about_splits[] = {
    "samples",
    "examples",
    "size",
    "batches",
    "batch_size",
    "steps",
    "epochs",
    "files",
    "images",
    "tokens",
    "runtime",
    "time",
    "seed",
    "data",
    "set",
    "dataset",
    "samples_per_second",
    "steps_per_second",
};

bool is_about(std::string_view rest) {
  const std::string word = lower(rest);
  return std::any_of(std::begin(about_splits), std::end(about_splits),
                     [&](std::string_view about) { return about == word; });
}

std::optional<TagName> cut_at(std::string_view tag, std::size_t at, bool front) {
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view word = front ? tag.substr(0, at) : tag.substr(at + 1);
  const std::string_view rest = front ? tag.substr(at + 1) : tag.substr(0, at);
  const auto split = split_named(word);
  if (!split || rest.empty()) return std::nullopt;
  return TagName{std::string(*split), std::string(rest)};
}

}  // namespace

std::optional<std::string_view> split_named(std::string_view word) {
  constexpr std::size_t longest_word = 10;
  if (word.size() > longest_word) return std::nullopt;
  const std::string folded_word = lower(word);
  for (const SplitWord& known : split_words) {
    if (known.word == folded_word) return known.split;
  }
  return std::nullopt;
}

TagName split_of_tag(std::string_view tag) {
  if (const auto found = cut_at(tag, tag.find('/'), true)) return *found;
  if (const auto found = cut_at(tag, tag.rfind('/'), false)) return *found;
  constexpr std::string_view joints = "_-.";
  for (const bool front : {true, false}) {
    const std::size_t at = front ? tag.find_first_of(joints) : tag.find_last_of(joints);
    const auto found = cut_at(tag, at, front);
    if (found && !is_about(found->metric)) return *found;
  }
  return {"", std::string(tag)};
}

}  // namespace recipe::dynamics
