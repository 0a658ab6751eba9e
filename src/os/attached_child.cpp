#include "os/attached_child.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cstring>

#include "os/interruption.h"
#include "os/spawn_plan.h"
#include "os/system_error.h"
#include "os/trace_filter.h"
#include "os/traced_call.h"

namespace recipe::os {
namespace {

struct TraceSetup {
  std::vector<sock_filter> filter;
  Descriptor here;   ///< of the parent
  Descriptor there;  ///< of the child
};

using Control = std::array<char, CMSG_SPACE(sizeof(int))>;

msghdr message_of(iovec& bytes, Control& control) {
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  return message;
}

/// In the child: under the filter from now on, or not to live.
void be_traced(const TraceSetup& setup) {
  Installed installed = install_trace_filter(setup.filter);
  iovec bytes{&installed, sizeof installed};
  alignas(cmsghdr) Control control{};
  msghdr message = message_of(bytes, control);
  if (installed.listener >= 0) {
    cmsghdr* part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(part), &installed.listener, sizeof(int));
  } else {
    message.msg_control = nullptr;
    message.msg_controllen = 0;
  }
  char go = 0;
  if (::sendmsg(setup.there.get(), &message, MSG_NOSIGNAL) < 0 || installed.listener < 0 ||
      ::read(setup.there.get(), &go, 1) != 1) {
    ::_exit(127);
  }
  ::close(installed.listener);
}

/// In the parent: what the child came to; its listener is owned by `listener`.
Installed hear_installed(const TraceSetup& setup, Descriptor& listener) {
  Installed installed;
  iovec bytes{&installed, sizeof installed};
  alignas(cmsghdr) Control control{};
  msghdr message = message_of(bytes, control);
  ssize_t got = -1;
  do {
    got = ::recvmsg(setup.here.get(), &message, MSG_CMSG_CLOEXEC);
  } while (got < 0 && errno == EINTR);
  installed.listener = -1;
  if (got != sizeof installed) {
    installed.code = EPERM;
    return installed;
  }
  const cmsghdr* part = CMSG_FIRSTHDR(&message);
  if (part != nullptr && part->cmsg_type == SCM_RIGHTS) {
    std::memcpy(&installed.listener, CMSG_DATA(part), sizeof(int));
    listener = Descriptor(installed.listener);
  }
  return installed;
}

/// In the child. Handlers are this program's own; what it ignores may not have been ignored before.
void restore_signals(const sigset_t& blocked) {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction now {};
    if (::sigaction(number, nullptr, &now) != 0) continue;
    if (now.sa_handler == SIG_IGN && ignored_at_start(number)) continue;
    ::sigaction(number, &standard, nullptr);
  }
  ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
}

[[noreturn]] void become_attached(const SpawnPlan& plan, const AttachedStreams& streams,
                                  const TraceSetup* setup, const sigset_t& blocked) {
  restore_signals(blocked);
  if (streams.out >= 0) ::dup2(streams.out, STDOUT_FILENO);
  if (streams.err >= 0) ::dup2(streams.err, STDERR_FILENO);
  for (int fd = 0; fd <= 2; ++fd) {
    if (closed_at_start(fd)) ::close(fd);
  }
  if (setup != nullptr) be_traced(*setup);
  become_program(plan);
}

std::string why_untraced(int code) {
  switch (code) {
    case EBUSY:
      return "another program already watches the system calls made here, such as a trace around "
             "this one";
    case EINVAL:
    case ENOSYS:
      return "this kernel cannot do it (Linux 5.5 or later with seccomp is needed)";
    case EPERM:
    case EACCES:
      return "the kernel forbids it here, as in some containers and sandboxes";
    default:
      return std::string("the kernel refused: ") + std::strerror(code);
  }
}

Result<TraceSetup> trace_setup() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return system_failure(errno, "make", "a socket");
  }
  return TraceSetup{trace_filter(), Descriptor(ends[0]), Descriptor(ends[1])};
}

void reap_failed(pid_t pid) {
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
}

}  // namespace

Result<AttachedChild> spawn_attached(const Command& command, const AttachedStreams& streams,
                                     const Attachment& attachment) {
  TRY_ASSIGN(SpawnPlan plan, spawn_plan(command));
  AttachedChild child;
  std::optional<TraceSetup> setup;
  if (attachment.tracing == Tracing::yes && native_architecture() == 0) {
    child.untraced = "it is not made for this processor";
  } else if (attachment.tracing == Tracing::yes) {
    TRY_ASSIGN(setup, trace_setup());
  }
  const auto start = [&] {
    return fork_into([&](const sigset_t& blocked) {
      become_attached(plan, streams, setup ? &*setup : nullptr, blocked);
    });
  };
  child.pid = start();
  if (child.pid >= 0 && setup) {
    setup->there.close();
    Descriptor listener;
    const Installed installed = hear_installed(*setup, listener);
    if (listener) {
      child.supervisor = std::make_unique<TraceSupervisor>(
          std::move(listener), installed.no_new_privileges, attachment.limits);
      // Should the child be gone, await_start finds the pipe closed.
      static_cast<void>(::send(setup->here.get(), "g", 1, MSG_NOSIGNAL));
    } else {
      child.untraced = why_untraced(installed.code);
      reap_failed(child.pid);
      setup.reset();
      child.pid = start();
    }
  }
  if (child.pid < 0) return system_failure(errno, "start", command.arguments.front());
  TRY(await_start(plan, child.pid, command));
  return child;
}

}  // namespace recipe::os
