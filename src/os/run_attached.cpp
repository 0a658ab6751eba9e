#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <optional>

#include "os/attached_child.h"
#include "os/real_processes.h"
#include "os/signal_relay.h"
#include "os/tee.h"

namespace recipe::os {
namespace {

using AttachedClock = std::chrono::steady_clock;

/// How often a terminal is looked at; without one, and without signals, nothing has to be done.
constexpr int terminal_ms = 100;
constexpr int idle_ms = 1000;

bool in_foreground() {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
  return terminal && ::tcgetpgrp(terminal.get()) == ::getpgrp();
}

/// Follows an attached command from its start to its end, and its output until that is told.
class AttachedWatch {
 public:
  AttachedWatch(pid_t child, SignalRelay& signals, OutputTee* tee, std::chrono::milliseconds wait)
      : child_(child), signals_(signals), tee_(tee), linger_(wait) {}

  Exit run() {
    const auto begin = AttachedClock::now();
    while (!done()) {
      wait_and_pass();
      while (const auto received = signals_.next()) take(*received);
      if (tee_ != nullptr && tee_->follow_terminal()) tell(SIGWINCH);
      if (!exited_) see_child();
      if (exited_ && !leave_at_) {
        exit_.seconds = std::chrono::duration<double>(AttachedClock::now() - begin).count();
        leave_at_ = AttachedClock::now() + linger_;
      }
    }
    if (tee_ != nullptr && !given_up_) tee_->leave();
    return exit_;
  }

 private:
  bool done() const {
    if (!exited_) return false;
    if (tee_ == nullptr || given_up_) return true;
    if (tee_->writing()) return false;
    return !tee_->open() || AttachedClock::now() >= *leave_at_;
  }

  int wait_ms() const {
    int wait = tee_ != nullptr && tee_->is_terminal() ? terminal_ms : idle_ms;
    if (leave_at_) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(*leave_at_ - AttachedClock::now());
      wait = std::min(wait, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
      if (tee_ != nullptr && tee_->writing()) wait = idle_ms;
    }
    return wait;
  }

  void wait_and_pass() {
    const bool writing = tee_ != nullptr && tee_->writing();
    const short wanted = writing ? POLLOUT : POLLIN;
    std::array<pollfd, 2> polled{pollfd{signals_.descriptor(), POLLIN, 0},
                                 pollfd{tee_ != nullptr ? tee_->descriptor() : -1, wanted, 0}};
    if (::poll(polled.data(), polled.size(), wait_ms()) <= 0) return;
    if (polled[1].revents != 0) tee_->step();
  }

  void tell(int number) const {
    if (!exited_) ::kill(child_, number);
  }

  void take(const SignalRelay::Received& received) {
    switch (received.number) {
      case SIGCHLD:
      case SIGWINCH:
        return;
      case SIGCONT:
        return tell(SIGCONT);
      case SIGTSTP:
      case SIGTTIN:
      case SIGTTOU:
        if (received.sent && received.sender != child_) tell(received.number);
        return;
      default:
        // The terminal has told the command itself.
        if (received.sent && received.sender != child_) tell(received.number);
        if (exited_ && received.number != SIGUSR1 && received.number != SIGUSR2) given_up_ = true;
    }
  }

  void see_child() {
    siginfo_t info{};
    const auto id = static_cast<id_t>(child_);
    if (::waitid(P_PID, id, &info, WEXITED | WSTOPPED | WNOHANG | WNOWAIT) != 0) {
      exited_ = errno != EINTR;
      return;
    }
    if (info.si_pid != child_) return;
    if (info.si_code != CLD_STOPPED && info.si_code != CLD_TRAPPED) return reap();
    ::waitid(P_PID, id, &info, WSTOPPED | WNOHANG);
    // Outside a terminal nobody would continue this process.
    if (info.si_status == SIGSTOP && !in_foreground()) return;
    signals_.stop_by(info.si_status);
    tell(SIGCONT);
  }

  void reap() {
    int status = 0;
    rusage usage{};
    pid_t reaped = -1;
    do {
      reaped = ::wait4(child_, &status, 0, &usage);
    } while (reaped < 0 && errno == EINTR);
    exited_ = true;
    exit_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    exit_.code = exit_.signal != 0 ? 128 + exit_.signal : WEXITSTATUS(status);
    exit_.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    exit_.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  }

  static double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  }

  pid_t child_;
  SignalRelay& signals_;
  OutputTee* tee_;
  std::chrono::milliseconds linger_;
  Exit exit_;
  bool exited_ = false;
  bool given_up_ = false;
  std::optional<AttachedClock::time_point> leave_at_;
};

}  // namespace

Result<Attached> RealProcesses::run_attached(const Command& command, const Attachment& attachment) {
  Attached attached;
  std::optional<OutputTee> tee;
  if (attachment.tee == Tee::out) {
    auto opened = OutputTee::open(attachment.output);
    if (opened) {
      tee.emplace(std::move(*opened));
    } else {
      attached.not_teed = opened.error().message;
    }
  }
  SignalRelay signals;
  TRY_ASSIGN(AttachedChild child,
             spawn_attached(command, tee ? tee->streams() : AttachedStreams{}, attachment));
  if (tee) tee->started();
  attached.exit = AttachedWatch(child.pid, signals, tee ? &*tee : nullptr, attachment.linger).run();
  if (tee && !tee->broken().empty()) attached.not_teed = tee->broken();
  attached.trace.unavailable = child.untraced;
  if (child.supervisor) attached.trace = child.supervisor->finish(attachment.linger);
  return attached;
}

}  // namespace recipe::os
