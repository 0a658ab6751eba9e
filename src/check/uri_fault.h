#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::check {

/// What is wrong with the way a URI is written.
struct UriFault {
  std::string what;    ///< "the scheme lacks its colon"
  std::string mended;  ///< empty where it cannot be told what was meant
};

/// None for what is well formed, and for what is no URI at all.
std::optional<UriFault> uri_fault(std::string_view text);

/// Whether it begins with a scheme and a colon: "mailto:", "https:".
bool has_scheme(std::string_view text);

}  // namespace recipe::check
