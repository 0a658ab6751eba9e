#include <algorithm>
#include <array>

#include "code/python/parsers.h"

namespace recipe::code::python {
namespace {

constexpr int most_callers_up = 3;
constexpr int most_levels = 40;

enum class Fate { refused, parsed, handed_on, dropped };

/// What one use of the rest says.
enum class Use { refuses, parses, shows, other };

bool ends_program(const Syntax& syntax, NodeId body) {
  for (NodeId node = body; body != nowhere && node < syntax.end(body); ++node) {
    if (syntax.is(node, Kind::raise_statement)) return true;
    if (!syntax.is(node, Kind::call)) continue;
    const NodeId callee = syntax.child(node, Field::function);
    const std::string_view name = syntax.is(callee, Kind::attribute)
                                      ? syntax.text(syntax.child(callee, Field::attribute))
                                      : syntax.text(callee);
    if (name == "error" || name == "exit" || name == "_exit" || name == "fatal") return true;
  }
  return false;
}

Use use_in_call(const Syntax& syntax, NodeId call) {
  static constexpr std::array<std::string_view, 10> shows = {
      "print", "info", "warning", "warn", "debug", "log", "len", "format", "str", "join"};
  const NodeId callee = syntax.child(call, Field::function);
  const std::string_view name = syntax.is(callee, Kind::attribute)
                                    ? syntax.text(syntax.child(callee, Field::attribute))
                                    : syntax.text(callee);
  if (name == "parse_args" || name == "parse_known_args") return Use::parses;
  return std::find(shows.begin(), shows.end(), name) == shows.end() ? Use::other : Use::shows;
}

Use use_of(const Syntax& syntax, NodeId node) {
  bool shown = false;
  NodeId from = node;
  int levels = 0;
  for (NodeId at = syntax.parent(node); at != nowhere && levels < most_levels;
       from = at, at = syntax.parent(at), ++levels) {
    switch (syntax.kind(at)) {
      case Kind::assert_statement:
        return from == syntax.first(at) ? Use::refuses : Use::shows;
      case Kind::raise_statement:
        return Use::shows;
      case Kind::if_statement:
      case Kind::elif_clause:
        if (syntax.field(from) != Field::condition) return shown ? Use::shows : Use::other;
        return ends_program(syntax, syntax.child(at, Field::consequence)) ? Use::refuses
                                                                          : Use::shows;
      case Kind::call: {
        if (from == syntax.child(at, Field::function)) return Use::other;
        const Use use = use_in_call(syntax, at);
        if (use != Use::shows) return use;
        shown = true;
        break;
      }
      case Kind::expression_statement:
      case Kind::block:
      case Kind::module:
        return shown ? Use::shows : Use::other;
      default:
        break;
    }
  }
  return Use::other;
}

Fate fate_of(Reading& reading, const Module& module, std::string_view name, NodeId function,
             NodeId behind) {
  const Syntax& syntax = module.syntax;
  Fate fate = Fate::dropped;
  const NodeId around = function == nowhere ? 0 : function;
  if (!reading.spend(syntax.end(around) - around)) return Fate::handed_on;
  for (NodeId node = around; node < syntax.end(around); ++node) {
    if (node <= behind || !syntax.is(node, Kind::identifier) || syntax.text(node) != name) continue;
    if (syntax.field(node) == Field::attribute || syntax.field(node) == Field::name) continue;
    if (syntax.field(node) == Field::left || syntax.is(syntax.parent(node), Kind::pattern_list))
      continue;
    switch (use_of(syntax, node)) {
      case Use::refuses:
        return Fate::refused;
      case Use::parses:
        fate = Fate::parsed;
        break;
      case Use::shows:
        break;
      case Use::other:
        if (fate == Fate::dropped) fate = Fate::handed_on;
        break;
    }
  }
  return fate;
}

/// The name that the second of two values is given, or "" if it is given none.
struct Given {
  std::string_view name;
  bool returned = false;
  bool first_only = false;
};

Given given(const Syntax& syntax, NodeId call) {
  Given made;
  const NodeId up = syntax.parent(call);
  if (syntax.is(up, Kind::subscript)) {
    const std::string_view index = syntax.text(syntax.child(up, Field::subscript));
    made.first_only = index == "0" || index == ":1";
    return made;
  }
  if (syntax.is(up, Kind::return_statement)) made.returned = true;
  if (!syntax.is(up, Kind::assignment)) return made;
  const NodeId left = syntax.child(up, Field::left);
  if (!syntax.is(left, Kind::pattern_list) && !syntax.is(left, Kind::tuple_pattern)) return made;
  const auto names = syntax.children(left);
  if (names.size() == 2 && syntax.is(names[1], Kind::identifier)) made.name = syntax.text(names[1]);
  return made;
}

/// Whether the function returns the rest as the second of two values.
bool returns(const Module& module, NodeId function, std::string_view name) {
  const Syntax& syntax = module.syntax;
  for (NodeId node = function; node < syntax.end(function); ++node) {
    if (!syntax.is(node, Kind::return_statement)) continue;
    const NodeId pair = syntax.first(node);
    if (!syntax.is(pair, Kind::expression_list) && !syntax.is(pair, Kind::tuple)) continue;
    const auto values = syntax.children(pair);
    if (values.size() == 2 && syntax.text(values[1]) == name) return true;
  }
  return false;
}

Fate follow(Reading& reading, const Module& module, NodeId call, int depth) {
  const Syntax& syntax = module.syntax;
  const NodeId function = module.function_of[call];
  const Given to = given(syntax, call);
  if (to.first_only) return Fate::dropped;
  const bool up = to.returned || (!to.name.empty() && function != nowhere &&
                                  reading.spend(syntax.end(function) - function) &&
                                  returns(module, function, to.name));
  if (!to.name.empty()) {
    const Fate fate = fate_of(reading, module, to.name, function, call);
    if (fate == Fate::refused || fate == Fate::parsed || !up) return fate;
  }
  if (!up || function == nowhere || depth >= most_callers_up) return Fate::handed_on;
  std::optional<Fate> all;
  for (const auto& [other, site] : reading.calls_of(module, function)) {
    const Fate fate = follow(reading, *other, site, depth + 1);
    if (!all || fate == Fate::handed_on) all = fate;
  }
  return all.value_or(Fate::handed_on);
}

/// A parse behind this one in the same function that reads the whole command line again: that one
/// decides, this one only looked ahead.
bool looked_ahead(Reading& reading, const Module& module, NodeId call) {
  const Syntax& syntax = module.syntax;
  if (!reading.spend(module.scopes[module.scope_of[call]].calls.size())) return false;
  for (const NodeId later : module.scopes[module.scope_of[call]].calls) {
    if (later <= call || module.function_of[later] != module.function_of[call]) continue;
    const NodeId callee = syntax.child(later, Field::function);
    if (!syntax.is(callee, Kind::attribute)) continue;
    const std::string_view method = syntax.text(syntax.child(callee, Field::attribute));
    const NodeId arguments = syntax.child(later, Field::arguments);
    const bool whole = arguments != nowhere && syntax.first(arguments) == nowhere;
    if (whole && (method == "parse_args" || method == "parse_known_args")) return true;
  }
  return false;
}

}  // namespace

void unknown_arguments(Reading& reading, const Call& call) {
  reading.parser_seen(call);
  if (!call.reached) return;
  switch (follow(reading, call.module, call.node, 0)) {
    case Fate::refused:
    case Fate::parsed:
      return;
    case Fate::dropped:
      if (looked_ahead(reading, call.module, call.node)) return;
      reading.drop(call);
      reading.open(call, std::string(call.last) + " drops what it does not know");
      return;
    case Fate::handed_on:
      reading.open(call, std::string(call.last) + " leaves the rest to others");
      return;
  }
}

}  // namespace recipe::code::python
