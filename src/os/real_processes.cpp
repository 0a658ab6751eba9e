#include "os/real_processes.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/text.h"
#include "os/descriptor.h"
#include "os/interruption.h"
#include "os/spawn.h"

namespace recipe::os {
namespace {

using Steady = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds ask_every{100};
/// How long what the command left behind, such as a `tee`, may still write, and how long what was
/// killed may take to let go of the pipes.
constexpr Milliseconds linger{250};

double seconds_of_timeval(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// Follows one child from its start until nothing of its process group is left.
class Watch {
 public:
  Watch(Child child, const Listener& listener)
      : child_(std::move(child)),
        listener_(listener),
        exit_seen_(static_cast<int>(::syscall(SYS_pidfd_open, child_.pid, 0))) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    if (child_.pid > 0) reap();
  }

  Exit run() {
    const auto begin = Steady::now();
    auto asked = begin;
    while (!done()) {
      const bool heard = wait_and_read();
      const auto now = Steady::now();
      if (!exited_ && has_exited()) {
        exited_ = true;
        exit_.seconds = std::chrono::duration<double>(now - begin).count();
        if (!kill_at_) kill_at_ = now + linger;
      }
      if (!exited_ && !exit_.interrupted && (heard || now - asked >= ask_every)) {
        asked = now;
        if (!listener_.keep_going()) interrupt(now);
      }
      if (kill_at_ && now >= *kill_at_ && !leave_at_) {
        kill_group(SIGKILL);
        leave_at_ = now + linger;
      }
    }
    reap();
    return exit_;
  }

 private:
  bool done() const {
    if (!exited_) return false;
    return (!child_.out && !child_.err) || (leave_at_ && Steady::now() >= *leave_at_);
  }

  void kill_group(int signal) const { ::kill(-child_.pid, signal); }

  void interrupt(Steady::time_point now) {
    exit_.interrupted = true;
    kill_group(SIGTERM);
    kill_group(SIGCONT);
    kill_at_ = now + listener_.grace;
  }

  /// The dead child is left to `reap`, so that its number stays taken and the group can be killed.
  bool has_exited() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child_.pid), &info, WEXITED | WNOHANG | WNOWAIT) ==
               0 &&
           info.si_pid == child_.pid;
  }

  int milliseconds_to_wait() const {
    auto wait = exit_seen_ || exited_ ? ask_every : Milliseconds(10);
    const auto next = leave_at_ ? leave_at_ : kill_at_;
    if (next) {
      const auto left = std::chrono::ceil<Milliseconds>(*next - Steady::now());
      // Past both, only the kernel keeps the child from ending.
      if (left.count() > 0) wait = std::min(wait, left);
    }
    return static_cast<int>(wait.count());
  }

  /// True if there was output.
  bool wait_and_read() {
    std::array<pollfd, 3> polled{pollfd{child_.out.get(), POLLIN, 0},
                                 pollfd{child_.err.get(), POLLIN, 0},
                                 pollfd{exited_ ? -1 : exit_seen_.get(), POLLIN, 0}};
    if (::poll(polled.data(), polled.size(), milliseconds_to_wait()) <= 0) return false;
    bool heard = false;
    if (polled[0].revents != 0) heard |= read_from(child_.out, Stream::out);
    if (polled[1].revents != 0) heard |= read_from(child_.err, Stream::err);
    return heard;
  }

  bool read_from(Descriptor& pipe, Stream stream) {
    const ssize_t got = ::read(pipe.get(), buffer_.data(), buffer_.size());
    if (got > 0) {
      listener_.output(stream, {buffer_.data(), static_cast<std::size_t>(got)});
      return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) pipe.close();
    return false;
  }

  void reap() {
    kill_group(SIGKILL);
    int status = 0;
    rusage usage{};
    pid_t reaped = -1;
    do {
      reaped = ::wait4(child_.pid, &status, 0, &usage);
    } while (reaped < 0 && errno == EINTR);
    child_.pid = 0;
    exit_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    exit_.code = exit_.signal != 0 ? 128 + exit_.signal : WEXITSTATUS(status);
    exit_.cpu_seconds = seconds_of_timeval(usage.ru_utime) + seconds_of_timeval(usage.ru_stime);
    exit_.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  }

  Child child_;
  const Listener& listener_;
  Descriptor exit_seen_;
  std::vector<char> buffer_ = std::vector<char>(65536);
  std::optional<Steady::time_point> kill_at_;
  std::optional<Steady::time_point> leave_at_;
  bool exited_ = false;
  Exit exit_;
};

void keep(std::string& kept, std::string_view bytes, std::size_t limit) {
  kept.append(bytes.substr(0, limit - std::min(limit, kept.size())));
}

}  // namespace

Result<Exit> RealProcesses::run(const Command& command, const Listener& listener) {
  TRY_ASSIGN(Child child, spawn(command));
  return Watch(std::move(child), listener).run();
}

Result<Captured> RealProcesses::capture(const Command& command, std::chrono::milliseconds timeout,
                                        std::size_t limit) {
  Captured captured;
  const auto deadline = Steady::now() + timeout;
  // What cleans up after an interruption is not itself interrupted.
  const bool interruptible = !interruption_requested();
  const auto stopped = [&] { return interruptible && interruption_requested(); };
  Listener listener;
  listener.output = [&](Stream stream, std::string_view bytes) {
    keep(stream == Stream::out ? captured.out : captured.err, bytes, limit);
  };
  listener.keep_going = [&] { return Steady::now() < deadline && !stopped(); };
  listener.grace = Milliseconds(500);
  TRY_ASSIGN(captured.exit, run(command, listener));
  if (!captured.exit.interrupted) return captured;
  if (stopped()) {
    return fail(ErrorKind::interrupted, command.arguments.front() + " was stopped");
  }
  return fail(ErrorKind::timeout,
              fmt::format("{} took longer than {} s and was stopped", command.arguments.front(),
                          shortest(std::chrono::duration<double>(timeout).count())));
}

}  // namespace recipe::os
