#pragma once

#include <string_view>

namespace recipe {

/// What follows a launcher's own options.
enum class Launches {
  command,    ///< another command, which may be a launcher again
  script,     ///< a script of the same language, or `-m module`
  container,  ///< an image, then a command
  shell,      ///< a shell script
};

struct Launcher {
  std::string_view name;  ///< of a program, or of a Python module or script
  Launches launches;
  /// Options without a value; all others take one unless it is joined by `=`.
  std::string_view switches;
  std::string_view pairs;    ///< options with two values
  std::size_t operands = 0;  ///< words between options and what is launched, such as a duration
};

/// Programs such as `mpirun`; null if it launches nothing. With an ending it is another program:
/// `sbatch.sh` is somebody's script.
const Launcher* launcher_named(std::string_view program);
/// Python modules and scripts such as `torch.distributed.launch`, `multiproc.py`.
const Launcher* python_launcher_named(std::string_view module);
/// Whether `option` is among the words of `options`.
bool is_option_of(std::string_view options, std::string_view option);

}  // namespace recipe
