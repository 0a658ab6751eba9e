#pragma once

#include <string>
#include <vector>

#include "code/script.h"
#include "code/tree.h"

namespace recipe::run {

/// A setting that was in force when a command ran.
struct CommandSetting {
  std::string name;    ///< "lr", of a file "optimizer.lr"
  std::string value;   ///< as written
  std::string source;  ///< "command", "default, train.py:12", "conf.yaml"
};

/// What a command says of its program's settings, and the defaults that it leaves unsaid, by the
/// program's own parser; then what the files of settings that it read say, at most
/// `most_settings_of_a_file` each. Paths, and what is no setting (`--help`), are left out. Paths of
/// files are from the root of the tree; `folder` is where the command starts.
std::vector<CommandSetting> settings_of_command(const code::Tree& tree, const std::string& folder,
                                                const std::vector<std::string>& words,
                                                const std::vector<std::string>& files);

/// The words as a shell would have to be given them.
std::string shell_text(const std::vector<std::string>& words);

inline constexpr std::size_t most_settings_of_a_file = 60;

}  // namespace recipe::run
