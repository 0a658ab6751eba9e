#include "cli/data_option.h"

namespace recipe::cli {

Result<std::map<std::string, std::string>> data_from(const Arguments& arguments) {
  std::map<std::string, std::string> data;
  for (const std::string& text : arguments.values("--data")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
      return fail(ErrorKind::invalid,
                  "--data " + text + ": write NAME=DIR, such as --data raw=/data/digits");
    }
    const auto [known, is_new] = data.emplace(text.substr(0, equals), text.substr(equals + 1));
    if (!is_new) return fail(ErrorKind::invalid, "--data " + known->first + " is given twice");
  }
  return data;
}

}  // namespace recipe::cli
