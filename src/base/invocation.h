#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shell.h"

namespace recipe {

enum class ProgramKind {
  script,   ///< a file that an interpreter reads or that is run by its path
  module,   ///< `python -m a.b`
  command,  ///< a program found by its name
  code,     ///< `python -c ...`, `bash -c ...` with text that is not to be read
};

/// What a command runs in the end, seen through what launches it: of `CUDA_VISIBLE_DEVICES=0
/// mpirun -np 8 python -u train.py --lr 0.1` the script train.py with `--lr 0.1`.
struct Invocation {
  ProgramKind kind = ProgramKind::command;
  ShellWord program;
  std::string interpreter;             ///< "python", "bash"; empty where the program runs itself
  std::vector<ShellWord> arguments;    ///< of the program
  std::vector<std::string> launchers;  ///< that stood before, outermost first: "mpirun"
  /// Set for it: in front of the command or behind `env`.
  std::vector<ShellAssignment> environment;
};

/// None where the command only assigns or redirects.
std::optional<Invocation> invocation_of(const ShellCommand& command);
/// What a program that launches others is handed among its arguments, such as the script and what
/// stands behind it of `multiproc.py --nproc 8 main.py --lr 0.1`; none if no script is among them.
std::optional<Invocation> passed_on(const Invocation& outer);

/// A flag as a command gives it.
struct GivenFlag {
  std::string name;                ///< "--lr", "-b"; of `key=value` the key
  std::optional<ShellWord> value;  ///< behind `=`, or the word that follows
  bool joined = false;             ///< the value stands behind `=`
  ShellWord word;                  ///< of the flag
};

/// Flags among arguments. Whether the word behind one is its value only the program knows: it is
/// taken as such unless it looks like a flag. `--` ends them.
std::vector<GivenFlag> flags_of(const std::vector<ShellWord>& arguments);

/// "--lr", "-b", "-lr=1"; not "-1", "-" or "-0.5".
bool looks_like_flag(std::string_view word);

}  // namespace recipe
