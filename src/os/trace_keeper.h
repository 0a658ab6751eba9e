#pragma once

#include <cstdint>

#include "os/descriptor.h"

namespace recipe::os {

/// A small process that waits until this one is gone, or done, and then lets every traced call of
/// what is left go on, until nothing is traced. Without it those calls would fail with ENOSYS.
class TraceKeeper {
 public:
  /// `listener` stays the caller's. Where no process can be made there is no keeper.
  explicit TraceKeeper(int listener);
  TraceKeeper(const TraceKeeper&) = delete;
  TraceKeeper& operator=(const TraceKeeper&) = delete;
  /// Hands over what is left.
  ~TraceKeeper();
  /// Nothing is traced any more: the process is awaited too.
  void dismiss();

  /// The call that is being looked at, 0 for none: it is let go should this process die meanwhile.
  void working_on(std::uint64_t call) {
    if (shared_ != nullptr) __atomic_store_n(shared_, call, __ATOMIC_RELAXED);
  }

 private:
  std::uint64_t* shared_ = nullptr;  ///< a page of both processes
  int pid_ = 0;
  Descriptor alive_;  ///< closed at the end of this process, whatever ends it
};

}  // namespace recipe::os
