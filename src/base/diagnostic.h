#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace recipe {

enum class Severity { info, warning, error };

/// Replaces the bytes of `span`, which may be empty, by `replacement`.
struct Edit {
  Span span;
  std::string replacement;
};

enum class Safety { safe, unsafe };

struct Fix {
  std::string title;
  Safety safety = Safety::safe;
  std::vector<Edit> edits;
};

/// Something to tell about a place in a document. `rule` names what found it, such as
/// "missing-cell"; `message` says what is wrong and what to do.
struct Diagnostic {
  std::string rule;
  Severity severity = Severity::warning;
  Span span;
  std::string message;
  std::optional<Fix> fix;
};

std::string_view to_string(Severity severity);

/// "path:line:column: error: message [rule]"
std::string to_string(const Diagnostic& diagnostic, const SourceText& source);

}  // namespace recipe
