#pragma once

#include <string>
#include <vector>

#include "check/fixing.h"
#include "check/rule.h"

namespace recipe::cli {

enum class BaselineUse {
  hide,   ///< findings in it are not told
  write,  ///< it is about to be written again: all are told
};

/// What to check, and by what.
struct CheckRequest {
  std::vector<std::string> paths;
  std::vector<const check::Rule*> rules;
  std::string repository;           ///< a folder; empty: the one that each document lies in
  std::vector<std::string> beside;  ///< other repositories at hand
  std::string changed;              ///< only what a change since this commit concerns; empty: all
  std::string baseline;             ///< empty: the one that recipe.toml names, if any
  BaselineUse baseline_use = BaselineUse::hide;
  bool online = false;
  check::FixesWanted fixes = check::FixesWanted::none;
};

}  // namespace recipe::cli
