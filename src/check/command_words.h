#pragma once

#include <string>
#include <vector>

#include "document/page.h"

namespace recipe::check {

/// What a command shows by its words alone, without asking what the script is.
struct CommandWords {
  std::vector<At<std::string>> programs;  ///< "run_train" of `python tools/run_train.py`
  std::vector<At<std::string>> settings;  ///< "--lr 0.1", "max_steps=10", "--eval"
};

/// The commands of a document: the lines of code blocks and code spans that run something.
std::vector<CommandWords> command_words(const document::Page& page);

}  // namespace recipe::check
