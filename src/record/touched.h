#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "os/trace.h"

namespace recipe::record {

/// What a run touched: files, programs and hosts, each file and program once.
using Touched = os::Trace;

/// Where a run's full list lies: `runs/<id>/touched.jsonl`.
inline constexpr std::string_view touched_file = "touched.jsonl";

/// JSON lines: a header, then programs, hosts and files, each a line. Paths and arguments that are
/// not UTF-8 are kept byte by byte. Arguments go through `mask`, which hides secrets.
std::string to_lines(
    const Touched& touched, const std::function<std::string(const std::string&)>& mask =
                                [](const std::string& argument) { return argument; });

/// What `to_lines` wrote. Lines that are none are returned by number from 1 in `broken`, the first
/// 100 of them; no more than the bounds of `os::TraceLimits` are kept.
Touched touched_from_lines(std::string_view text, std::vector<std::size_t>& broken);

}  // namespace recipe::record
