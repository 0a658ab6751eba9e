#include "os/machine.h"

#include <fmt/format.h>
#include <gnu/libc-version.h>
#include <sched.h>
#include <sys/utsname.h>

#include <algorithm>

#include "base/quantity.h"
#include "base/text.h"

namespace recipe::os {
namespace {

std::string first_line(std::string_view text) {
  const auto all = lines(text);
  return all.empty() ? std::string() : std::string(trim(all.front()));
}

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
std::string cpu_name(FileSystem& files) {
  auto reader = files.open("/proc/cpuinfo");
  if (!reader) return "";
  std::string text(8192, '\0');
  text.resize((*reader)->read(text.data(), text.size()).value_or(0));
  const std::string model = value_of_key(text, "model name", ':');
  return model.empty() ? value_of_key(text, "Model", ':') : model;
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

/// What a program that is there and works prints; empty otherwise.
std::string said_by(Processes& processes, std::vector<std::string> arguments) {
  Command command;
  command.arguments = std::move(arguments);
  command.environment["LC_ALL"] = "C";
  const auto said = processes.capture(command, std::chrono::seconds(10));
  return said && said->exit.succeeded() ? said->out : "";
}

void add_gpus(Processes& processes, Machine& machine) {
  const std::string said = said_by(
      processes, {"nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"});
  for (const std::string_view line : lines(said)) {
    const std::size_t comma = line.rfind(',');
    if (comma == std::string_view::npos) continue;
    machine.gpus.emplace_back(trim(line.substr(0, comma)));
    machine.gpu_driver = trim(line.substr(comma + 1));
  }
}

/// The first line of what `--version` prints, without the program's own name in front.
void add_program(Processes& processes, Machine& machine, const char* name, const char* program,
                 std::string_view prefix) {
  std::string version = first_line(said_by(processes, {program, "--version"}));
  if (version.rfind(prefix, 0) == 0) version.erase(0, prefix.size());
  if (!version.empty()) machine.software.emplace_back(name, version);
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
  machine.cpu = cpu_name(world.files);
  machine.cores = usable_cores();
  machine.memory = total_memory(world.files);
  return machine;
}

void ask_programs(Processes& processes, Machine& machine) {
  add_gpus(processes, machine);
  add_program(processes, machine, "compiler", "c++", "");
  add_program(processes, machine, "cmake", "cmake", "cmake version ");
  add_program(processes, machine, "python", "python3", "Python ");
  add_program(processes, machine, "git", "git", "git version ");
  machine.software.emplace_back("libc", std::string("glibc ") + ::gnu_get_libc_version());
}

Machine describe_machine(World& world) {
  Machine machine = describe_machine_itself(world);
  ask_programs(world.processes, machine);
  return machine;
}

}  // namespace recipe::os
