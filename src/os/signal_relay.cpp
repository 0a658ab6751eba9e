#include "os/signal_relay.h"

#include <fcntl.h>

#include <atomic>
#include <cerrno>

#include "os/interruption.h"

namespace recipe::os {
namespace {

std::atomic<int> relay_to{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void relay(int number, siginfo_t* info, void*) {
  const int code = errno;
  const SignalRelay::Received received{number, info->si_code <= 0, info->si_pid};
  // With the pipe full, thousands of signals wait already.
  if (::write(relay_to.load(), &received, sizeof received) < 0) errno = code;
  errno = code;
}

struct sigaction relaying() {
  struct sigaction action {};
  action.sa_sigaction = relay;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  return action;
}

}  // namespace

SignalRelay::SignalRelay() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) {
    read_ = Descriptor(ends[0]);
    write_ = Descriptor(ends[1]);
  }
  relay_to.store(write_.get());
  const struct sigaction action = relaying();
  for (const int number : relayed) {
    if (number != SIGCHLD && ignored_at_start(number)) continue;
    auto& [replaced, before] = before_[replaced_++];
    replaced = number;
    ::sigaction(number, &action, &before);
  }
  // Not ignored, which the command would inherit: handled, by doing nothing.
  struct sigaction nothing {};
  nothing.sa_handler = [](int) {};
  auto& [replaced, before] = before_[replaced_++];
  replaced = SIGPIPE;
  ::sigaction(SIGPIPE, nullptr, &before);
  if (before.sa_handler != SIG_IGN) ::sigaction(SIGPIPE, &nothing, nullptr);
}

SignalRelay::~SignalRelay() {
  while (replaced_ > 0) {
    const auto& [number, before] = before_[--replaced_];
    ::sigaction(number, &before, nullptr);
  }
  relay_to.store(-1);
}

std::optional<SignalRelay::Received> SignalRelay::next() {
  Received received;
  if (::read(read_.get(), &received, sizeof received) != sizeof received) return std::nullopt;
  return received;
}

void SignalRelay::stop_by(int number) {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  struct sigaction before {};
  if (number != SIGSTOP) ::sigaction(number, &standard, &before);
  ::raise(number);
  if (number != SIGSTOP) ::sigaction(number, &before, nullptr);
}

}  // namespace recipe::os
