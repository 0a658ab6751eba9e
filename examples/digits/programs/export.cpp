#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "deployed_network.h"
#include "evaluation.h"
#include "files.h"
#include "flags.h"
#include "folding.h"
#include "metrics.h"
#include "runtime.h"

namespace {

constexpr char usage[] =
    R"(usage: export --data DIRECTORY --model DIRECTORY --output DIRECTORY [--metrics FILE]
              [--threads N]

Converts weights.pt in --model into digits.safetensors in --output, reads that back into a network
that needs no LibTorch, and compares the logits of both on test.csv in --data. Without --threads it
uses one.
)";

/// Rounding explains a difference of 1e-4; a wrong conversion is off by far more.
constexpr double max_difference = 1e-3;

struct Comparison {
  double max_abs_difference = 0;
  double top1 = 0;  // of the deployed network
};

Comparison compare(digits::Network& network, const digits::DeployedNetwork& deployed,
                   const std::vector<digits::Digit>& digits) {
  const at::Tensor expected = digits::predict(network, digits::to_samples(digits).images);
  const float* row = expected.data_ptr<float>();
  Comparison comparison;
  int right = 0;
  for (const digits::Digit& digit : digits) {
    const auto logits = deployed.logits(digit.pixels);
    for (const float logit : logits)
      comparison.max_abs_difference =
          std::max<double>(comparison.max_abs_difference, std::abs(logit - *row++));
    right += std::max_element(logits.begin(), logits.end()) - logits.begin() == digit.label;
  }
  comparison.top1 = static_cast<double>(right) / static_cast<double>(digits.size());
  return comparison;
}

void export_network(digits::Flags& flags) {
  const std::string data = flags.text("data");
  const std::string model = flags.text("model");
  const std::string output = flags.text("output");
  const std::string metrics = flags.text("metrics", "");
  const std::int64_t threads = flags.integer("threads", 1, 256, 1);
  flags.reject_unknown();

  digits::make_deterministic(threads, /*seed=*/0);
  digits::Network network = digits::load_network(model + "/weights.pt");
  const std::string path = output + "/digits.safetensors";
  digits::write_file(path, digits::to_safetensors(digits::fold(network)));

  const std::string bytes = digits::read_file(path);
  const digits::DeployedNetwork deployed(digits::from_safetensors(bytes));
  const Comparison comparison = compare(network, deployed, digits::read_digits(data + "/test.csv"));
  digits::MetricsLog(metrics).write({{"split", "test"},
                                     {"deployed_top1", comparison.top1},
                                     {"max_abs_difference", comparison.max_abs_difference},
                                     {"deployed_bytes", bytes.size()}});
  if (!(comparison.max_abs_difference <= max_difference))
    throw std::runtime_error(path + ": its logits differ from those of weights.pt");
}

}  // namespace

int main(int argc, char** argv) { return digits::run_program(argc, argv, usage, export_network); }
