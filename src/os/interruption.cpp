#include "os/interruption.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace recipe::os {
namespace {

std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// Both written once, before any thread and any child.
bool installed = false;
bool ignored[NSIG] = {};
bool closed[3] = {};

bool is_ignored(int number) {
  struct sigaction action {};
  return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void request_stop(int) { stop_requested.store(true); }

}  // namespace

void install_signal_handlers() {
  for (int number = 1; number < NSIG; ++number) ignored[number] = is_ignored(number);
  for (int fd = 0; fd <= 2; ++fd) closed[fd] = ::fcntl(fd, F_GETFD) < 0;
  installed = true;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (ignored[number]) continue;
    struct sigaction action {};
    action.sa_handler = request_stop;
    ::sigaction(number, &action, nullptr);
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGCHLD, SIG_DFL);
  int fd = ::open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= 2) fd = ::open("/dev/null", O_RDWR);
  if (fd > 2) ::close(fd);
}

bool interruption_requested() { return stop_requested.load(); }

bool ignored_at_start(int signal) { return installed ? ignored[signal] : is_ignored(signal); }

bool closed_at_start(int descriptor) { return closed[descriptor]; }

}  // namespace recipe::os
