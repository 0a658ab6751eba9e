#include "check/finding.h"

namespace recipe::check {

std::string Evidence::to_string() const {
  std::string text = path;
  if (line > 0) text += ":" + std::to_string(line);
  if (!commit.empty()) text += " at " + commit.substr(0, 7);
  return text;
}

}  // namespace recipe::check
