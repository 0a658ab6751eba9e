#include "os/programs.h"

#include <gnu/libc-version.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "os/nvml.h"

namespace recipe::os {
namespace {

using namespace std::chrono_literals;

/// A file that changed later could change again within one tick of a coarse clock.
constexpr auto coarsest_tick = 2s;

struct AskedProgram {
  const char* software;
  const char* program;
  std::string_view prefix;  ///< of its answer, left out
  /// One is part of its file's name where that is the program itself.
  std::array<std::string_view, 3> own_names;
};

constexpr std::array<AskedProgram, 4> asked_programs = {{
    {"compiler", "c++", "", {"g++", "clang", "c++"}},
    {"cmake", "cmake", "cmake version ", {"cmake", "cmake", "cmake"}},
    {"python", "python3", "Python ", {"python", "python", "python"}},
    {"git", "git", "git version ", {"git", "git", "git"}},
}};

std::string first_line_of(std::string_view text) {
  const auto all = lines(text);
  return all.empty() ? std::string() : std::string(trim(all.front()));
}

/// What a program that is there and works prints; empty otherwise.
std::string said_by(Processes& processes, std::vector<std::string> arguments) {
  Command command;
  command.arguments = std::move(arguments);
  command.environment["LC_ALL"] = "C";
  const auto said = processes.capture(command, 10s);
  return said && said->exit.succeeded() ? said->out : "";
}

void add_gpus_of_program(Processes& processes, Machine& machine) {
  const std::string said = said_by(
      processes, {"nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"});
  for (const std::string_view line : lines(said)) {
    const std::size_t comma = line.rfind(',');
    if (comma == std::string_view::npos) continue;
    machine.gpus.emplace_back(trim(line.substr(0, comma)));
    machine.gpu_driver = trim(line.substr(comma + 1));
  }
}

/// The devices by which programs reach the driver; /dev/dxg under Windows.
bool has_nvidia_driver(FileSystem& files) {
  for (const char* device : {"/dev/nvidiactl", "/dev/dxg"}) {
    const auto status = files.status(device, Follow::yes);
    if (status && *status) return true;
  }
  return false;
}

/// The file that a name leads to; none where PATH has a relative folder before it.
std::optional<KnownProgram> found_in_path(World& world, const std::string& name) {
  const std::string path = world.environment.get("PATH").value_or("");
  for (const std::string_view folder : split(path, ':')) {
    if (folder.empty() || folder.front() != '/') return std::nullopt;
    const std::string file = join_path(folder, name);
    const auto status = world.files.status(file, Follow::yes);
    if (!status || !*status || (*status)->kind != FileKind::regular) continue;
    if (((*status)->mode & 0111U) != 0) return KnownProgram{file, **status, ""};
  }
  return std::nullopt;
}

bool changed_long_ago(World& world, const FileStatus& status) {
  const auto now = world.clock.now().time_since_epoch() - coarsest_tick;
  return std::chrono::nanoseconds(std::max(status.modified_ns, status.changed_ns)) < now;
}

/// True if the answer depends on this file alone.
bool speaks_for_itself(World& world, const KnownProgram& found, const AskedProgram& asked) {
  const auto real = world.files.real_path(found.path);
  if (!real) return false;
  const std::string name = file_name(*real);
  const bool own =
      std::any_of(asked.own_names.begin(), asked.own_names.end(),
                  [&](std::string_view part) { return name.find(part) != std::string::npos; });
  if (!own) return false;
  auto reader = world.files.open(*real);
  std::array<char, 4> magic{};
  return reader && (*reader)->read(magic.data(), magic.size()).value_or(0) == magic.size() &&
         std::string_view(magic.data(), magic.size()) ==
             "\x7f"
             "ELF";
}

std::string version_line(World& world, const AskedProgram& asked,
                         std::vector<KnownProgram>* known) {
  const auto ask = [&] {
    return first_line_of(said_by(world.processes, {asked.program, "--version"}));
  };
  auto found = known != nullptr ? found_in_path(world, asked.program) : std::nullopt;
  if (!found) return ask();
  const auto before = std::find_if(known->begin(), known->end(),
                                   [&](const auto& each) { return each.path == found->path; });
  if (before != known->end() && before->looks_like(found->status)) return before->said;
  if (before != known->end()) known->erase(before);
  found->said = ask();
  const bool lasting = !found->said.empty() && changed_long_ago(world, found->status) &&
                       speaks_for_itself(world, *found, asked);
  if (lasting) known->push_back(*found);
  return found->said;
}

}  // namespace

void add_gpus(World& world, Machine& machine, const std::string& nvml) {
  if (has_nvidia_driver(world.files)) {
    if (auto driver = ask_nvml(nvml); driver && !driver->gpus.empty()) {
      for (NvidiaGpu& gpu : driver->gpus) {
        machine.gpus.push_back(std::move(gpu.name));
        machine.gpu_memory.push_back(gpu.memory);
      }
      machine.gpu_driver = std::move(driver->version);
      machine.gpu_cuda = std::move(driver->cuda);
      return;
    }
  }
  add_gpus_of_program(world.processes, machine);
}

void ask_programs(World& world, Machine& machine, std::vector<KnownProgram>* known) {
  add_gpus(world, machine, nvml_library);
  for (const AskedProgram& asked : asked_programs) {
    std::string version = version_line(world, asked, known);
    // Without the program's own name in front.
    if (version.starts_with(asked.prefix)) version.erase(0, asked.prefix.size());
    if (!version.empty()) machine.software.emplace_back(asked.software, version);
  }
  machine.software.emplace_back("libc", std::string("glibc ") + ::gnu_get_libc_version());
}

}  // namespace recipe::os
