#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/invocation.h"
#include "check/programs.h"

namespace recipe::check {

/// Whether a word is an option as a program will see it: no variable, no `[optional]`, no `<name>`.
bool is_plain_flag(const GivenFlag& given);

/// The option that a call gives, by any spelling the program accepts; joined short ones too, such
/// as `-b256`. Null if there is none.
const code::Flag* accepted_flag(const code::Interface& interface, std::string_view name);

/// What may have been meant by an option that is not accepted.
struct MeantFlag {
  std::string text;                  ///< "--lr", or "--lr --wd" for two that are glued
  const code::Flag* flag = nullptr;  ///< the first of them
  bool sure = true;                  ///< false: only its last words are the same
  bool only_separators = false;      ///< `-` for `_`, or letters of another case
};

std::optional<MeantFlag> meant_flag(const code::Interface& interface, std::string_view name);

/// Whether the code that was read for the call says the option as a string all the same, in a way
/// that was not understood.
bool says_flag(const ProgramCall& call, std::string_view name);

/// Whether a shell script says `$@` or `$*`: then others may get what it does not know.
bool hands_all_on(const ProgramCall& call);

/// The bytes of the option's name in the document.
Span name_span(const SourceText& source, const GivenFlag& given);

}  // namespace recipe::check
