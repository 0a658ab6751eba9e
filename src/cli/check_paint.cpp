#include "cli/check_paint.h"

#include "cli/terminal.h"

namespace recipe::cli {

std::string paint_check(check::Paint paint, std::string_view text) {
  switch (paint) {
    case check::Paint::error:
      return styled(Colour::yes, Style::red, text);
    case check::Paint::warning:
      return styled(Colour::yes, Style::yellow, text);
    case check::Paint::info:
    case check::Paint::mark:
      return styled(Colour::yes, Style::green, text);
    case check::Paint::place:
      return styled(Colour::yes, Style::bold, text);
    case check::Paint::note:
    case check::Paint::rule:
      return styled(Colour::yes, Style::dim, text);
  }
  return std::string(text);
}

}  // namespace recipe::cli
