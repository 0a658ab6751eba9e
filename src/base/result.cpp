#include "base/result.h"

namespace recipe {

std::string Error::to_string() const {
  std::string text;
  for (auto line = context.rbegin(); line != context.rend(); ++line) text += *line + ": ";
  return text + message;
}

}  // namespace recipe
