#pragma once

#include <termios.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/attached_child.h"
#include "os/descriptor.h"

namespace recipe::os {

/// Stands between a command and this program's standard output: what passes is shown to a listener.
/// Standard error passes too where it goes to the same place. Writes never wait for a reader: what
/// cannot be written yet is kept, and nothing more is read meanwhile.
class OutputTee {
 public:
  using Listener = std::function<void(std::string_view)>;

  /// A pseudo-terminal where standard output is a terminal, else a pipe.
  static Result<OutputTee> open(Listener listener);

  AttachedStreams streams() const;
  /// The command has its ends now.
  void started();

  /// To be waited for: readable, or with `writing` writable; -1 for neither.
  int descriptor() const;
  bool writing() const { return !pending().empty(); }
  /// Reads or writes once.
  void step();
  /// False once nothing comes any more.
  bool open() const { return static_cast<bool>(read_); }
  bool is_terminal() const { return terminal_; }
  /// Takes over size and modes where they have changed: from the real terminal the size, from the
  /// command's the modes. True if the size is another.
  bool follow_terminal();
  /// Leaves what still comes to a process of its own that only passes it on.
  void leave();
  /// Why the output ended early; empty if it did not.
  const std::string& broken() const { return broken_; }

 private:
  explicit OutputTee(Listener listener) : listener_(std::move(listener)) {}
  Result<> open_terminal();
  std::string_view pending() const {
    return std::string_view(buffer_.data(), filled_).substr(written_);
  }
  void write_some();
  void read_more();

  Listener listener_;
  Descriptor read_;
  Descriptor child_end_;
  bool terminal_ = false;
  bool with_errors_ = false;
  bool in_pieces_ = false;  ///< standard output may be full, as a pipe is
  termios modes_{};
  std::vector<char> buffer_ = std::vector<char>(65536);
  std::size_t filled_ = 0;
  std::size_t written_ = 0;
  std::string broken_;
};

}  // namespace recipe::os
