#include <algorithm>

#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

/// `exec(open("configurator.py").read())`: the file that is run may set any name from the command
/// line.
void globals_call(Reading& reading, const Call& call) {
  if (call.name != "exec" || call.positional.empty()) return;
  const Syntax& syntax = call.module.syntax;
  const std::string_view text = syntax.text(call.positional[0]).substr(0, 400);
  if (text.find("open(") == std::string_view::npos && text.find("read") == std::string_view::npos)
    return;
  reading.parser_seen(call);
  reading.open(call, "exec runs another file here, which may take any variable as a flag");
  if (call.module.scope_of[call.node] > guard_scope) return;
  for (const auto& [name, assigned] : call.module.assignments) {
    const Assignment& first = assigned.front();
    const bool before =
        first.function == nowhere && first.target < call.node && first.value != nowhere;
    if (!before || name.find('.') != std::string::npos || name.starts_with('_')) continue;
    const Literal value = reading.evaluate(call.module, first.value);
    if (!value.is_number() && value.kind != Literal::Kind::boolean && value.string() == nullptr)
      continue;
    Flag flag;
    flag.key = name;
    flag.names = {"--" + name};
    flag.place = reading.place_of(call.module, first.target);
    flag.defaults = reading.default_of(call.module, first.value);
    reading.flag(call, std::move(flag));
  }
}

}  // namespace

extern const Family globals_family{
    "globals", "A file run by exec over the script's variables, each of which becomes a flag.",
    globals_call, nullptr};

}  // namespace recipe::code::python
