#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "os/environment.h"

namespace recipe::run {

/// Keeps the values of secret environment variables out of logs: variables whose name holds TOKEN,
/// SECRET, PASSWORD, PASSWD, CREDENTIAL or KEY, and whose value has at least 8 characters.
class Redaction {
 public:
  explicit Redaction(os::Environment& environment);
  /// The text with each secret replaced by ***.
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::string> secrets_;
};

}  // namespace recipe::run
