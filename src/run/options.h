#pragma once

#include <map>
#include <optional>
#include <string>

#include "document/stage.h"

namespace recipe::run {

/// Where a run starts instead of making things itself.
enum class From { raw, processed, model };

/// What the user asked for.
struct Options {
  std::string profile;                      ///< empty: the base values
  std::optional<document::Stage> stage;     ///< only this stage and what it needs
  std::map<std::string, std::string> data;  ///< raw, processed, model or pretrained: a folder
  From from = From::raw;
  bool worktree = false;  ///< the files as they are, instead of checkouts
};

}  // namespace recipe::run
