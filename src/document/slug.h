#pragma once

#include <map>
#include <string>
#include <string_view>

namespace recipe::document {

/// The anchor that GitHub gives a heading with this text: letters, digits, `-` and `_` are kept in
/// lower case, a space becomes `-`, also at the ends, all else falls away.
std::string slug_of(std::string_view text);

/// Slugs of one document, in order: of headings with the same one, later ones get `-1`, `-2`, ...
class Slugs {
 public:
  std::string next(std::string_view text);

 private:
  std::map<std::string, int, std::less<>> seen_;
};

}  // namespace recipe::document
