#include "cli/exit.h"

#include <algorithm>
#include <array>

namespace recipe::cli {
namespace {

constexpr std::array<Exit, 7> worst_first = {Exit::interrupted, Exit::bug,    Exit::usage,
                                             Exit::refused,     Exit::failed, Exit::undecided,
                                             Exit::fine};

}  // namespace

Exit worst(Exit a, Exit b) {
  return *std::find_if(worst_first.begin(), worst_first.end(),
                       [&](Exit exit) { return exit == a || exit == b; });
}

Exit exit_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::invalid:
    case ErrorKind::unsupported:
      return Exit::usage;
    case ErrorKind::interrupted:
      return Exit::interrupted;
    case ErrorKind::not_found:
    case ErrorKind::denied:
    case ErrorKind::io:
    case ErrorKind::timeout:
      return Exit::refused;
  }
  return Exit::bug;
}

}  // namespace recipe::cli
