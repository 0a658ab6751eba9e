#include "folding.h"

#include <ATen/ATen.h>

namespace digits {
namespace {

NamedTensor to_named(const at::Tensor& tensor) {
  const at::Tensor values = tensor.detach().to(at::kFloat).contiguous();
  const float* const begin = values.data_ptr<float>();
  return {.shape = values.sizes().vec(), .values = {begin, begin + values.numel()}};
}

void fold_layer(const std::string& name, const torch::nn::Conv2d& convolution,
                const torch::nn::BatchNorm2d& norm, Tensors& tensors) {
  const at::Tensor variance = norm->running_var.to(at::kDouble);
  const at::Tensor scale = norm->weight.to(at::kDouble) / (variance + norm->options.eps()).sqrt();
  const at::Tensor weight = convolution->weight.to(at::kDouble) * scale.view({-1, 1, 1, 1});
  tensors[name + ".weight"] = to_named(weight);
  tensors[name + ".bias"] = to_named(norm->bias - norm->running_mean.to(at::kDouble) * scale);
}

}  // namespace

Tensors fold(const Network& network) {
  Tensors tensors;
  fold_layer("conv1", network->conv1, network->norm1, tensors);
  fold_layer("conv2", network->conv2, network->norm2, tensors);
  fold_layer("conv3", network->conv3, network->norm3, tensors);
  tensors["linear.weight"] = to_named(network->linear->weight);
  tensors["linear.bias"] = to_named(network->linear->bias);
  return tensors;
}

}  // namespace digits
