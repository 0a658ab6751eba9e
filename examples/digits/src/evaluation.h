#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "confusion.h"
#include "digit.h"
#include "network.h"

namespace digits {

/// Digits as the network wants them.
struct Samples {
  at::Tensor images;  // N x 1 x 8 x 8, float, 0 to 1
  at::Tensor labels;  // N, 64-bit integers
};

Samples to_samples(const std::vector<Digit>& digits);

struct Evaluation {
  double loss = 0;  // mean cross-entropy, without label smoothing
  Confusion confusion;
};

/// Logits for all images in evaluation mode, in batches of 256; the mode is restored afterwards.
at::Tensor predict(Network& network, const at::Tensor& images);

Evaluation evaluate(Network& network, const Samples& samples);

}  // namespace digits
