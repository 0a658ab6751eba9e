#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace recipe::os {

// Memory of another process, which may hold anything and change meanwhile.

/// The text that ends with a zero byte at `address`; false if it cannot be read or is longer than a
/// path can be.
bool read_traced_path(pid_t pid, std::uint64_t address, std::string& path);
/// Exactly `size` bytes, at most a page.
bool read_traced_bytes(pid_t pid, std::uint64_t address, void* bytes, std::size_t size);
/// The strings of a list of pointers that ends with a null: at most 64, each cut after 256 bytes.
std::vector<std::string> read_traced_arguments(pid_t pid, std::uint64_t address);

}  // namespace recipe::os
