#pragma once

#include <stdexcept>
#include <string>

#include "os/real_files.h"
#include "os/real_processes.h"

namespace recipe::fakes {

/// A new folder on the real disk, removed with all below at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(files_.temporary_directory().value()) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { static_cast<void>(files_.remove(path_)); }

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  /// Writes a file, with its parents.
  void put(const std::string& name, std::string_view bytes) {
    must(files_.make_directory(os::parent_path(*this / name)));
    must(files_.write(*this / name, bytes));
  }
  std::string at(const std::string& name) {
    return files_.read(*this / name, std::uint64_t{1} << 30).value_or("(no such file)");
  }
  /// What a bash script prints that is run here; "exit N: ..." with its errors if it fails.
  std::string shell(const std::string& script) {
    os::Command command;
    command.arguments = {"bash", "-e", "-o", "pipefail", "-c", script};
    command.directory = path_;
    command.environment = {{"LC_ALL", "C.UTF-8"}, {"HOME", path_}};
    const auto said = os::RealProcesses().capture(command, std::chrono::minutes(1), 1 << 24);
    if (!said) return said.error().to_string();
    if (said->exit.succeeded()) return said->out;
    return "exit " + std::to_string(said->exit.code) + ": " + said->err;
  }

 private:
  static void must(const Result<>& result) {
    if (!result) throw std::runtime_error(result.error().to_string());
  }

  os::RealFiles files_;
  std::string path_;
};

}  // namespace recipe::fakes
