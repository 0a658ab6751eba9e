#include "os/machine.h"

#include <fmt/format.h>
#include <sched.h>
#include <sys/utsname.h>

#include <algorithm>

#include "base/quantity.h"
#include "base/text.h"
#include "os/cpu.h"

namespace recipe::os {
namespace {

/// The value of the first line "key<separator>value", without quotes.
std::string value_of_key(std::string_view text, std::string_view key, char separator) {
  for (const std::string_view line : lines(text)) {
    const std::size_t at = line.find(separator);
    if (at == std::string_view::npos || trim(line.substr(0, at)) != key) continue;
    std::string_view value = trim(line.substr(at + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return std::string(value);
  }
  return "";
}

std::string system_name(FileSystem& files) {
  for (const char* path : {"/etc/os-release", "/usr/lib/os-release"}) {
    if (const auto text = files.read(path, 1 << 16)) {
      return value_of_key(*text, "PRETTY_NAME", '=');
    }
  }
  return "";
}

std::string kernel_name() {
  utsname names{};
  if (::uname(&names) != 0) return "";
  return fmt::format("{} {} {}", names.sysname, names.release, names.machine);
}

/// Only the beginning is read: the rest repeats it for every core.
Cpu first_cpu(FileSystem& files) {
  auto reader = files.open("/proc/cpuinfo");
  if (!reader) return {};
  std::string text(8192, '\0');
  text.resize((*reader)->read(text.data(), text.size()).value_or(0));
  return read_cpu(text);
}

unsigned usable_cores() {
  constexpr int most = 8192;
  cpu_set_t* set = CPU_ALLOC(most);
  if (set == nullptr) return 0;
  const std::size_t size = CPU_ALLOC_SIZE(most);
  CPU_ZERO_S(size, set);
  const int count = ::sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : 0;
  CPU_FREE(set);
  return static_cast<unsigned>(count);
}

std::uint64_t total_memory(FileSystem& files) {
  const auto text = files.read("/proc/meminfo", 1 << 16);
  if (!text) return 0;
  const std::string total = value_of_key(*text, "MemTotal", ':');
  const auto kibibytes = parse_double(total.substr(0, total.find(' ')));
  return kibibytes ? static_cast<std::uint64_t>(*kibibytes) * 1024 : 0;
}

/// "2 x NVIDIA H200", or the name alone; different ones one after the other.
std::vector<std::string> counted_names(const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (auto name = names.begin(); name != names.end();) {
    const auto end = std::find_if(name, names.end(), [&](const auto& n) { return n != *name; });
    parts.push_back(end - name == 1 ? *name : fmt::format("{} x {}", end - name, *name));
    name = end;
  }
  return parts;
}

}  // namespace

std::string Machine::summary() const {
  std::vector<std::string> parts;
  if (!cpu.empty()) parts.push_back(cpu);
  if (cores > 0) parts.push_back(counted(cores, "core"));
  constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
  if (memory >= gibibyte) {
    parts.push_back(fmt::format("{} GiB", (memory + gibibyte / 2) / gibibyte));
  } else if (memory > 0) {
    parts.push_back(format_bytes(static_cast<double>(memory)));
  }
  for (std::string& part : counted_names(gpus)) parts.push_back(std::move(part));
  return join(parts, ", ");
}

Machine describe_machine_itself(World& world) {
  Machine machine;
  machine.system = system_name(world.files);
  machine.kernel = kernel_name();
  Cpu cpu = first_cpu(world.files);
  machine.cpu = std::move(cpu.model);
  machine.cpu_flags = std::move(cpu.flags);
  machine.cores = usable_cores();
  machine.memory = total_memory(world.files);
  return machine;
}

}  // namespace recipe::os
