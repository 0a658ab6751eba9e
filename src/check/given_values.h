#pragma once

#include <string>
#include <vector>

#include "base/hyperparameter.h"
#include "check/study.h"
#include "code/script.h"

namespace recipe::check {

/// One value that the code, a file of settings or a command gives a hyperparameter.
struct Candidate {
  std::string name;  ///< as it is called there
  std::string text;
  Value value;
  code::Place place;  ///< without a path: a command of the document
};

/// What the document's commands give a program.
struct GivenValues {
  std::vector<Candidate> values;
  bool unclear = false;  ///< settings that cannot be read, or a value that is not known
  bool runs = false;     ///< some command runs the program
};

GivenValues given_values(Study& study, const KnownHyperparameter& what, const code::Tree& tree,
                         const std::string& path);

}  // namespace recipe::check
