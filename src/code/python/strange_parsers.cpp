#include <algorithm>
#include <array>

#include "base/one_of.h"
#include "base/text.h"
#include "code/python/parsers.h"

namespace recipe::code::python {
namespace {

constexpr std::array<std::string_view, 6> known_packages = {
    "argparse", "optparse", "configargparse", "simple_parsing", "transformers", "absl"};

/// Functions that are given a parser and add nothing to it.
constexpr std::array<std::string_view, 16> harmless = {
    "print", "isinstance", "type",    "len",     "id",           "vars",  "dir",   "repr",
    "str",   "hasattr",    "getattr", "setattr", "autocomplete", "super", "patch", "append"};

bool uses_parser(std::string_view method) {
  static constexpr std::array<std::string_view, 8> methods = {"add_argument",
                                                              "parse_args",
                                                              "parse_known_args",
                                                              "add_argument_group",
                                                              "set_defaults",
                                                              "add_subparsers",
                                                              "add_mutually_exclusive_group",
                                                              "parse_args_into_dataclasses"};
  return is_one_of(method, methods);
}

bool makes_group(std::string_view method) {
  static constexpr std::array<std::string_view, 5> methods = {
      "add_argument_group", "add_mutually_exclusive_group", "add_parser", "add_subparsers",
      "add_option_group"};
  return is_one_of(method, methods);
}

/// Whether an expression is a name on which parser methods are called in this piece of code, and
/// that stands for nothing else there: `model` may be a group of options first and a network later.
bool is_parser(Reading& reading, const Module& module, NodeId node) {
  const std::string_view name = dotted(module.syntax, node);
  const auto used = name.empty() ? module.parsers.end() : module.parsers.find(name);
  if (used == module.parsers.end()) return false;
  const ScopeId scope = module.scope_of[node];
  if (!used->second.contains(scope) && !used->second.contains(top_scope)) return false;
  const auto assigned = module.assignments.find(name);
  if (assigned == module.assignments.end()) return true;
  std::size_t makers = 0;
  std::size_t others = 0;
  for (const Assignment& one : assigned->second) {
    if (makers + others > 16) break;
    if (module.scope_of[one.target] != scope && module.scope_of[one.target] != top_scope) continue;
    const bool call = module.syntax.is(one.value, Kind::call);
    const Call made = call ? call_at(reading.program(), module, one.value)
                           : Call{module, node, nowhere, "", "", false, {}, {}, {}};
    const bool maker = call && (makes_group(made.last) || makes_parser(made));
    ++(maker ? makers : others);
  }
  return makers == 0 || others == 0 || name.find("arser") != std::string_view::npos;
}

std::string about(const Module& module, const Target& target, NodeId callee) {
  return target.name.empty() ? std::string(module.syntax.text(callee).substr(0, 80)) : target.name;
}

/// Whether what is called lies in the tree, as far as that can be told.
bool is_seen(Reading& reading, const Module& module, NodeId callee, Target& target) {
  const Syntax& syntax = module.syntax;
  target = reading.program().resolve(module, callee);
  switch (target.kind) {
    case Target::Kind::function:
    case Target::Kind::klass:
    case Target::Kind::inside:
    case Target::Kind::module:
      return true;
    case Target::Kind::outside:
      return false;
    case Target::Kind::value:
    case Target::Kind::unknown:
      break;
  }
  if (syntax.is(callee, Kind::attribute)) {
    return reading.program().has_method(syntax.text(syntax.child(callee, Field::attribute)));
  }
  // A function inside a function.
  const std::string_view name = syntax.text(callee);
  if (!syntax.is(callee, Kind::identifier)) return false;
  return module.inner_functions.contains(name);
}

void handed_over(Reading& reading, const Call& call) {
  if (is_one_of(call.last, harmless) || uses_parser(call.last) || makes_parser(call)) return;
  const Syntax& syntax = call.module.syntax;
  // A method of a parser itself, such as add_parser(parents=...).
  if (syntax.is(call.callee, Kind::attribute) &&
      is_parser(reading, call.module, syntax.child(call.callee, Field::object))) {
    return;
  }
  const auto given = [&](NodeId node) { return is_parser(reading, call.module, node); };
  const bool any = std::any_of(call.positional.begin(), call.positional.end(), given) ||
                   std::any_of(call.keywords.begin(), call.keywords.end(),
                               [&](const auto& one) { return given(one.second); });
  if (!any) return;
  Target target;
  if (is_seen(reading, call.module, call.callee, target)) return;
  reading.open(call, "the parser is handed to " + about(call.module, target, call.callee) +
                         (target.kind == Target::Kind::outside ? ", which is not in this tree"
                                                               : ", which cannot be told"));
}

/// The call that makes what an expression holds, or `nowhere`.
void came_from(Reading& reading, const Call& call, NodeId maker) {
  const Syntax& syntax = call.module.syntax;
  const NodeId callee = syntax.child(maker, Field::function);
  const Call made = call_at(reading.program(), call.module, maker);
  if (uses_parser(made.last) || makes_group(made.last)) return;
  if (makes_parser(made)) {
    const std::string_view package = std::string_view(made.name).substr(0, made.name.find('.'));
    Target target = reading.program().resolve(call.module, callee);
    if (target.kind != Target::Kind::outside || is_one_of(package, known_packages)) return;
    if (package == "jsonargparse") {
      reading.open(call, "jsonargparse adds the parameters of classes");
      return;
    }
  }
  // A call that is given a parser is looked at for itself.
  const bool given = std::any_of(made.positional.begin(), made.positional.end(), [&](NodeId node) {
    return is_parser(reading, call.module, node);
  });
  Target target;
  if (given || is_seen(reading, call.module, callee, target)) return;
  if (target.kind != Target::Kind::outside) return;
  reading.open(call, "the parser comes from " + target.name + ", which is not in this tree");
}

void parents(Reading& reading, const Call& call) {
  const NodeId list = call.keyword("parents");
  if (list == nowhere) return;
  const Syntax& syntax = call.module.syntax;
  for (const NodeId one : syntax.children(list)) {
    if (syntax.is(one, Kind::call)) {
      came_from(reading, call, one);
    } else {
      const Target target = reading.program().resolve(call.module, one);
      if (target.kind == Target::Kind::outside) {
        reading.open(call,
                     "a parent parser comes from " + target.name + ", which is not in this tree");
      }
    }
  }
}

}  // namespace

bool makes_parser(const Call& call) {
  return call.last.ends_with("ArgumentParser") || call.last.ends_with("ArgParser") ||
         call.last == "OptionParser" || call.last == "ArgumentParserWithConfig";
}

void strange_parsers(Reading& reading, const Call& call) {
  const Syntax& syntax = call.module.syntax;
  handed_over(reading, call);
  if (makes_parser(call) || call.last == "add_parser") parents(reading, call);
  if (!uses_parser(call.last) || !syntax.is(call.callee, Kind::attribute)) return;
  const NodeId receiver = syntax.child(call.callee, Field::object);
  if (syntax.is(receiver, Kind::call)) {
    came_from(reading, call, receiver);
    return;
  }
  const auto found = call.module.assignments.find(dotted(syntax, receiver));
  if (found == call.module.assignments.end()) {
    const Target target = reading.program().resolve(call.module, receiver);
    if (target.kind == Target::Kind::outside && call.last != "add_argument") {
      reading.open(call, "the parser comes from " + target.name + ", which is not in this tree");
    }
    return;
  }
  std::vector<NodeId> makers;
  std::size_t looked = 0;
  for (const Assignment& one : found->second) {
    const bool other_function =
        one.function != call.module.function_of[call.node] && one.function != nowhere;
    if (other_function && !syntax.is(receiver, Kind::attribute)) continue;
    if (++looked > 16) break;
    if (!syntax.is(one.value, Kind::call)) continue;
    const Call made = call_at(reading.program(), call.module, one.value);
    // The name of a group of options may be used again for something else.
    if (makes_group(made.last)) return;
    makers.push_back(one.value);
  }
  for (const NodeId maker : makers) came_from(reading, call, maker);
}

}  // namespace recipe::code::python
