#pragma once

#include <map>
#include <optional>
#include <string>

namespace recipe::os {

/// The door to what this process was started with.
class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::optional<std::string> get(const std::string& name) = 0;
  /// All variables by name.
  virtual std::map<std::string, std::string> all() = 0;
  virtual std::string working_directory() = 0;
  /// Unique among the processes of this machine.
  virtual int process_id() = 0;
  /// True once the user has asked to stop (SIGINT, SIGTERM, SIGHUP).
  virtual bool interrupted() = 0;
};

}  // namespace recipe::os
