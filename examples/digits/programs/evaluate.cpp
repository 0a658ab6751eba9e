#include "evaluation.h"
#include "files.h"
#include "flags.h"
#include "metrics.h"
#include "runtime.h"

namespace {

constexpr char usage[] =
    R"(usage: evaluate --data DIRECTORY --model DIRECTORY --output DIRECTORY [--metrics FILE]
                [--threads N]

Evaluates weights.pt in --model on test.csv in --data; writes confusion.csv and confusion.svg into
--output. Without --threads it uses one.
)";

void evaluate(digits::Flags& flags) {
  const std::string data = flags.text("data");
  const std::string model = flags.text("model");
  const std::string output = flags.text("output");
  const std::string metrics = flags.text("metrics", "");
  const std::int64_t threads = flags.integer("threads", 1, 256, 1);
  flags.reject_unknown();

  digits::make_deterministic(threads, /*seed=*/0);
  digits::Network network = digits::load_network(model + "/weights.pt");
  const digits::Samples samples = digits::to_samples(digits::read_digits(data + "/test.csv"));
  const digits::Evaluation evaluation = digits::evaluate(network, samples);

  digits::write_file(output + "/confusion.csv", evaluation.confusion.csv());
  digits::write_file(output + "/confusion.svg", evaluation.confusion.svg());
  digits::MetricsLog(metrics).write({{"split", "test"},
                                     {"samples", samples.labels.size(0)},
                                     {"top1", evaluation.confusion.top1()},
                                     {"loss", evaluation.loss}});
}

}  // namespace

int main(int argc, char** argv) { return digits::run_program(argc, argv, usage, evaluate); }
