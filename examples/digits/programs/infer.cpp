#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "evaluation.h"
#include "flags.h"
#include "metrics.h"
#include "pgm.h"
#include "runtime.h"

namespace {

constexpr char usage[] =
    R"(usage: infer --model DIRECTORY --image FILE [--threads N] [--benchmark N] [--metrics FILE]

Prints the digit that weights.pt in --model sees in an 8x8 PGM file (P2, bright is ink), and its
probability. With --benchmark it measures the latency of N forward passes of that one image.
Without --threads it uses one.
)";

constexpr int warm_up_passes = 100;

/// The value that a share of `sorted` does not exceed (nearest rank).
double percentile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted.at(std::max<std::size_t>(rank, 1) - 1);
}

void benchmark(digits::Network& network, const at::Tensor& image, std::int64_t passes,
               digits::MetricsLog& log) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  const c10::InferenceMode no_gradients;
  for (int i = 0; i < warm_up_passes; ++i) network->forward(image);
  std::vector<double> latencies;
  for (std::int64_t i = 0; i < passes; ++i) {
    const auto start = std::chrono::steady_clock::now();
    network->forward(image);
    latencies.push_back(Milliseconds(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(latencies.begin(), latencies.end());
  const double total = std::accumulate(latencies.begin(), latencies.end(), 0.0);
  log.write({{"batch_size", 1},
             {"latency_p50_ms", percentile(latencies, 0.50)},
             {"latency_p95_ms", percentile(latencies, 0.95)},
             {"latency_p99_ms", percentile(latencies, 0.99)},
             {"throughput", 1000 * static_cast<double>(passes) / total}});
}

void infer(digits::Flags& flags) {
  const std::string model = flags.text("model");
  const std::string image = flags.text("image");
  const std::string metrics = flags.text("metrics", "");
  const std::int64_t threads = flags.integer("threads", 1, 256, 1);
  const std::int64_t passes = flags.integer("benchmark", 0, 1'000'000, 0);
  flags.reject_unknown();

  digits::make_deterministic(threads, /*seed=*/0);
  digits::Network network = digits::load_network(model + "/weights.pt");
  const digits::Digit digit{.pixels = digits::read_pgm(image), .label = 0};
  const at::Tensor input = digits::to_samples({digit}).images;
  const at::Tensor probabilities = digits::predict(network, input).softmax(1);
  const auto predicted = probabilities.argmax(1).item<std::int64_t>();
  std::printf("%s shows a %d (probability %.4f)\n", image.c_str(), static_cast<int>(predicted),
              probabilities[0][predicted].item<double>());

  if (passes > 0) {
    digits::MetricsLog log(metrics);
    benchmark(network, input, passes, log);
  }
}

}  // namespace

int main(int argc, char** argv) { return digits::run_program(argc, argv, usage, infer); }
