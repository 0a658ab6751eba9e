#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "base/text.h"
#include "os/real_files.h"
#include "os/real_processes.h"

namespace recipe::os {
namespace {

constexpr std::uint64_t largest_environment = std::uint64_t{16} << 20;

/// The processes whose environment, as they were started with it, holds `entry`. Those of other
/// users cannot be read and are none.
std::set<pid_t> processes_with(RealFiles& files, const std::string& entry) {
  std::set<pid_t> found;
  const auto processes = files.list("/proc");
  if (!processes) return found;
  for (const DirectoryEntry& process : *processes) {
    const auto number = parse_double(process.name);
    if (!number || *number == ::getpid()) continue;
    const auto environment = files.read("/proc/" + process.name + "/environ", largest_environment);
    if (!environment) continue;
    for (const std::string_view variable : split(*environment, '\0')) {
      if (variable == entry) found.insert(static_cast<pid_t>(*number));
    }
  }
  return found;
}

}  // namespace

Result<std::size_t> RealProcesses::end_all_with(const std::string& name, const std::string& value) {
  constexpr auto patience = std::chrono::seconds(10);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  RealFiles files;
  std::set<pid_t> ended;
  for (;;) {
    // Again until none is left: one may just have started another.
    const std::set<pid_t> found = processes_with(files, name + "=" + value);
    if (found.empty()) return ended.size();
    for (const pid_t process : found) ::kill(process, SIGKILL);
    ended.insert(found.begin(), found.end());
    if (std::chrono::steady_clock::now() > deadline) {
      return fail(
          ErrorKind::timeout,
          "process " + std::to_string(*found.begin()) +
              " of an earlier run does not end; it may wait for a device or a network disk");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace recipe::os
