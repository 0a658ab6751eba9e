#pragma once

#include <string>

namespace recipe::fakes {

inline constexpr const char* some_commit = "0123456789abcdef0123456789abcdef01234567";

/// A block of commands; `info` is what stands behind the fence.
inline std::string block(const std::string& script, const std::string& info = "sh") {
  return "```" + info + "\n" + script + "\n```\n";
}

/// The bodies of a recipe's sections; one that is empty is left out. As it is: a recipe whose
/// training and target are there.
struct RecipeText {
  std::string raw_path = "- Source: data.csv\n";
  std::string processing_code;
  std::string processing_path;
  std::string training_code = block("train");
  std::string hyperparameters;
  std::string dynamics;
  std::string outputs;
  std::string targets = "| Metric | Target |\n| --- | --- |\n| `top1` | 0.9 |\n";
  std::string evaluation_code;
  std::string inference_code;
  std::string timing;
  std::string serialization;
  std::string environment;

  std::string text() const {
    const auto section = [](const std::string& heading, const std::string& body) {
      return body.empty() ? std::string() : heading + "\n\n" + body + "\n";
    };
    const std::string processing =
        section("#### Code", processing_code) + section("#### Path", processing_path);
    const std::string inference = section("### Code", inference_code) +
                                  section("### Timing information", timing) +
                                  section("### Serialization", serialization);
    return "# A model\n\n## Data\n\n### Raw data\n\n" + section("#### Path", raw_path) +
           section("### Data processing methods", processing) +
           "## Training\n\n### Optimization methods\n\n" + section("#### Code", training_code) +
           section("#### Hyperparameters", hyperparameters) + section("#### Dynamics", dynamics) +
           section("#### Outputs", outputs) + "### Performance metrics\n\n" +
           section("#### Target metrics", targets) + section("#### Code", evaluation_code) +
           section("## Inference", inference) + section("## Environment", environment);
  }
};

}  // namespace recipe::fakes
