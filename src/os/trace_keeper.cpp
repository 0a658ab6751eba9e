#include "os/trace_keeper.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace recipe::os {
namespace {

constexpr std::size_t page_size = 4096;

void let_go(int listener, std::uint64_t call) {
  seccomp_notif_resp answer{};
  answer.id = call;
  answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

void close_all_but(int first, int second) {
  const auto low = static_cast<unsigned>(first < second ? first : second);
  const auto high = static_cast<unsigned>(first < second ? second : first);
  if (low > 0) ::syscall(SYS_close_range, 0U, low - 1, 0U);
  if (high - low > 1) ::syscall(SYS_close_range, low + 1, high - 1, 0U);
  ::syscall(SYS_close_range, high + 1, ~0U, 0U);
}

/// In the child: only what is safe in a signal handler.
[[noreturn]] void keep(int listener, int alive, const std::uint64_t* shared) {
  ::setsid();
  ::prctl(PR_SET_NAME, "recipe-keeper");
  if (::chdir("/") != 0) ::_exit(0);
  close_all_but(listener, alive);
  char byte = 0;
  while (::read(alive, &byte, 1) < 0 && errno == EINTR) continue;

  if (*shared != 0) let_go(listener, *shared);
  for (;;) {
    pollfd polled{listener, POLLIN, 0};
    if (::poll(&polled, 1, -1) < 0 && errno != EINTR) ::_exit(0);
    if ((polled.revents & POLLIN) == 0) {
      if ((polled.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) ::_exit(0);
      continue;
    }
    seccomp_notif call{};
    if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) == 0) let_go(listener, call.id);
  }
}

}  // namespace

TraceKeeper::TraceKeeper(int listener) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  void* page =
      ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return;
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_ = ::fork();
  if (pid_ == 0) keep(listener, read_end.get(), static_cast<std::uint64_t*>(page));
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid_ < 0) {
    ::munmap(page, page_size);
    return;
  }
  shared_ = static_cast<std::uint64_t*>(page);
  alive_ = std::move(write_end);
}

void TraceKeeper::dismiss() {
  alive_.close();
  while (pid_ > 0 && ::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = 0;
}

TraceKeeper::~TraceKeeper() {
  alive_.close();
  if (shared_ != nullptr) ::munmap(shared_, page_size);
}

}  // namespace recipe::os
