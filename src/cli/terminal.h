#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe::cli {

/// Where a command speaks. Text from outside goes through `printable` first.
class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual void out(std::string_view text) = 0;  ///< standard output
  virtual void err(std::string_view text) = 0;  ///< standard error
  /// Whether a person sees it live: a terminal, and not TERM=dumb.
  virtual bool out_is_live() const = 0;
  virtual bool err_is_live() const = 0;
  /// Colour is wanted on standard output: live, and NO_COLOR is not set.
  virtual bool colour() const = 0;
  virtual int width() const = 0;  ///< columns; 80 where it is not known
  /// Asks on standard error and reads one line from standard input; none if that is no terminal.
  virtual std::optional<std::string> ask(std::string_view question) = 0;
};

/// Standard output, standard error and standard input.
Terminal& real_terminal();

enum class Style { plain, bold, dim, red, green, yellow };
/// `text` in a style where the terminal wants colour.
std::string styled(const Terminal& terminal, Style style, std::string_view text);

}  // namespace recipe::cli
