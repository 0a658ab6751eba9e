#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "os/world.h"

namespace recipe::os {

/// What is known of this machine and its programs. Absent is empty or 0.
struct Machine {
  std::string system;             ///< "Debian GNU/Linux 12 (bookworm)", from os-release
  std::string kernel;             ///< "Linux 6.1.0 x86_64"
  std::string cpu;                ///< model name
  unsigned cores = 0;             ///< that this process may use
  std::uint64_t memory = 0;       ///< bytes
  std::vector<std::string> gpus;  ///< names from NVML or nvidia-smi, one per device
  std::string gpu_driver;
  std::vector<std::pair<std::string, std::string>>
      software;                                ///< compiler, cmake, python, libc, ...
  std::vector<std::string> cpu_flags = {};     ///< that matter for numbers, see cpu.h
  std::vector<std::uint64_t> gpu_memory = {};  ///< bytes of each, 0 if not known; none without NVML
  std::string gpu_cuda = {};                   ///< the newest CUDA that the driver can serve

  /// "AMD EPYC 7763, 2 cores, 23 GiB" and GPUs.
  std::string summary() const;
};

/// What the system says, which takes no moment: without GPUs and software.
Machine describe_machine_itself(World& world);

/// Installed versions by Debian's package database, empty where a package is not installed; none if
/// the system has no such database.
Result<std::optional<std::vector<std::string>>> installed_versions(
    World& world, const std::vector<std::string>& packages);

/// `left relation right` as Debian orders versions; relation is one of < <= = >= >.
Result<bool> version_holds(World& world, const std::string& left, const std::string& relation,
                           const std::string& right);

}  // namespace recipe::os
