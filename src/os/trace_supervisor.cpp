#include "os/trace_supervisor.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <future>
#include <mutex>

#include "os/trace_book.h"
#include "os/trace_keeper.h"
#include "os/traced_call.h"
#include "os/traced_hosts.h"
#include "os/traced_memory.h"
#include "os/traced_programs.h"

#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS SECCOMP_IOW(4, __u64)
#define SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP (1UL << 0)
#endif

namespace recipe::os {
namespace {

/// One traced call, read from the memory of the thread that makes it.
struct TracedEvent {
  CallKind kind = CallKind::open;
  pid_t thread = 0;
  std::size_t program = 0;
  std::string path;
  std::string second;
  OpenWay way;
  std::vector<std::string> arguments;
  std::optional<TracedHost> host;
  LastLink last = LastLink::keep;
  bool only_reads() const { return kind == CallKind::open && !way.write && !way.make && !way.cut; }
};

OpenWay way_of(std::uint64_t flags) {
  OpenWay way;
  const auto mode = static_cast<int>(flags & O_ACCMODE);
  way.read = mode != O_WRONLY;
  way.write = mode != O_RDONLY;
  way.make = (flags & O_CREAT) != 0;
  way.cut = (flags & O_TRUNC) != 0;
  const bool keep = (flags & O_NOFOLLOW) != 0 || (way.make && (flags & O_EXCL) != 0);
  if (keep) way.last = LastLink::keep;
  return way;
}

std::uint64_t argument(const seccomp_notif& call, int index) {
  return index < 0 ? 0 : call.data.args[index];
}

/// A descriptor that may be AT_FDCWD.
std::int64_t folder_of(const seccomp_notif& call, int index) {
  return index < 0 ? AT_FDCWD : static_cast<int>(call.data.args[index]);
}

}  // namespace

struct TraceSupervisor::Work {
  Work(Descriptor from, bool no_new, const TraceLimits& limits)
      : listener(std::move(from)),
        stop(::eventfd(0, EFD_CLOEXEC)),
        keeper(listener.get()),
        no_new_privileges(no_new),
        book(limits),
        programs(limits),
        hosts(limits) {}

  void serve();
  void answer(const seccomp_notif& call);
  bool read(const seccomp_notif& call, const TracedCall& known, TracedEvent& event);
  bool read_path(const seccomp_notif& call, int folder, int path, std::string& absolute);
  bool read_how(const seccomp_notif& call, const TracedCall& known, TracedEvent& event);
  std::string start_of(pid_t thread, std::int64_t folder);
  void record(TracedEvent& event);
  void let_go(std::uint64_t id) const;
  bool still_waits(std::uint64_t id) const;
  void add_notes(Trace& trace) const;

  Descriptor listener;
  Descriptor stop;
  TraceKeeper keeper;
  bool no_new_privileges;
  TraceBook book;
  TracedPrograms programs;
  TracedHosts hosts;
  std::uint64_t events = 0;
  std::uint64_t foreign = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t rings = 0;
  std::uint64_t other_roots = 0;
  bool all_ended = false;
  std::string path_buffer;
  std::promise<void> ended;
  std::thread server;
};

void TraceSupervisor::Work::let_go(std::uint64_t id) const {
  seccomp_notif_resp answer{};
  answer.id = id;
  answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  // A thread that was killed meanwhile waits no more.
  ::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

bool TraceSupervisor::Work::still_waits(std::uint64_t id) const {
  return ::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

bool TraceSupervisor::Work::read_path(const seccomp_notif& call, int folder, int path,
                                      std::string& absolute) {
  const auto thread = static_cast<pid_t>(call.pid);
  if (!read_traced_path(thread, argument(call, path), path_buffer)) {
    if (errno == EPERM || errno == EACCES) ++unreadable;
    return false;
  }
  auto found = absolute_path(thread, start_of(thread, folder_of(call, folder)), path_buffer);
  if (!found) return false;
  absolute = std::move(*found);
  return true;
}

/// The folder from which a relative path goes; nothing is asked for an absolute one.
std::string TraceSupervisor::Work::start_of(pid_t thread, std::int64_t folder) {
  if (path_buffer.starts_with('/')) return "";
  if (folder == AT_FDCWD) return programs.folder_of(thread);
  return link_target("/proc/" + std::to_string(thread) + "/fd/" + std::to_string(folder));
}

bool TraceSupervisor::Work::read_how(const seccomp_notif& call, const TracedCall& known,
                                     TracedEvent& event) {
  std::uint64_t flags = 0;
  if (!read_traced_bytes(event.thread, argument(call, known.flags), &flags, sizeof flags)) {
    return false;
  }
  if ((flags & (O_DIRECTORY | O_PATH)) != 0) return false;
  event.way = way_of(flags);
  return true;
}

bool TraceSupervisor::Work::read(const seccomp_notif& call, const TracedCall& known,
                                 TracedEvent& event) {
  event.kind = known.kind;
  event.thread = static_cast<pid_t>(call.pid);
  const std::uint64_t flags = argument(call, known.flags);
  switch (known.kind) {
    case CallKind::open:
      event.way = way_of(flags);
      break;
    case CallKind::open_how:
      if (!read_how(call, known, event)) return false;
      event.kind = CallKind::open;
      break;
    case CallKind::create:
      event.way = way_of(O_WRONLY | O_CREAT | O_TRUNC);
      event.kind = CallKind::open;
      break;
    case CallKind::resize:
      event.way = way_of(O_WRONLY);
      event.kind = CallKind::open;
      break;
    case CallKind::remove:
      if ((flags & AT_REMOVEDIR) != 0) return false;
      break;
    case CallKind::execute:
      event.arguments = read_traced_arguments(event.thread, argument(call, known.second_path));
      break;
    case CallKind::link:
      if ((flags & AT_SYMLINK_FOLLOW) != 0) event.last = LastLink::follow;
      [[fallthrough]];
    case CallKind::rename:
      if (!read_path(call, known.second_folder, known.second_path, event.second)) return false;
      break;
    case CallKind::symlink:
      if (!read_traced_path(event.thread, argument(call, known.second_path), event.second)) {
        return false;
      }
      break;
    case CallKind::connect:
      event.host = read_traced_host(event.thread, argument(call, 1), argument(call, 2));
      if (!event.host) return false;
      break;
    case CallKind::enter:
      programs.enters(event.thread);
      return false;
    case CallKind::ring:
    case CallKind::other_root:
      return true;
  }
  if (known.kind != CallKind::connect && !read_path(call, known.folder, known.path, event.path)) {
    return false;
  }
  if (event.only_reads() && book.knows_reading(event.path)) return false;
  event.program = programs.of(event.thread);
  if (known.kind == CallKind::connect) {
    event.host->program = event.program;
    event.host->datagram =
        is_datagram(programs.process_of(event.thread), static_cast<int>(argument(call, 0)));
  }
  return true;
}

void TraceSupervisor::Work::record(TracedEvent& event) {
  switch (event.kind) {
    case CallKind::execute:
      if (const auto started = book.executed(event.program, event.path)) {
        programs.started(event.thread, started->path, std::move(event.arguments),
                         started->privileged);
      }
      return;
    case CallKind::rename:
      if (book.renamed(event.program, event.path, event.second)) programs.forget_folders();
      return;
    case CallKind::remove:
      return book.deleted(event.program, event.path);
    case CallKind::link:
      return book.linked(event.program, event.path, event.second, event.last);
    case CallKind::symlink:
      return book.symbolic_link(event.program, event.second, event.path);
    case CallKind::connect:
      return hosts.add(*event.host);
    case CallKind::ring:
      ++rings;
      return;
    case CallKind::other_root:
      ++other_roots;
      programs.forget_folders();
      return;
    default:
      return book.opened(event.program, event.path, event.way);
  }
}

void TraceSupervisor::Work::answer(const seccomp_notif& call) {
  ++events;
  keeper.working_on(call.id);
  const TracedCall* known =
      call.data.arch == native_architecture() ? traced_call(call.data.nr) : nullptr;
  if (known == nullptr) {
    ++foreign;
    return let_go(call.id);
  }
  TracedEvent event;
  // Without the second look, the memory may have been that of another process.
  const bool usable = read(call, *known, event) && still_waits(call.id);
  if (usable) record(event);
  let_go(call.id);
}

void TraceSupervisor::Work::serve() {
  std::uint64_t flags = SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP;
  ::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_SET_FLAGS, flags);
  for (;;) {
    std::array<pollfd, 2> polled{pollfd{listener.get(), POLLIN, 0}, pollfd{stop.get(), POLLIN, 0}};
    if (::poll(polled.data(), polled.size(), -1) < 0) continue;
    if ((polled[0].revents & POLLIN) != 0) {
      seccomp_notif call{};
      if (::ioctl(listener.get(), SECCOMP_IOCTL_NOTIF_RECV, &call) == 0) answer(call);
    } else if (polled[0].revents != 0) {
      all_ended = true;
      break;
    }
    if (polled[1].revents != 0) break;
  }
  ended.set_value();
}

void TraceSupervisor::Work::add_notes(Trace& trace) const {
  if (foreign > 0) {
    trace.notes.push_back(fmt::format(
        "{} calls were made through another interface of the kernel, as 32-bit programs do; what "
        "they opened was not seen.",
        foreign));
  }
  if (unreadable > 0) {
    trace.notes.push_back(fmt::format(
        "{} calls were made by processes whose memory may not be read; what they opened was not "
        "seen.",
        unreadable));
  }
  if (rings > 0) {
    trace.notes.push_back("io_uring was used; files opened through it were not seen.");
  }
  if (other_roots > 0) {
    trace.notes.push_back(
        "A program changed its root folder; its paths are listed as it named them.");
  }
  if (trace.daemons) {
    trace.notes.push_back("Processes outlived the command; what they did later was not seen.");
  }
  for (const TracedProgram& program : trace.programs) {
    if (!program.privileged) continue;
    trace.notes.push_back(program.executable +
                          (no_new_privileges
                               ? " is meant to run with more rights; under the trace it had none."
                               : " ran with more rights than its caller."));
    if (trace.notes.size() > 20) break;
  }
  if (const std::string used = daemon_of(trace); !used.empty()) {
    trace.notes.push_back(used + " was used; files that a daemon opened for it were not seen.");
  }
}

TraceSupervisor::TraceSupervisor(Descriptor listener, bool no_new_privileges,
                                 const TraceLimits& limits)
    : work_(std::make_unique<Work>(std::move(listener), no_new_privileges, limits)) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  work_->server = std::thread([work = work_.get()] { work->serve(); });
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TraceSupervisor::~TraceSupervisor() {
  if (!work_->server.joinable()) return;
  ::eventfd_write(work_->stop.get(), 1);
  work_->server.join();
}

Trace TraceSupervisor::finish(std::chrono::milliseconds linger) {
  if (work_->ended.get_future().wait_for(linger) != std::future_status::ready) {
    ::eventfd_write(work_->stop.get(), 1);
  }
  work_->server.join();
  if (work_->all_ended) work_->keeper.dismiss();
  Trace trace;
  trace.events = work_->events;
  trace.daemons = !work_->all_ended;
  work_->programs.finish(trace);
  work_->hosts.finish(trace);
  work_->book.finish(trace);
  work_->add_notes(trace);
  return trace;
}

}  // namespace recipe::os
