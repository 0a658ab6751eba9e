#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::dynamics {

/// What a terminal shows in the end of a line that was written over: without colours, and what
/// stands behind the last carriage return or backspace.
std::string last_shown(std::string_view line);

/// Takes a line apart from its front. Each function says whether it took something; one that did
/// not leaves the line as it was.
class LineScan {
 public:
  explicit LineScan(std::string_view line) : rest_(line) {}

  bool text(std::string_view literal);
  /// Blanks and tabs, at least one.
  bool blanks();
  void maybe_blanks() { static_cast<void>(blanks()); }
  /// A number as programs print it, also nan and inf, that ends at the line's end or at a blank or
  /// one of `,)]}/%'`.
  std::optional<double> number();
  /// Digits.
  std::optional<double> count();
  /// A letter, then letters, digits and `_@.-`.
  std::optional<std::string> name();
  /// A time such as `3s`, `2ms/step`, `1:02:03`.
  bool duration();
  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace recipe::dynamics
