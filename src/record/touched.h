#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/trace.h"

namespace recipe::record {

/// What a run touched: files, programs and hosts, each file and program once.
using Touched = os::Trace;

/// Where a run's full list lies: `runs/<id>/touched.jsonl`.
inline constexpr std::string_view touched_file = "touched.jsonl";

/// What hides secrets among the arguments of a program; a secret may be an argument of its own.
using MaskArguments = std::function<std::vector<std::string>(const std::vector<std::string>&)>;

/// JSON lines: a header, then programs, hosts and files, each a line. Paths and arguments that are
/// not UTF-8 are kept byte by byte.
std::string to_lines(
    const Touched& touched,
    const MaskArguments& mask = [](const std::vector<std::string>& arguments) {
      return arguments;
    });

/// What `to_lines` wrote. Lines that are none are returned by number from 1 in `broken`, the first
/// 100 of them; no more than the bounds of `os::TraceLimits` are kept.
Touched touched_from_lines(std::string_view text, std::vector<std::size_t>& broken);

}  // namespace recipe::record
