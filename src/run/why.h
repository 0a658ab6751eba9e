#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/record.h"

namespace recipe::run {

/// Why a stage runs that is not up to date, as against the newest of `earlier` in which it came to
/// its end: "LEARNING_RATE is 0.1, was 0.05". Nothing where there is none, and for files as they
/// are, which may always have changed. Records are oldest first.
std::optional<std::string> why_it_runs(const record::StageRecord& stage, std::uint64_t seed,
                                       const std::string& profile,
                                       const std::vector<record::Record>& earlier);

}  // namespace recipe::run
