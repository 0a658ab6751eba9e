#include "base/diagnostic.h"

namespace recipe {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

std::string to_string(const Diagnostic& diagnostic, const SourceText& source) {
  return source.place(diagnostic.span) + ": " + std::string(to_string(diagnostic.severity)) + ": " +
         diagnostic.message + " [" + diagnostic.rule + "]";
}

}  // namespace recipe
