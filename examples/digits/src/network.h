#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <cstdint>
#include <string>

#include "digit.h"

namespace digits {

/// Channels after the first convolution; the second and the third have twice as many.
constexpr int base_channels = 32;

/// Three 3x3 convolutions, each followed by batch normalization and ReLU, with 2x2 max pooling
/// after the second and the third; then dropout and one linear layer.
class NetworkImpl : public torch::nn::Module {
 public:
  /// `dropout` is the probability of dropping an input of the linear layer while training.
  explicit NetworkImpl(double dropout);

  /// From images, N x 1 x 8 x 8 with values 0 to 1, to logits, N x 10.
  torch::Tensor forward(torch::Tensor images);

  torch::nn::Conv2d conv1, conv2, conv3;
  torch::nn::BatchNorm2d norm1, norm2, norm3;
  torch::nn::Linear linear;

 private:
  double dropout_;
};
TORCH_MODULE(Network);

/// The number of values that training adjusts.
std::int64_t parameter_count(const Network& network);

/// Writes the weights as an archive that `load_network` reads. The same weights give the same
/// bytes.
void save_network(const Network& network, const std::string& path);

/// A network ready for inference. Throws `std::runtime_error` if the file holds no such weights.
Network load_network(const std::string& path);

}  // namespace digits
