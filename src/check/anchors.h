#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recipe::check {

/// Whether a page with these anchors, sorted, scrolls to `fragment` on GitHub, which takes it in
/// lower case if there is no other.
bool leads_to_anchor(const std::vector<std::string>& anchors, std::string_view fragment);

/// "L59" and "L59-L66" as a code-hosting site reads them; `first` is 0 if it is none.
struct LineRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
LineRange line_range(std::string_view fragment);

}  // namespace recipe::check
