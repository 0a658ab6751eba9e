#include <torch/optim/sgd.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "augmentation.h"
#include "evaluation.h"
#include "flags.h"
#include "metrics.h"
#include "network.h"
#include "runtime.h"
#include "schedule.h"

namespace {

constexpr char usage[] =
    R"(usage: train --data DIRECTORY --model DIRECTORY [--metrics FILE] --seed N --threads N
             --batch-size N --epochs N --warm-up-epochs N --learning-rate X --momentum X
             --weight-decay X --label-smoothing X --dropout X --rotation X --shift X --zoom X

Trains on train.csv in --data, follows the accuracy on validation.csv, and writes weights.pt into
--model. No hyperparameter has a default: the recipe is the one place that states them.
)";

constexpr int log_interval = 10;  // steps between two lines about the training loss

struct Options {
  explicit Options(digits::Flags& flags);

  std::string data, model, metrics;
  std::int64_t seed, threads, batch_size, epochs, warm_up_epochs;
  double learning_rate, momentum, weight_decay, label_smoothing, dropout;
  digits::Augmentation augmentation;
};

Options::Options(digits::Flags& flags)
    : data(flags.text("data")),
      model(flags.text("model")),
      metrics(flags.text("metrics", "")),
      seed(flags.integer("seed", 0, 1'000'000)),
      threads(flags.integer("threads", 1, 256)),
      batch_size(flags.integer("batch-size", 2, 4096)),
      epochs(flags.integer("epochs", 1, 10'000)),
      warm_up_epochs(flags.integer("warm-up-epochs", 0, 1'000)),
      learning_rate(flags.number("learning-rate", 1e-6, 10)),
      momentum(flags.number("momentum", 1e-6, 1)),
      weight_decay(flags.number("weight-decay", 0, 1)),
      label_smoothing(flags.number("label-smoothing", 0, 0.9)),
      dropout(flags.number("dropout", 0, 0.9)),
      augmentation{.rotation = flags.number("rotation", 0, 180),
                   .shift = flags.number("shift", 0, digits::image_side),
                   .zoom = flags.number("zoom", 0, 0.9)} {
  flags.reject_unknown();
  if (warm_up_epochs >= epochs)
    throw digits::UsageError("--warm-up-epochs must be less than --epochs");
}

class Training {
 public:
  explicit Training(const Options& options);

  void run();

 private:
  void state_facts();
  void train_epoch();
  void step(const at::Tensor& indices);
  void validate();

  /// Epochs done so far, with their fraction.
  double epoch() const { return static_cast<double>(step_) / static_cast<double>(epoch_steps_); }
  double seconds() const;

  const Options& options_;
  digits::MetricsLog log_;
  digits::Samples train_, validation_;
  digits::Network network_;
  torch::optim::SGD optimizer_;
  std::int64_t epoch_steps_;
  digits::Schedule schedule_;
  std::int64_t step_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

Training::Training(const Options& options)
    : options_(options),
      log_(options.metrics),
      train_(digits::to_samples(digits::read_digits(options.data + "/train.csv"))),
      validation_(digits::to_samples(digits::read_digits(options.data + "/validation.csv"))),
      network_(options.dropout),
      optimizer_(network_->parameters(), torch::optim::SGDOptions(options.learning_rate)
                                             .momentum(options.momentum)
                                             .weight_decay(options.weight_decay)
                                             .nesterov(true)),
      epoch_steps_(train_.labels.size(0) / options.batch_size),
      schedule_{.peak = options.learning_rate,
                .warm_up_steps = options.warm_up_epochs * epoch_steps_,
                .steps = options.epochs * epoch_steps_} {
  if (epoch_steps_ == 0) throw std::runtime_error("train.csv holds less than one batch");
}

double Training::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Training::state_facts() {
  log_.write({{"parameters", digits::parameter_count(network_)},
              {"train_samples", train_.labels.size(0)},
              {"steps_per_epoch", epoch_steps_},
              {"global_batch", options_.batch_size}});
}

void Training::step(const at::Tensor& indices) {
  const double learning_rate = schedule_.learning_rate(step_);
  for (torch::optim::OptimizerParamGroup& group : optimizer_.param_groups())
    group.options().set_lr(learning_rate);

  const at::Tensor images =
      digits::augment(train_.images.index_select(0, indices), options_.augmentation);
  optimizer_.zero_grad();
  const at::Tensor loss = at::cross_entropy_loss(
      network_->forward(images), train_.labels.index_select(0, indices), /*weight=*/{},
      at::Reduction::Mean, /*ignore_index=*/-100, options_.label_smoothing);
  loss.backward();
  optimizer_.step();

  ++step_;
  if (step_ % log_interval == 0)
    log_.write({{"step", step_},
                {"epoch", epoch()},
                {"seconds", seconds()},
                {"split", "train"},
                {"loss", loss.item<double>()},
                {"lr", learning_rate}});
}

/// Every batch is full: what is left over of the shuffled samples is left out of this epoch.
void Training::train_epoch() {
  const at::Tensor order = at::randperm(train_.labels.size(0), at::kLong);
  for (std::int64_t i = 0; i < epoch_steps_; ++i)
    step(order.slice(0, i * options_.batch_size, (i + 1) * options_.batch_size));
}

void Training::validate() {
  const digits::Evaluation evaluation = digits::evaluate(network_, validation_);
  const double top1 = evaluation.confusion.top1();
  log_.write({{"step", step_},
              {"epoch", epoch()},
              {"seconds", seconds()},
              {"split", "validation"},
              {"loss", evaluation.loss},
              {"top1", top1}});
  std::printf("epoch %.0f of %ld, %.1f s: validation loss %.4f, top-1 %.4f\n", epoch(),
              static_cast<long>(options_.epochs), seconds(), evaluation.loss, top1);
  std::fflush(stdout);
}

void Training::run() {
  state_facts();
  for (std::int64_t done = 0; done < options_.epochs; ++done) {
    train_epoch();
    validate();
  }
  digits::save_network(network_, options_.model + "/weights.pt");
}

void train(digits::Flags& flags) {
  const Options options(flags);
  digits::make_deterministic(options.threads, options.seed);
  Training(options).run();
}

}  // namespace

int main(int argc, char** argv) { return digits::run_program(argc, argv, usage, train); }
