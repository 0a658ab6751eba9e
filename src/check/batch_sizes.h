#pragma once

#include <optional>
#include <vector>

#include "base/source.h"
#include "document/words.h"

namespace recipe::check {

/// What a text says of how a batch is spread over devices. Each is what was said first.
struct BatchSizes {
  std::optional<At<double>> total;
  std::optional<At<double>> per_device;
  std::optional<At<double>> devices;
  /// Nodes, accumulation, several values: the three need not go together.
  bool unclear = false;

  bool complete() const { return total && per_device && devices && !unclear; }
  void add(const BatchSizes& other);
};

/// "a batch size of 256, 64 per GPU, on 4 GPUs"
BatchSizes batch_sizes_in(const std::vector<document::Word>& sentence);

/// Total = per device x devices, whatever `unclear` says.
bool multiplies(const BatchSizes& sizes);

}  // namespace recipe::check
