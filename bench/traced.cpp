// Runs a command as `recipe record` does, so that what the trace costs can be measured alone.
//
//   traced [--no-trace] [--tee] [--list FILE] -- COMMAND...
//
// Exits as the command does; 125 if it could not be started. --list writes what was touched.

#include <cstdio>
#include <string>
#include <string_view>

#include "os/world.h"
#include "record/touched.h"

using namespace recipe;

namespace {

int refuse(const std::string& reason) {
  std::fprintf(stderr, "traced: %s\n", reason.c_str());
  return 125;
}

}  // namespace

int main(int count, char** words) {
  os::Attachment attachment;
  attachment.tracing = os::Tracing::yes;
  std::string list;
  int at = 1;
  for (; at < count && std::string_view(words[at]) != "--"; ++at) {
    const std::string_view word = words[at];
    if (word == "--no-trace") {
      attachment.tracing = os::Tracing::no;
    } else if (word == "--tee") {
      attachment.tee = os::Tee::out;
    } else if (word == "--list" && at + 1 < count) {
      list = words[++at];
    } else {
      return refuse("unknown option " + std::string(word));
    }
  }
  os::Command command;
  for (++at; at < count; ++at) command.arguments.emplace_back(words[at]);

  os::World& world = os::real_world();
  const auto attached = world.processes.run_attached(command, attachment);
  if (!attached) return refuse(attached.error().to_string());
  if (!attached->trace.unavailable.empty()) {
    std::fprintf(stderr, "traced: not traced: %s\n", attached->trace.unavailable.c_str());
  }
  if (!list.empty()) {
    const auto written = world.files.write(list, record::to_lines(attached->trace));
    if (!written) return refuse(written.error().to_string());
  }
  return attached->exit.code;
}
