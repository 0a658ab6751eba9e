#include "code/submodules.h"

#include "base/text.h"

namespace recipe::code {

std::vector<Submodule> parse_submodules(std::string_view text) {
  std::vector<Submodule> all;
  for (std::string_view line : lines(text)) {
    line = trim(line);
    if (line.starts_with('[')) {
      if (!all.empty() && all.back().path.empty()) all.pop_back();
      if (line.starts_with("[submodule")) all.emplace_back();
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || all.empty()) continue;
    const std::string key = lower(trim(line.substr(0, equals)));
    std::string_view value = trim(line.substr(equals + 1));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (key == "path") all.back().path = resolved("", value).value_or("");
    if (key == "url") all.back().url = value;
  }
  if (!all.empty() && all.back().path.empty()) all.pop_back();
  return all;
}

}  // namespace recipe::code
