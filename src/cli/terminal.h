#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::cli {

/// Where a command speaks. Text from outside goes through `printable` or `one_line` first.
class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual void out(std::string_view text) = 0;  ///< standard output
  virtual void err(std::string_view text) = 0;  ///< standard error
  /// Whether a person sees it live: a terminal, and not TERM=dumb.
  virtual bool out_is_live() const = 0;
  virtual bool err_is_live() const = 0;
  /// Colour is wanted: live, and NO_COLOR is not set.
  virtual bool out_has_colour() const = 0;
  virtual bool err_has_colour() const = 0;
  virtual int width() const = 0;  ///< columns; 80 where it is not known
  /// Asks on standard error and reads one line from standard input, empty at its end or when the
  /// user interrupts; none if standard input is no terminal.
  virtual std::optional<std::string> ask(std::string_view question) = 0;
  /// Why standard output lost text, such as a full disk. A reader that went away is no failure.
  virtual std::optional<std::string> failure() const = 0;
};

/// Standard output, standard error and standard input.
Terminal& real_terminal();

enum class Style { plain, bold, dim, red, green, yellow };
enum class Colour { no, yes };
/// `text` in a style where colour is wanted.
std::string styled(Colour colour, Style style, std::string_view text);
Colour out_colour(const Terminal& terminal);
Colour err_colour(const Terminal& terminal);

}  // namespace recipe::cli
