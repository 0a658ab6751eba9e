#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::dynamics {

/// What a tag of a log stands for.
struct TagName {
  std::string split;  ///< "train", "validation", "eval", "test"; empty where the tag names none
  std::string metric;
};

/// The split that a word stands for, whatever its case: "train" and "training"; "val", "valid" and
/// "validation"; "eval" and "evaluation"; "test" and "testing". None for other words.
std::optional<std::string_view> split_named(std::string_view word);

/// Tells split and metric in the names under which programs log:
/// - the first or last part between slashes, where it is a word for a split: `train/loss`,
///   `Loss/val`, `eval/metrics/f1`;
/// - else such a word before the first or behind the last `_`, `-` or `.`: `val_accuracy`,
///   `eval_loss`, `loss_train`; but not where it counts or measures the split itself, as in
///   `train_samples`, `test_size`, `train_runtime`.
/// Only one word is taken, the first before the last. Other tags are metrics as they are.
TagName split_of_tag(std::string_view tag);

}  // namespace recipe::dynamics
