#pragma once

#include <array>
#include <vector>

#include "digit.h"
#include "safetensors.h"

namespace digits {

/// The network as it is deployed: three convolutions that batch normalization is folded into, and
/// the linear layer, in plain C++ without any library. It reads `conv1`, `conv2`, `conv3` and
/// `linear`, each with `.weight` and `.bias`.
class DeployedNetwork {
 public:
  /// Throws `std::runtime_error` if a tensor is missing, superfluous or of another shape.
  explicit DeployedNetwork(Tensors tensors);

  std::array<float, class_count> logits(const decltype(Digit::pixels)& pixels) const;

 private:
  struct Layer {
    int inputs = 0;
    int outputs = 0;
    std::vector<float> weight;
    std::vector<float> bias;
  };

  std::array<Layer, 3> convolutions_;
  Layer linear_;
};

}  // namespace digits
