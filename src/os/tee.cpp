#include "os/tee.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "os/interruption.h"
#include "os/spawn_plan.h"
#include "os/system_error.h"

namespace recipe::os {
namespace {

bool same_place(int a, int b) {
  struct stat first {};
  struct stat second {};
  return ::fstat(a, &first) == 0 && ::fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino && first.st_rdev == second.st_rdev;
}

/// A change of modes from the background would stop this process.
void set_modes(int terminal, const termios& modes) {
  sigset_t stop;
  sigset_t before;
  ::sigemptyset(&stop);
  ::sigaddset(&stop, SIGTTOU);
  ::pthread_sigmask(SIG_BLOCK, &stop, &before);
  ::tcsetattr(terminal, TCSANOW, &modes);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

bool same_input_modes(const termios& a, const termios& b) {
  return a.c_iflag == b.c_iflag && a.c_lflag == b.c_lflag &&
         std::equal(std::begin(a.c_cc), std::end(a.c_cc), std::begin(b.c_cc));
}

/// In a process of its own: only what is safe in a signal handler.
[[noreturn]] void pass_on(int from, char* buffer, std::size_t size) {
  ::dup2(from, STDIN_FILENO);
  ::syscall(SYS_close_range, 2U, ~0U, 0U);
  ::signal(SIGPIPE, SIG_DFL);
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, buffer, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) ::_exit(0);
    for (ssize_t done = 0; done < got;) {
      const ssize_t put =
          ::write(STDOUT_FILENO, buffer + done, static_cast<std::size_t>(got - done));
      if (put < 0 && errno != EINTR) ::_exit(0);
      if (put > 0) done += put;
    }
  }
}

}  // namespace

Result<OutputTee> OutputTee::open(Listener listener) {
  if (closed_at_start(STDOUT_FILENO)) {
    return fail(ErrorKind::unsupported, "standard output is closed");
  }
  OutputTee tee(std::move(listener));
  tee.with_errors_ = !closed_at_start(STDERR_FILENO) && same_place(STDOUT_FILENO, STDERR_FILENO);
  if (::isatty(STDOUT_FILENO) == 1) {
    TRY(tee.open_terminal());
  } else {
    TRY_ASSIGN(Pipe pipe, make_pipe());
    tee.read_ = std::move(pipe.read);
    tee.child_end_ = std::move(pipe.write);
    struct stat found {};
    tee.in_pieces_ = ::fstat(STDOUT_FILENO, &found) != 0 || !S_ISREG(found.st_mode);
  }
  return tee;
}

Result<> OutputTee::open_terminal() {
  read_ = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  std::array<char, 128> name{};
  if (!read_ || ::grantpt(read_.get()) != 0 || ::unlockpt(read_.get()) != 0 ||
      ::ptsname_r(read_.get(), name.data(), name.size()) != 0) {
    return system_failure(errno, "make", "a pseudo-terminal");
  }
  child_end_ = Descriptor(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!child_end_) return system_failure(errno, "open", name.data());
  if (::tcgetattr(STDOUT_FILENO, &modes_) == 0) {
    // The real terminal does that.
    modes_.c_oflag &= ~static_cast<tcflag_t>(OPOST);
    ::tcsetattr(child_end_.get(), TCSANOW, &modes_);
  }
  terminal_ = true;
  in_pieces_ = true;
  static_cast<void>(follow_terminal());
  return {};
}

AttachedStreams OutputTee::streams() const {
  return {child_end_.get(), with_errors_ ? child_end_.get() : -1};
}

void OutputTee::started() { child_end_.close(); }

int OutputTee::descriptor() const { return writing() ? STDOUT_FILENO : read_.get(); }

void OutputTee::step() {
  if (writing()) return write_some();
  read_more();
  // A file takes all at once; of a pipe or a terminal the caller has to ask when.
  if (writing() && !in_pieces_) write_some();
}

void OutputTee::read_more() {
  const ssize_t got = ::read(read_.get(), buffer_.data(), buffer_.size());
  if (got < 0 && errno == EINTR) return;
  if (got <= 0) return read_.close();
  filled_ = static_cast<std::size_t>(got);
  written_ = 0;
  listener_({buffer_.data(), filled_});
}

void OutputTee::write_some() {
  std::string_view rest = pending();
  // That much fits where there is room at all.
  if (in_pieces_) rest = rest.substr(0, PIPE_BUF);
  const ssize_t put = ::write(STDOUT_FILENO, rest.data(), rest.size());
  if (put >= 0) {
    written_ += static_cast<std::size_t>(put);
  } else if (errno != EINTR && errno != EAGAIN) {
    // The command's next write fails in the same way.
    if (errno != EPIPE) broken_ = std::string("standard output failed: ") + std::strerror(errno);
    written_ = filled_;
    read_.close();
  }
}

bool OutputTee::follow_terminal() {
  if (!terminal_ || !read_) return false;
  termios modes{};
  if (::tcgetattr(read_.get(), &modes) == 0 && !same_input_modes(modes, modes_)) {
    modes_ = modes;
    termios real{};
    if (::tcgetattr(STDOUT_FILENO, &real) == 0) {
      real.c_iflag = modes.c_iflag;
      real.c_lflag = modes.c_lflag;
      std::copy(std::begin(modes.c_cc), std::end(modes.c_cc), std::begin(real.c_cc));
      set_modes(STDOUT_FILENO, real);
    }
  }
  winsize real{};
  winsize shown{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &real) != 0) return false;
  if (::ioctl(read_.get(), TIOCGWINSZ, &shown) == 0 &&
      std::memcmp(&real, &shown, sizeof real) == 0) {
    return false;
  }
  return ::ioctl(read_.get(), TIOCSWINSZ, &real) == 0;
}

void OutputTee::leave() {
  if (!read_) return;
  // Twice, so that it is no child of this process and need not be waited for.
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (::fork() == 0) pass_on(read_.get(), buffer_.data(), buffer_.size());
    ::_exit(0);
  }
  while (pid > 0 && ::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
  read_.close();
}

}  // namespace recipe::os
