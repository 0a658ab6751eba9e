#pragma once

#include <string>

#include "record/store.h"

namespace recipe::record {

/// A name for a run that begins now: "20260131T120000.250Z-4242", the time in UTC and the process.
/// Names in the order of their bytes are runs in the order in which they began: where the clock
/// has gone back, or stood still, the time is a millisecond behind the last name's instead.
/// Whoever names several runs at once in one process tells them apart by ".2", ".3" behind it.
Result<std::string> name_run(os::World& world, const WorkFolder& folder);

}  // namespace recipe::record
