#include "network.h"

#include <torch/serialize.h>

#include <stdexcept>

namespace digits {
namespace {

/// Batch normalization follows, and its offset makes a bias superfluous.
torch::nn::Conv2dOptions convolution(int inputs, int outputs) {
  return torch::nn::Conv2dOptions(inputs, outputs, 3).padding(1).bias(false);
}

constexpr int wide = 2 * base_channels;
constexpr int features = wide * 2 * 2;  // 8x8 pixels, halved twice

}  // namespace

NetworkImpl::NetworkImpl(double dropout)
    : conv1(register_module("conv1", torch::nn::Conv2d(convolution(1, base_channels)))),
      conv2(register_module("conv2", torch::nn::Conv2d(convolution(base_channels, wide)))),
      conv3(register_module("conv3", torch::nn::Conv2d(convolution(wide, wide)))),
      norm1(register_module("norm1", torch::nn::BatchNorm2d(base_channels))),
      norm2(register_module("norm2", torch::nn::BatchNorm2d(wide))),
      norm3(register_module("norm3", torch::nn::BatchNorm2d(wide))),
      linear(register_module("linear", torch::nn::Linear(features, class_count))),
      dropout_(dropout) {}

torch::Tensor NetworkImpl::forward(torch::Tensor images) {
  torch::Tensor x = norm1(conv1(images)).relu();
  x = at::max_pool2d(norm2(conv2(x)).relu(), 2);
  x = at::max_pool2d(norm3(conv3(x)).relu(), 2);
  return linear(at::dropout(x.flatten(1), dropout_, is_training()));
}

std::int64_t parameter_count(const Network& network) {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : network->parameters()) count += parameter.numel();
  return count;
}

void save_network(const Network& network, const std::string& path) { torch::save(network, path); }

Network load_network(const std::string& path) {
  Network network(0.0);
  try {
    torch::load(network, path);
  } catch (const c10::Error& error) {
    throw std::runtime_error(path +
                             ": no weights of this network: " + error.what_without_backtrace());
  }
  network->eval();
  return network;
}

}  // namespace digits
