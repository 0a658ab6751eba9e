#pragma once

#include <utility>

#include "os/environment.h"

namespace recipe::fakes {

/// What the test says; `stop` is what `interrupted` answers.
class FixedEnvironment : public os::Environment {
 public:
  explicit FixedEnvironment(std::map<std::string, std::string> values = {})
      : variables(std::move(values)) {}

  std::map<std::string, std::string> variables;
  std::string folder = "/desk";
  bool stop = false;

  std::optional<std::string> get(const std::string& name) override {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  }
  std::map<std::string, std::string> all() override { return variables; }
  std::string working_directory() override { return folder; }
  int process_id() override { return 4242; }
  bool interrupted() override { return stop; }
};

}  // namespace recipe::fakes
