#include "run/redaction.h"

#include <algorithm>

#include "base/secret_names.h"
#include "base/text.h"

namespace recipe::run {

Redaction::Redaction(os::Environment& environment) {
  constexpr std::size_t shortest_secret = 8;
  for (const auto& [name, value] : environment.all()) {
    if (!may_name_secret(name) || value.size() < shortest_secret) continue;
    secrets_.push_back(value);
    // Logs are written by lines, so a key of several lines may come in parts.
    for (const std::string_view line : lines(value)) {
      if (line.size() >= shortest_secret && line.size() < value.size()) {
        secrets_.emplace_back(line);
      }
    }
  }
  // A secret that holds another is replaced as a whole.
  std::sort(secrets_.begin(), secrets_.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string Redaction::operator()(std::string_view text) const {
  std::string out(text);
  for (const std::string& secret : secrets_) {
    for (std::size_t at = out.find(secret); at != std::string::npos;
         at = out.find(secret, at + 3)) {
      out.replace(at, secret.size(), "***");
    }
  }
  return out;
}

}  // namespace recipe::run
