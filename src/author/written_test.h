#pragma once

#include <gtest/gtest.h>

#include <string>

#include "author/write.h"
#include "document/edit.h"

namespace recipe::author {

inline document::Recipe parsed(const std::string& text) {
  return document::parse(SourceText("recipe.md", text));
}

/// The document with what was observed.
inline std::string written_text(const std::string& text, const Observed& observed) {
  const document::Recipe recipe = parsed(text);
  const auto after = document::apply(recipe.source, write_observed(recipe, observed).edits);
  EXPECT_TRUE(after.has_value()) << after.error().to_string();
  return after ? *after : "";
}

inline std::string digest_of_letter(char letter) { return "sha256:" + std::string(64, letter); }

/// A training of two runs with all that can be observed of one.
inline Observed observed_training() {
  const auto log = [](double scale) {
    dynamics::MetricLog made;
    for (int step = 0; step <= 1000; step += 10) {
      made.add("train", "loss", {double(step), {}, {}, scale * 2 / (1 + step)});
      if (step % 100 == 0) made.add("test", "top1", {double(step), {}, {}, scale * step / 1100.0});
    }
    return made;
  };
  Observed observed;
  observed.stage = document::Stage::training;
  observed.commit = std::string(40, 'c');
  observed.command = "python3 train.py --lr 0.1";
  observed.hyperparameters = {{"Learning rate", "0.1", "command"},
                              {"`--warmup`", "5", "default, train.py:12"},
                              {"Optimizer", "SGD", "code"}};
  observed.runs.push_back({1, 19.2, log(1)});
  observed.runs.push_back({2, 21.3, log(1.01)});
  observed.hardware = "AMD EPYC 7763, 2 cores, 24 GiB";
  observed.figure = "figures/curves.svg";
  observed.packages = {{"libtorch-dev", "1.13.1+dfsg-4"}, {"zlib1g", "1:1.2.13"}};
  observed.outputs_digest = digest_of_letter('d');
  observed.outputs = {{"weights.pt", 246000, digest_of_letter('e')}};
  return observed;
}

}  // namespace recipe::author
