#include <algorithm>
#include <array>

#include "base/text.h"
#include "code/python/family.h"
#include "code/python/parsers.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

constexpr std::array<std::string_view, 5> option_methods = {"add_argument", "add_option", "add_arg",
                                                            "arg", "option"};

/// `arg = parser.add_argument` makes `arg(...)` the method.
bool is_alias(const Call& call) {
  const Syntax& syntax = call.module.syntax;
  if (!syntax.is(call.callee, Kind::identifier)) return false;
  const auto found = call.module.assignments.find(syntax.text(call.callee));
  if (found == call.module.assignments.end() || found->second.size() > 16) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Assignment& one) {
    return one.value != nowhere && dotted(syntax, one.value).ends_with(".add_argument");
  });
}

/// The names that the positional arguments state; empty where one of them cannot be told.
std::vector<std::string> names_of(Reading& reading, const Call& call,
                                  const Environment* environment) {
  std::vector<std::string> names;
  for (const NodeId node : call.positional) {
    if (call.module.syntax.is(node, Kind::list_splat)) {
      const Literal list =
          reading.evaluate(call.module, call.module.syntax.first(node), environment);
      if (list.string() != nullptr) names.push_back(list.text);
      for (const Literal& item : list.items) names.push_back(shown(item));
      if (!list.known()) return {};
      continue;
    }
    const Literal name = reading.evaluate(call.module, node, environment);
    if (name.kind == Literal::Kind::none) continue;
    if (name.string() == nullptr) return {};
    names.push_back(name.text);
  }
  std::erase_if(names, [](const std::string& name) { return name.empty() || name.size() > 200; });
  return names;
}

/// An argument by name, also from an evaluable `**common`.
struct Arguments {
  Reading& reading;
  const Call& call;
  const Environment* environment;
  std::vector<Literal> splats = {};
  bool unclear = false;  ///< some `**` cannot be read

  void read_splats() {
    for (const NodeId splat : call.splats) {
      splats.push_back(reading.evaluate(call.module, splat, environment));
      unclear = unclear || splats.back().kind != Literal::Kind::mapping;
    }
  }
  Literal value(std::string_view name) const {
    if (const NodeId node = call.keyword(name); node != nowhere) {
      return reading.evaluate(call.module, node, environment);
    }
    for (const Literal& splat : splats) {
      const auto at = std::find(splat.keys.begin(), splat.keys.end(), name);
      if (at != splat.keys.end())
        return splat.items[static_cast<std::size_t>(at - splat.keys.begin())];
    }
    return {};
  }
  std::string text(std::string_view name) const {
    if (const Literal known = value(name); known.string() != nullptr) return known.text;
    const NodeId node = call.keyword(name);
    return node == nowhere ? "" : std::string(call.module.syntax.text(node).substr(0, 200));
  }
};

Default plain_default(bool truth, const Place& place) {
  Default made;
  made.kind = DefaultKind::known;
  made.value = value_of(Literal::of(truth));
  made.text = truth ? "True" : "False";
  made.place = place;
  return made;
}

struct Shape {
  Takes takes = Takes::one;
  bool rest = false;
};

Shape shape_of(const Arguments& arguments, const std::string& action) {
  Shape shape;
  const std::string nargs = arguments.text("nargs");
  const Literal count = arguments.value("nargs");
  const bool store =
      action.empty() || action == "store" || action == "append" || action == "extend";
  if (action.starts_with("store_") || action == "count" || action == "help" ||
      action == "version" || action == "append_const" ||
      action.ends_with("BooleanOptionalAction")) {
    shape.takes = Takes::nothing;
  } else if (nargs.ends_with("REMAINDER") || nargs == "..." || nargs == "A..." ||
             nargs.ends_with("PARSER")) {
    shape = {Takes::many, true};
  } else if (nargs == "?" || nargs.ends_with("OPTIONAL")) {
    shape.takes = Takes::maybe;
  } else if (nargs == "*" || nargs == "+" || nargs.ends_with("ZERO_OR_MORE") ||
             nargs.ends_with("ONE_OR_MORE")) {
    shape.takes = Takes::many;
  } else if (count.is_number()) {
    shape.takes = count.number == 0 ? Takes::nothing : count.number == 1 ? Takes::one : Takes::many;
  } else if (!nargs.empty() || !store || arguments.unclear) {
    shape.takes = nargs == "None" && store ? Takes::one : Takes::unknown;
  }
  return shape;
}

std::string key_of(const std::vector<std::string>& names, const std::string& dest) {
  if (!dest.empty()) return dest;
  std::string chosen = names.front();
  for (const std::string& name : names) {
    if (name.starts_with("--")) {
      chosen = name;
      break;
    }
  }
  chosen.erase(0, std::min(chosen.find_first_not_of('-'), chosen.size()));
  std::replace(chosen.begin(), chosen.end(), '-', '_');
  return chosen;
}

void add_flag(Reading& reading, const Call& call, std::vector<std::string> names,
              const Environment* environment) {
  Arguments arguments{reading, call, environment};
  arguments.read_splats();
  Flag flag;
  flag.names = std::move(names);
  const std::string action = arguments.text("action");
  const bool both = action.ends_with("BooleanOptionalAction");
  flag.key = key_of(flag.names, arguments.text("dest"));
  const Shape shape = shape_of(arguments, action);
  flag.takes = shape.takes;
  flag.rest = shape.rest;
  flag.place = reading.place_of(call.module, call.node);
  flag.choices = reading.choices_of(call.module, call.keyword("choices"), environment);
  const NodeId stated = call.keyword("default");
  if (stated != nowhere) {
    flag.defaults = reading.default_of(call.module, stated, environment);
  } else if (const Literal splat = arguments.value("default"); splat.known()) {
    flag.defaults.kind = splat.kind == Literal::Kind::none ? DefaultKind::none : DefaultKind::known;
    flag.defaults.value = value_of(splat);
    flag.defaults.text = shown(splat);
  } else if (arguments.unclear) {
    flag.defaults.kind = DefaultKind::computed;
  } else if (action == "store_true" || action == "store_false") {
    flag.defaults = plain_default(action == "store_false", flag.place);
  }
  const Literal required = arguments.value("required");
  if (required.kind == Literal::Kind::boolean && required.truth)
    flag.defaults.kind = DefaultKind::required;
  const bool asks = flag.takes == Takes::one || flag.takes == Takes::many;
  if (flag.positional() && asks && stated == nowhere && !flag.rest &&
      arguments.text("nargs") != "*") {
    flag.defaults.kind = DefaultKind::required;
  }
  if (both) {
    for (std::size_t at = 0, count = flag.names.size(); at < count; ++at) {
      if (flag.names[at].starts_with("--"))
        flag.names.push_back("--no-" + flag.names[at].substr(2));
    }
  }
  reading.flag(call, std::move(flag));
}

/// Hands its own `*args` on: its callers name the option.
bool passes_on(const Call& call) {
  const Syntax& syntax = call.module.syntax;
  const NodeId function = call.module.function_of[call.node];
  if (function == nowhere || call.positional.empty()) return false;
  const NodeId first = call.positional.front();
  const std::string name(
      syntax.text(syntax.is(first, Kind::list_splat) ? syntax.first(first) : nowhere));
  if (name.empty()) return false;
  for (const Parameter& one : parameters_of(syntax, function)) {
    if (one.name == "*" + name) return true;
  }
  return false;
}

void pass_on(Reading& reading, const Call& call) {
  const NodeId function = call.module.function_of[call.node];
  for (const auto& [module, node] : reading.calls_of(call.module, function)) {
    const Call site = call_at(reading.program(), *module, node);
    if (std::find(option_methods.begin(), option_methods.end(), site.last) != option_methods.end())
      continue;
    std::vector<std::string> names = names_of(reading, site, nullptr);
    // The parser itself may be an argument too.
    if (names.empty() && site.positional.size() > 1) {
      Call behind = site;
      behind.positional.erase(behind.positional.begin());
      names = names_of(reading, behind, nullptr);
    }
    if (!names.empty() && names.front().starts_with('-'))
      add_flag(reading, site, std::move(names), nullptr);
  }
}

void add_option(Reading& reading, const Call& call) {
  const bool sure = call.last == "add_argument" || call.last == "add_option" || is_alias(call);
  std::vector<std::string> names = names_of(reading, call, nullptr);
  if (call.positional.empty() && call.keyword("dest") != nowhere && call.last == "add_argument") {
    names = {shown(reading.evaluate(call.module, call.keyword("dest")))};
  }
  if (!names.empty()) {
    if (names.front().starts_with('-') ? names.front().size() > 1 : sure) {
      reading.parser_seen(call);
      add_flag(reading, call, std::move(names), nullptr);
    }
    return;
  }
  if (!sure || (call.positional.empty() && call.splats.empty())) return;
  reading.parser_seen(call);
  if (passes_on(call)) {
    pass_on(reading, call);
    return;
  }
  bool any = false;
  for (const Environment& environment : reading.contexts(call.module, call.node)) {
    names = names_of(reading, call, &environment);
    if (names.empty()) continue;
    any = true;
    add_flag(reading, call, std::move(names), &environment);
  }
  if (!any) reading.open(call, "the name of an option is computed");
}

/// Said on every way through the function, or through the file.
bool is_certain(const Call& call) {
  const Syntax& syntax = call.module.syntax;
  NodeId from = call.node;
  for (NodeId at = syntax.parent(from); at != nowhere; from = at, at = syntax.parent(at)) {
    if (syntax.is(at, Kind::function_definition)) return true;
    const bool branch = syntax.is(at, Kind::if_statement) || syntax.is(at, Kind::for_statement) ||
                        syntax.is(at, Kind::while_statement) || syntax.is(at, Kind::try_statement);
    if (branch && call.module.scope_of[from] == call.module.scope_of[at]) return false;
  }
  return true;
}

void set_defaults(Reading& reading, const Call& call) {
  const bool certain = is_certain(call);
  for (const auto& [key, node] : call.keywords) {
    reading.set_default(call, std::string(key), reading.evaluate(call.module, node),
                        call.module.syntax.text(node), certain);
  }
  for (const NodeId splat : call.splats) {
    bool any = false;
    for (const Environment& environment : reading.contexts(call.module, call.node)) {
      const Literal mapping = reading.evaluate(call.module, splat, &environment);
      if (mapping.kind != Literal::Kind::mapping) continue;
      any = true;
      for (std::size_t at = 0; at < mapping.keys.size(); ++at) {
        reading.set_default(call, mapping.keys[at], mapping.items[at], "", certain);
      }
    }
    // In a branch it is the values of a file that the command names.
    if (!any && certain) reading.set_default(call, "", {}, call.module.syntax.text(splat), false);
  }
}

void make_parser(Reading& reading, const Call& call) {
  reading.parser_seen(call);
  const Literal help = reading.evaluate(call.module, call.keyword("add_help"));
  const Literal abbreviations = reading.evaluate(call.module, call.keyword("allow_abbrev"));
  if (call.reached && abbreviations.kind != Literal::Kind::boolean)
    reading.spelling().prefixes = true;
  if (help.kind == Literal::Kind::boolean && !help.truth) return;
  Flag flag;
  flag.names = {"-h", "--help"};
  flag.key = "help";
  flag.takes = Takes::nothing;
  reading.builtin(call, std::move(flag));
}

void argparse_call(Reading& reading, const Call& call) {
  if (std::find(option_methods.begin(), option_methods.end(), call.last) != option_methods.end() ||
      is_alias(call)) {
    if (!is_call(call, "click.option")) add_option(reading, call);
  } else if (call.last == "set_defaults") {
    set_defaults(reading, call);
  } else if (call.last == "parse_known_args" || call.last == "parse_known_intermixed_args") {
    unknown_arguments(reading, call);
  } else if (makes_parser(call)) {
    make_parser(reading, call);
  }
  if (call.reached) strange_parsers(reading, call);
}

}  // namespace

extern const Family argparse_family{
    "argparse",
    "argparse, optparse and what is built on them: add_argument of parsers and their groups, "
    "through "
    "aliases and wrapping functions, set_defaults, parse_known_args.",
    argparse_call, nullptr};

}  // namespace recipe::code::python
