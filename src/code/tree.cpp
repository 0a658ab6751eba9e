#include "code/tree.h"

#include "base/text.h"

namespace recipe::code {

std::optional<std::string> resolved(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  const auto walk = [&parts](std::string_view steps) {
    for (const std::string_view step : split(steps, '/')) {
      if (step.empty() || step == ".") continue;
      if (step != "..") {
        parts.push_back(step);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!path.starts_with('/') && !walk(folder)) return std::nullopt;
  if (!walk(path)) return std::nullopt;
  std::string whole;
  for (const std::string_view part : parts) {
    if (!whole.empty()) whole += '/';
    whole += part;
  }
  return whole;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace recipe::code
