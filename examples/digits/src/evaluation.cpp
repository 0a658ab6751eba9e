#include "evaluation.h"

#include <ATen/ATen.h>

#include <span>

namespace digits {

Samples to_samples(const std::vector<Digit>& digits) {
  const auto count = static_cast<std::int64_t>(digits.size());
  Samples samples{at::empty({count, 1, image_side, image_side}, at::kFloat),
                  at::empty({count}, at::kLong)};
  float* pixel = samples.images.data_ptr<float>();
  std::int64_t* label = samples.labels.data_ptr<std::int64_t>();
  for (const Digit& digit : digits) {
    for (const std::uint8_t value : digit.pixels) *pixel++ = static_cast<float>(value) / max_pixel;
    *label++ = digit.label;
  }
  return samples;
}

at::Tensor predict(Network& network, const at::Tensor& images) {
  const c10::InferenceMode no_gradients;
  const bool was_training = network->is_training();
  network->eval();
  std::vector<at::Tensor> logits;
  for (const at::Tensor& batch : images.split(256)) logits.push_back(network->forward(batch));
  network->train(was_training);
  return at::cat(logits);
}

Evaluation evaluate(Network& network, const Samples& samples) {
  const at::Tensor logits = predict(network, samples.images);
  Evaluation evaluation;
  evaluation.loss = at::cross_entropy_loss(logits, samples.labels).item<double>();
  const at::Tensor predictions = logits.argmax(1);
  const auto count = static_cast<std::size_t>(predictions.numel());
  const std::span predicted(predictions.data_ptr<std::int64_t>(), count);
  const std::span labels(samples.labels.data_ptr<std::int64_t>(), count);
  for (std::size_t i = 0; i < count; ++i)
    evaluation.confusion.add(static_cast<int>(labels[i]), static_cast<int>(predicted[i]));
  return evaluation;
}

}  // namespace digits
