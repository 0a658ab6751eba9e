#pragma once

#include <cstddef>
#include <functional>

namespace recipe::cli {

/// Calls `work` for every number below `count`, in as many threads as the machine has cores, and
/// returns when all are done. What one throws is thrown again here. `keep_going` is asked before
/// each.
void for_each_in_threads(std::size_t count, const std::function<bool()>& keep_going,
                         const std::function<void(std::size_t)>& work);

}  // namespace recipe::cli
