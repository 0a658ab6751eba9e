#include "os/traced_programs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "os/descriptor.h"
#include "os/traced_place.h"

namespace recipe::os {
namespace {

using Steady = std::chrono::steady_clock;

/// A number of a process is not given again sooner, even where forks are all that happens.
constexpr std::chrono::seconds trusted{1};
constexpr std::size_t most_threads = 100'000;
constexpr int deepest = 64;

struct Kin {
  pid_t process = 0;
  pid_t parent = 0;
};

pid_t number_after(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return 0;
  const char* begin = text.data() + at + name.size();
  pid_t number = 0;
  std::from_chars(begin, text.data() + text.size(), number);
  return number;
}

Kin kin_of(pid_t thread) {
  const std::string name = "/proc/" + std::to_string(thread) + "/status";
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 512> buffer;
  const ssize_t got = file ? ::read(file.get(), buffer.data(), buffer.size()) : 0;
  if (got <= 0) return {};
  const std::string_view text(buffer.data(), static_cast<std::size_t>(got));
  return {number_after(text, "\nTgid:\t"), number_after(text, "\nPPid:\t")};
}

double since_boot() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Clocks of /proc are no finer.
constexpr double tick = 0.011;

/// Seconds since boot at which a thread began, the 22nd field of its `stat`; 0 if it is gone.
double started_at(pid_t thread) {
  const std::string name = "/proc/" + std::to_string(thread) + "/stat";
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 1024> buffer;
  const ssize_t got = file ? ::read(file.get(), buffer.data(), buffer.size()) : 0;
  if (got <= 0) return 0;
  std::string_view text(buffer.data(), static_cast<std::size_t>(got));
  // The name before it may hold anything but ends with the last bracket.
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string_view::npos) return 0;
  text.remove_prefix(name_end + 1);
  for (int field = 2; field < 22; ++field) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return 0;
    text.remove_prefix(space + 1);
  }
  std::uint64_t ticks = 0;
  std::from_chars(text.data(), text.data() + text.size(), ticks);
  return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

TracedPrograms::Thread& TracedPrograms::find(pid_t thread, int depth) {
  const auto now = Steady::now();
  const auto known = threads_.find(thread);
  if (known != threads_.end()) {
    Thread& same = known->second;
    if (now - same.checked < trusted || started_at(thread) <= same.seen + tick) {
      same.checked = now;
      return same;
    }
  }
  const Kin kin = kin_of(thread);
  const pid_t process = kin.process != 0 ? kin.process : thread;
  const Thread found{by_kin(thread, process, kin.parent, depth), process, now, since_boot(), "", 0};
  if (threads_.size() >= most_threads) threads_.clear();
  return threads_.insert_or_assign(thread, found).first->second;
}

/// Of a thread its process's, of a process its parent's; of one whose parent is gone, the latest of
/// the same executable.
std::size_t TracedPrograms::by_kin(pid_t thread, pid_t process, pid_t parent, int depth) {
  if (depth >= deepest) return 0;
  if (process != thread) return find(process, depth + 1).program;
  if (parent == ::getpid()) return 0;
  if (threads_.contains(parent)) return find(parent, depth + 1).program;
  const std::string executable = link_target("/proc/" + std::to_string(thread) + "/exe");
  const std::size_t oldest = programs_.size() - std::min<std::size_t>(programs_.size(), 256);
  for (std::size_t i = programs_.size(); i > oldest; --i) {
    if (programs_[i - 1].executable == executable) return i - 1;
  }
  return parent > 1 ? find(parent, depth + 1).program : 0;
}

std::size_t TracedPrograms::of(pid_t thread) { return find(thread, 0).program; }

pid_t TracedPrograms::process_of(pid_t thread) const {
  const auto known = threads_.find(thread);
  return known != threads_.end() ? known->second.process : thread;
}

const std::string& TracedPrograms::folder_of(pid_t thread) {
  Thread& process = find(find(thread, 0).process, 0);
  if (process.entering == thread) process.entering = 0;
  if (process.folder.empty() || process.entering != 0) {
    process.folder = link_target("/proc/" + std::to_string(thread) + "/cwd");
  }
  return process.folder;
}

void TracedPrograms::enters(pid_t thread) {
  Thread& process = find(find(thread, 0).process, 0);
  process.folder.clear();
  process.entering = thread;
}

void TracedPrograms::forget_folders() {
  for (auto& [number, thread] : threads_) thread.folder.clear();
}

void TracedPrograms::started(pid_t thread, const std::string& executable,
                             std::vector<std::string> arguments, bool privileged) {
  Thread& runs = find(thread, 0);
  const std::size_t parent = runs.program;
  std::string key = std::to_string(parent) + '\0' + executable;
  // Beyond half of the limit, starts are told apart by their program alone.
  const bool crowded = programs_.size() >= limits_.programs / 2;
  if (crowded) {
    key = executable;
  } else {
    for (const std::string& argument : arguments) key += '\0' + argument;
  }
  const auto known = by_start_.find(key);
  if (known != by_start_.end()) {
    ++programs_[known->second].count;
    runs.program = known->second;
  } else if (programs_.size() < limits_.programs) {
    if (crowded) arguments.resize(std::min<std::size_t>(arguments.size(), 1));
    runs.program = programs_.size();
    by_start_.emplace(std::move(key), runs.program);
    programs_.push_back({executable, std::move(arguments), parent, runs.process, 1, privileged});
  } else {
    ++dropped_;
  }
  if (runs.process != thread) find(runs.process, 0).program = runs.program;
}

void TracedPrograms::finish(Trace& trace) {
  if (dropped_ > 0) {
    trace.notes.push_back(
        fmt::format("Only the first {} programs are listed; others were started {} times.",
                    limits_.programs, dropped_));
  }
  trace.programs = std::move(programs_);
}

}  // namespace recipe::os
