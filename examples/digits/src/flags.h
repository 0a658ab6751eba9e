#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace digits {

/// The command line is wrong; the message says how.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Flags of the form `--name value`. A program takes each flag it knows and then calls
/// `reject_unknown`, before it does any work. A flag that is absent, unless it has a fallback, or
/// whose value is empty or out of range throws `UsageError`.
class Flags {
 public:
  Flags(int argc, const char* const* argv);

  std::string text(const std::string& name, std::optional<std::string> fallback = {});
  std::int64_t integer(const std::string& name, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> fallback = {});
  double number(const std::string& name, double least, double most);

  void reject_unknown() const;

 private:
  std::map<std::string, std::string> values_;  // what has not been taken
};

/// Runs `program` and returns the exit code of the process: 0, 1 if it threw (the message goes to
/// standard error), 2 for a wrong command line. `--help` prints `usage`.
int run_program(int argc, const char* const* argv, std::string_view usage, void (*program)(Flags&));

}  // namespace digits
