#pragma once

#include <signal.h>

#include <array>
#include <optional>
#include <utility>

#include "os/descriptor.h"

namespace recipe::os {

/// While it lives, signals that concern a command in the foreground are told here and do nothing
/// else. Those ignored at the start stay ignored. One at a time.
class SignalRelay {
 public:
  struct Received {
    int number = 0;
    bool sent = false;  ///< by a process, to this one or to its group; else by the terminal
    pid_t sender = 0;
  };

  SignalRelay();
  SignalRelay(const SignalRelay&) = delete;
  SignalRelay& operator=(const SignalRelay&) = delete;
  ~SignalRelay();

  /// Becomes readable with a signal.
  int descriptor() const { return read_.get(); }
  std::optional<Received> next();
  /// Stops this process as `number` does where nothing handles it, until it is continued.
  void stop_by(int number);

  static constexpr std::array relayed{SIGINT,  SIGQUIT, SIGTERM, SIGHUP,  SIGTSTP,  SIGTTIN,
                                      SIGTTOU, SIGCONT, SIGUSR1, SIGUSR2, SIGWINCH, SIGCHLD};

 private:
  Descriptor read_;
  Descriptor write_;
  std::array<std::pair<int, struct sigaction>, relayed.size() + 1> before_{};
  std::size_t replaced_ = 0;
};

}  // namespace recipe::os
