#pragma once

#include <string_view>

namespace recipe {

/// A hyperparameter under all its names; a row of hyperparameters.def.
struct KnownHyperparameter {
  std::string_view key;
  std::string_view name;
  std::string_view document;
  std::string_view code;
};

/// By a name in running text, compared without case, space, `-` and `_`; null if it is none.
const KnownHyperparameter* hyperparameter_in_text(std::string_view name);
/// By a name in code, also as the last part of a dotted name; null if it is none.
const KnownHyperparameter* hyperparameter_in_code(std::string_view name);
/// Whether code calls it so, also as the last part of a dotted name.
bool is_called(const KnownHyperparameter& known, std::string_view name_in_code);

}  // namespace recipe
