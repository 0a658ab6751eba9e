#include "cli/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/text.h"

namespace recipe::cli {
namespace {

constexpr int default_width = 80;

/// A descriptor that a person or another program reads.
class OutputStream {
 public:
  explicit OutputStream(int fd) : fd_(fd) {}

  void write(std::string_view text) {
    while (!text.empty() && !lost_) {
      const ssize_t count = ::write(fd_, text.data(), text.size());
      if (count >= 0) {
        text.remove_prefix(static_cast<std::size_t>(count));
      } else if (errno == EAGAIN) {
        // Another program may have made the terminal non-blocking.
        pollfd waiting{fd_, POLLOUT, 0};
        ::poll(&waiting, 1, -1);
      } else if (errno != EINTR) {
        lost_ = true;
        if (errno != EPIPE) failure_ = std::strerror(errno);
      }
    }
  }

  const std::optional<std::string>& failure() const { return failure_; }

 private:
  int fd_;
  bool lost_ = false;
  std::optional<std::string> failure_;
};

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool is_live(int fd) {
  const char* kind = std::getenv("TERM");
  return ::isatty(fd) == 1 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

class RealTerminal : public Terminal {
 public:
  void out(std::string_view text) override { out_.write(text); }
  void err(std::string_view text) override { err_.write(text); }
  bool out_is_live() const override { return out_live_; }
  bool err_is_live() const override { return err_live_; }
  bool out_has_colour() const override { return out_live_ && !no_colour_; }
  bool err_has_colour() const override { return err_live_ && !no_colour_; }

  int width() const override {
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
      winsize size{};
      if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    }
    const char* columns = std::getenv("COLUMNS");
    const double number = parse_double(columns != nullptr ? columns : "").value_or(default_width);
    return number >= 20 && number <= 10000 ? static_cast<int>(number) : default_width;
  }

  std::optional<std::string> ask(std::string_view question) override {
    if (::isatty(STDIN_FILENO) != 1) return std::nullopt;
    err(question);
    std::string line;
    char c = 0;
    // Byte by byte: nothing is taken from the terminal beyond the answer.
    while (::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
    if (c != '\n') err("\n");
    return c == '\n' ? line : std::string();
  }

  std::optional<std::string> failure() const override { return out_.failure(); }

 private:
  OutputStream out_{STDOUT_FILENO};
  OutputStream err_{STDERR_FILENO};
  bool out_live_ = is_live(STDOUT_FILENO);
  bool err_live_ = is_live(STDERR_FILENO);
  bool no_colour_ = is_set("NO_COLOR");
};

std::string_view code_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[31m";
    case Style::green:
      return "\x1b[32m";
    case Style::yellow:
      return "\x1b[33m";
  }
  return "";
}

}  // namespace

Terminal& real_terminal() {
  static RealTerminal terminal;
  return terminal;
}

std::string styled(Colour colour, Style style, std::string_view text) {
  if (colour == Colour::no || style == Style::plain) return std::string(text);
  return std::string(code_of(style)) + std::string(text) + "\x1b[0m";
}

Colour out_colour(const Terminal& terminal) {
  return terminal.out_has_colour() ? Colour::yes : Colour::no;
}

Colour err_colour(const Terminal& terminal) {
  return terminal.err_has_colour() ? Colour::yes : Colour::no;
}

}  // namespace recipe::cli
