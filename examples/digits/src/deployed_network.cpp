#include "deployed_network.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace digits {
namespace {

/// Channels of square maps, one after the other.
struct Maps {
  int channels = 0;
  int side = 0;
  std::vector<float> values;

  Maps(int channel_count, int side_length)
      : channels(channel_count), side(side_length), values(channels * side * side) {}

  float at(int channel, int y, int x) const { return values[(channel * side + y) * side + x]; }
  float& at(int channel, int y, int x) { return values[(channel * side + y) * side + x]; }
};

/// A 3x3 convolution with a border of zeros, then ReLU.
Maps convolve(const Maps& input, int outputs, const std::vector<float>& weight,
              const std::vector<float>& bias) {
  Maps output(outputs, input.side);
  for (int out = 0; out < outputs; ++out)
    for (int y = 0; y < input.side; ++y)
      for (int x = 0; x < input.side; ++x) {
        float sum = bias[out];
        for (int in = 0; in < input.channels; ++in)
          for (int dy = std::max(0, 1 - y); dy < std::min(3, input.side + 1 - y); ++dy)
            for (int dx = std::max(0, 1 - x); dx < std::min(3, input.side + 1 - x); ++dx)
              sum += input.at(in, y + dy - 1, x + dx - 1) *
                     weight[((out * input.channels + in) * 3 + dy) * 3 + dx];
        output.at(out, y, x) = std::max(sum, 0.0f);
      }
  return output;
}

/// The largest of each 2x2 pixels.
Maps pool(const Maps& input) {
  Maps output(input.channels, input.side / 2);
  for (int channel = 0; channel < output.channels; ++channel)
    for (int y = 0; y < output.side; ++y)
      for (int x = 0; x < output.side; ++x)
        output.at(channel, y, x) = std::max(
            {input.at(channel, 2 * y, 2 * x), input.at(channel, 2 * y, 2 * x + 1),
             input.at(channel, 2 * y + 1, 2 * x), input.at(channel, 2 * y + 1, 2 * x + 1)});
  return output;
}

/// Takes a tensor with that many dimensions out of `tensors`.
NamedTensor take(Tensors& tensors, const std::string& name, std::size_t dimensions) {
  auto taken = tensors.extract(name);
  if (!taken || taken.mapped().shape.size() != dimensions)
    throw std::runtime_error("deployed network: " + name + " is missing or of the wrong shape");
  return std::move(taken.mapped());
}

}  // namespace

DeployedNetwork::DeployedNetwork(Tensors tensors) {
  const auto require = [](bool fits, const std::string& name) {
    if (!fits)
      throw std::runtime_error("deployed network: " + name + " does not fit its neighbours");
  };
  const auto take_layer = [&](const std::string& name, std::size_t dimensions) {
    NamedTensor weight = take(tensors, name + ".weight", dimensions);
    NamedTensor bias = take(tensors, name + ".bias", 1);
    require(weight.shape[0] == bias.shape[0] && weight.shape[0] > 0, name);
    if (dimensions == 4) require(weight.shape[2] == 3 && weight.shape[3] == 3, name);
    return Layer{.inputs = static_cast<int>(weight.shape[1]),
                 .outputs = static_cast<int>(weight.shape[0]),
                 .weight = std::move(weight.values),
                 .bias = std::move(bias.values)};
  };
  int channels = 1;
  for (std::size_t i = 0; i < convolutions_.size(); ++i) {
    const std::string name = "conv" + std::to_string(i + 1);
    convolutions_[i] = take_layer(name, 4);
    require(convolutions_[i].inputs == channels, name);
    channels = convolutions_[i].outputs;
  }
  linear_ = take_layer("linear", 2);
  const int side = image_side / 4;
  require(linear_.inputs == channels * side * side && linear_.outputs == class_count, "linear");
  require(tensors.empty(), tensors.empty() ? "" : tensors.begin()->first);
}

std::array<float, class_count> DeployedNetwork::logits(
    const decltype(Digit::pixels)& pixels) const {
  Maps maps(1, image_side);
  std::transform(pixels.begin(), pixels.end(), maps.values.begin(),
                 [](std::uint8_t pixel) { return static_cast<float>(pixel) / max_pixel; });
  for (std::size_t i = 0; i < convolutions_.size(); ++i) {
    const Layer& layer = convolutions_[i];
    maps = convolve(maps, layer.outputs, layer.weight, layer.bias);
    if (i > 0) maps = pool(maps);
  }
  std::array<float, class_count> logits{};
  for (int out = 0; out < class_count; ++out) {
    logits[out] = linear_.bias[out];
    for (int in = 0; in < linear_.inputs; ++in)
      logits[out] += linear_.weight[out * linear_.inputs + in] * maps.values[in];
  }
  return logits;
}

}  // namespace digits
