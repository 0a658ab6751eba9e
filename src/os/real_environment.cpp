#include "os/real_environment.h"

#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "os/interruption.h"

namespace recipe::os {

std::optional<std::string> RealEnvironment::get(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return value;
}

std::map<std::string, std::string> RealEnvironment::all() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string RealEnvironment::working_directory() {
  const std::unique_ptr<char, decltype(&std::free)> path(::getcwd(nullptr, 0), &std::free);
  return path ? path.get() : ".";
}

int RealEnvironment::process_id() { return ::getpid(); }

bool RealEnvironment::interrupted() { return interruption_requested(); }

}  // namespace recipe::os
