#pragma once

#include <cstdint>
#include <span>

namespace recipe::os {

enum class CallKind {
  open,
  create,
  open_how,  ///< openat2, whose flags lie in memory
  execute,
  rename,
  remove,
  link,
  symlink,
  resize,
  connect,
  enter,       ///< another working directory
  ring,        ///< io_uring, which opens files without further calls
  other_root,  ///< from now on paths mean something else
};

/// A system call that a trace looks at, and which of its arguments hold what; -1: it has none.
struct TracedCall {
  int number;
  CallKind kind;
  int folder;  ///< descriptor to which `path` is relative; -1: the working directory
  int path;    ///< of a symbolic link: its own path, not the target
  int flags = -1;
  int second_folder = -1;
  int second_path = -1;  ///< new name; of a symbolic link the target; of `execute` the arguments
};

/// Those of the architecture that this program is built for.
std::span<const TracedCall> traced_calls();
/// The call of that number, or null.
const TracedCall* traced_call(int number);

/// Numbers of calls through another interface of the same kernel, such as 32-bit programs use, that
/// are only counted.
struct ForeignCalls {
  std::uint32_t architecture;  ///< AUDIT_ARCH_*
  std::span<const std::uint32_t> numbers;
};
std::span<const ForeignCalls> foreign_calls();

/// AUDIT_ARCH_* of this program; 0 where it cannot trace.
std::uint32_t native_architecture();

}  // namespace recipe::os
