#include <fmt/format.h>

#include <cmath>
#include <map>

#include "base/text.h"
#include "check/batch_sizes.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

/// A whole number of devices more or fewer may have been left out: steps of accumulation, nodes.
bool may_be_a_factor(const BatchSizes& sizes) {
  const double share = sizes.total->value / (sizes.per_device->value * sizes.devices->value);
  return share > 1 && share == std::floor(share);
}

void judge_batch(const BatchSizes& sizes, Judge& judge) {
  if (multiplies(sizes)) {
    judge.holds();
  } else if (sizes.unclear) {
    judge.undecided(sizes.total->span, "several batches, nodes or accumulation are spoken of");
  } else if (may_be_a_factor(sizes)) {
    judge.undecided(sizes.total->span, "accumulation or nodes may make up for the difference");
  } else {
    const double product = sizes.per_device->value * sizes.devices->value;
    judge.untrue(sizes.total->span,
                 fmt::format("the batch size is given as {}, but {} on each of {} devices make {}; "
                             "mend whichever is wrong",
                             shortest(sizes.total->value), shortest(sizes.per_device->value),
                             shortest(sizes.devices->value), shortest(product)));
  }
}

void check_batches(Study& study, Judge& judge) {
  // Devices are often named once, in another item of the same list.
  std::map<std::size_t, BatchSizes> of_section;
  struct Sentence {
    BatchSizes sizes;
    std::size_t heading;
  };
  std::vector<Sentence> sentences;
  for (const document::Passage& passage : study.page.passages) {
    if (passage.kind != document::PassageKind::paragraph) continue;
    for (const document::Slice& sentence : document::sentences_of(whole(passage.flat))) {
      const BatchSizes sizes = batch_sizes_in(document::words_of(sentence));
      if (passage.item != nullptr && sizes.devices) {
        BatchSizes devices;
        devices.devices = sizes.devices;
        devices.unclear = sizes.unclear;
        of_section[passage.heading].add(devices);
      }
      if (sizes.total && sizes.per_device) sentences.push_back({sizes, passage.heading});
    }
  }
  for (Sentence& sentence : sentences) {
    if (!sentence.sizes.devices) sentence.sizes.add(of_section[sentence.heading]);
    if (sentence.sizes.devices) judge_batch(sentence.sizes, judge);
  }
}

}  // namespace

constexpr Rule rules::batch_arithmetic = {
    .name = "batch-arithmetic",
    .code = "RC702",
    .family = Family::numbers,
    .severity = Severity::warning,
    .summary = "a batch size that is not its share for each device times the devices",
    .document =
        "The learning rate goes with the total batch size, so that whoever trains on other "
        "hardware must know which of the numbers is the total. Where a sentence gives a batch size "
        "and its share for each device, and it or its list the number of devices, the three must "
        "multiply.\n"
        "\n"
        "Nothing is said where nodes, micro-batches or gradient accumulation are spoken of and "
        "where a whole factor is missing, which accumulation may be.",
    .bad = "* Synchronous SGD across 4 GPUs\n* Batch size: 200, i.e. 64 per GPU",
    .good = "* Synchronous SGD across 4 GPUs\n* Batch size: 256, i.e. 64 per GPU",
    .check = check_batches,
};

}  // namespace recipe::check
