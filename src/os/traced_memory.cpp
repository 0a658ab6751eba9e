#include "os/traced_memory.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "os/descriptor.h"

namespace recipe::os {
namespace {

/// No smaller page exists, so that a piece that ends at a multiple is readable or not as a whole.
constexpr std::uint64_t page = 4096;
constexpr std::size_t most_arguments = 64;
constexpr std::size_t longest_argument = 256;

std::size_t to_page_end(std::uint64_t address) {
  return static_cast<std::size_t>(page - address % page);
}

iovec piece_at(std::uint64_t address, std::size_t size) {
  return {reinterpret_cast<void*>(static_cast<std::uintptr_t>(address)), size};
}

/// Where process_vm_readv is forbidden the same memory may be open as a file.
ssize_t read_as_file(pid_t pid, std::uint64_t address, void* bytes, std::size_t size) {
  const std::string name = "/proc/" + std::to_string(pid) + "/mem";
  const Descriptor memory(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!memory) return -1;
  return ::pread(memory.get(), bytes, size, static_cast<off_t>(address));
}

ssize_t read_piece(pid_t pid, std::uint64_t address, void* bytes, std::size_t size) {
  const iovec here{bytes, size};
  const iovec there = piece_at(address, size);
  const ssize_t got = ::process_vm_readv(pid, &here, 1, &there, 1, 0);
  if (got >= 0 || (errno != EPERM && errno != ENOSYS)) return got;
  return read_as_file(pid, address, bytes, size);
}

}  // namespace

bool read_traced_path(pid_t pid, std::uint64_t address, std::string& path) {
  path.clear();
  std::array<char, page> buffer;
  while (path.size() < PATH_MAX) {
    const std::size_t size = to_page_end(address);
    const ssize_t got = read_piece(pid, address, buffer.data(), size);
    if (got <= 0) return false;
    const auto length = static_cast<std::size_t>(got);
    const void* end = std::memchr(buffer.data(), 0, length);
    if (end != nullptr) {
      path.append(static_cast<const char*>(buffer.data()), static_cast<const char*>(end));
      return path.size() < PATH_MAX;
    }
    path.append(buffer.data(), length);
    address += length;
  }
  return false;
}

bool read_traced_bytes(pid_t pid, std::uint64_t address, void* bytes, std::size_t size) {
  auto* at = static_cast<char*>(bytes);
  while (size > 0) {
    const std::size_t now = std::min(size, to_page_end(address));
    const ssize_t got = read_piece(pid, address, at, now);
    if (got <= 0) return false;
    const auto length = static_cast<std::size_t>(got);
    at += length;
    address += length;
    size -= length;
  }
  return true;
}

std::vector<std::string> read_traced_arguments(pid_t pid, std::uint64_t address) {
  std::array<std::uint64_t, most_arguments> pointers{};
  const std::size_t first = std::min(sizeof pointers, to_page_end(address));
  if (address == 0 || read_piece(pid, address, pointers.data(), first) <= 0) return {};
  const auto is_null = [](std::uint64_t pointer) { return pointer == 0; };
  auto end = std::find_if(pointers.begin(), pointers.end(), is_null);
  if (static_cast<std::size_t>(end - pointers.begin()) >= first / 8 && first < sizeof pointers) {
    auto* rest = reinterpret_cast<char*>(pointers.data()) + first;
    static_cast<void>(read_piece(pid, address + first, rest, sizeof pointers - first));
    end = std::find_if(pointers.begin(), pointers.end(), is_null);
  }
  const auto count = static_cast<std::size_t>(end - pointers.begin());

  // Each string to the end of its page, so that one unreadable page spoils nothing.
  std::vector<char> buffer(count * longest_argument);
  std::vector<iovec> here(count);
  std::vector<iovec> there(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = std::min(longest_argument, to_page_end(pointers[i]));
    here[i] = {buffer.data() + i * longest_argument, size};
    there[i] = piece_at(pointers[i], size);
  }
  if (count > 0) {
    static_cast<void>(::process_vm_readv(pid, here.data(), count, there.data(), count, 0));
  }
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < count; ++i) {
    char* text = buffer.data() + i * longest_argument;
    std::size_t length = ::strnlen(text, here[i].iov_len);
    if (length == here[i].iov_len && length < longest_argument) {
      const std::size_t more = longest_argument - length;
      if (read_piece(pid, pointers[i] + length, text + length, more) > 0) {
        length += ::strnlen(text + length, more);
      }
    }
    arguments.emplace_back(text, length);
  }
  return arguments;
}

}  // namespace recipe::os
