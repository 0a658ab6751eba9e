#pragma once

#include "os/environment.h"

namespace recipe::os {

class RealEnvironment : public Environment {
 public:
  std::optional<std::string> get(const std::string& name) override;
  std::map<std::string, std::string> all() override;
  std::string working_directory() override;
  int process_id() override;
  bool interrupted() override;
};

}  // namespace recipe::os
