#pragma once

#include <string>

#include "cli/terminal.h"

namespace recipe::fakes {

/// Keeps what is said. No terminal unless the test says so; `answer` is what `ask` reads.
class TextTerminal : public cli::Terminal {
 public:
  std::string said;  ///< standard output
  std::string told;  ///< standard error
  bool live = false;
  bool coloured = false;
  std::optional<std::string> answer;
  std::optional<std::string> broken;

  void out(std::string_view text) override { said += text; }
  void err(std::string_view text) override { told += text; }
  bool out_is_live() const override { return live; }
  bool err_is_live() const override { return live; }
  bool out_has_colour() const override { return coloured; }
  bool err_has_colour() const override { return coloured; }
  int width() const override { return 80; }
  std::optional<std::string> ask(std::string_view question) override {
    told += question;
    return answer;
  }
  std::optional<std::string> failure() const override { return broken; }
};

}  // namespace recipe::fakes
