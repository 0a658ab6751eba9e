#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/page.h"

namespace recipe::scenario {

struct Output {
  std::vector<std::string> lines;  ///< standard output and error as they came
  int exit_code = 0;               ///< 128 + n for signal n
};

/// A fresh folder outside the repository, in which the files and commands of one page live, with an
/// environment of its own; removed at the end. One at a time: it changes the process's environment.
class Sandbox {
 public:
  Sandbox();
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  void write(const File& file) const;
  /// By a bash of its own, in the page's folder, without standard input. Paths of the folder are
  /// shown as <dir>, those of its HOME as <home>.
  Output run(const std::string& script) const;

 private:
  void set_environment() const;

  std::filesystem::path root_;
  std::filesystem::path folder_;
  std::filesystem::path home_;
};

}  // namespace recipe::scenario
