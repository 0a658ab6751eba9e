#pragma once

#include <string>
#include <vector>

#include "check/claimed_value.h"
#include "check/default_claims.h"
#include "check/document_scripts.h"

namespace recipe::check {

/// A flag as one program defines it.
struct DefinedFlag {
  const code::Script* script = nullptr;
  const code::Flag* flag = nullptr;
  /// The default is what this shell script hands to the program.
  const code::Script* given_by = nullptr;
  code::Flag given;  ///< of `given_by`: the flag with that default

  const code::Flag& as_run() const { return given_by != nullptr ? given : *flag; }
};

/// What is known of the flag that a claim is about.
struct ClaimedFlag {
  std::vector<DefinedFlag> definitions;
  /// The document says, near the claim, that it is about these programs.
  bool named = false;
  /// The section names programs, but none of them has the flag: the definitions are others'.
  bool lacking = false;
};

/// Looks the flag up in the program of the usage line, in those named before it in its section, in
/// all that the document names, and in the code of its folder, and stops where it is found.
ClaimedFlag flag_of_claim(Study& study, const DefaultClaim& claim);

}  // namespace recipe::check
