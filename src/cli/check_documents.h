#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "check/facts.h"
#include "check/format.h"
#include "check/rule.h"
#include "cli/find_documents.h"

namespace recipe::cli {

/// What to check documents by.
struct CheckRequest {
  std::vector<std::string> paths;
  std::vector<const check::Rule*> rules;
  std::string repository;           ///< a folder; empty: the one that each document lies in
  std::vector<std::string> beside;  ///< other repositories at hand
};

/// What came of it.
struct CheckAnswer {
  check::Outcome outcome;
  std::size_t left_alone = 0;  ///< documents found in folders that describe no training
};

/// Finds, reads and checks documents. One that cannot be read is told in the outcome.
Result<CheckAnswer> check_documents(os::World& world, const CheckRequest& request);

}  // namespace recipe::cli
