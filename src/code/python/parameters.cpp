#include "code/python/parameters.h"

#include <algorithm>
#include <set>

namespace recipe::code::python {
namespace {

constexpr int most_bases = 12;

std::vector<std::string> both_spellings(std::string_view name) {
  std::vector<std::string> names = {option_name(name, '_')};
  if (name.find('_') != std::string_view::npos) names.push_back(option_name(name, '-'));
  return names;
}

/// `field(default=1)`, `field(default_factory=lambda: [1])`, `1`.
Default field_default(Reading& reading, const Module& module, NodeId value) {
  if (value == nowhere) {
    Default made;
    made.kind = DefaultKind::required;
    return made;
  }
  if (!module.syntax.is(value, Kind::call)) return reading.default_of(module, value);
  const Call call = call_at(reading.program(), module, value);
  if (!call.last.ends_with("field") && !call.last.ends_with("Field") && call.last != "list_field" &&
      call.last != "HfArg") {
    return reading.default_of(module, value);
  }
  if (const NodeId stated = call.argument(0, "default"); stated != nowhere) {
    return reading.default_of(module, stated);
  }
  Default made;
  made.kind = call.splats.empty() ? DefaultKind::required : DefaultKind::computed;
  const NodeId factory = call.keyword("default_factory");
  if (factory == nowhere) return made;
  made.kind = DefaultKind::computed;
  if (module.syntax.is(factory, Kind::lambda)) {
    return reading.default_of(module, module.syntax.child(factory, Field::body));
  }
  made.text = module.syntax.text(factory).substr(0, 200);
  if (made.text == "list" || made.text == "dict") {
    made.kind = DefaultKind::known;
    made.value = value_of(made.text == "list" ? Literal::of_list() : Literal{});
    made.text = made.text == "list" ? "[]" : "{}";
  }
  return made;
}

std::vector<std::string> literal_choices(std::string_view annotation) {
  std::vector<std::string> choices;
  const std::size_t begin = annotation.find("Literal[");
  if (begin == std::string_view::npos) return choices;
  const std::size_t end = annotation.find(']', begin);
  for (std::size_t at = begin; at < end && at != std::string_view::npos;) {
    const std::size_t open = annotation.find_first_of("\"'", at);
    if (open == std::string_view::npos || open > end) break;
    const std::size_t close = annotation.find(annotation[open], open + 1);
    if (close == std::string_view::npos) break;
    choices.emplace_back(annotation.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return choices;
}

void add_field(Reading& reading, const Call& at, const Module& module, NodeId assignment) {
  const Syntax& syntax = module.syntax;
  const std::string name(syntax.text(syntax.child(assignment, Field::left)));
  const std::string_view type = syntax.text(syntax.child(assignment, Field::type)).substr(0, 400);
  if (type.find("ClassVar") != std::string_view::npos || name.empty() || name.size() > 200) return;
  Flag flag;
  flag.key = name;
  flag.names = both_spellings(name);
  flag.place = reading.place_of(module, assignment);
  flag.defaults = field_default(reading, module, syntax.child(assignment, Field::right));
  flag.takes = takes_of(type);
  flag.choices = literal_choices(type);
  const bool* on = flag.defaults.value.boolean();
  if (flag.takes == Takes::maybe && flag.defaults.kind == DefaultKind::required) {
    flag.defaults.kind = DefaultKind::known;  // a boolean field without a default is False
    flag.defaults.value = value_of(Literal::of(false));
    flag.defaults.text = "False";
  }
  if (flag.takes == Takes::maybe && on != nullptr && *on) {
    flag.names.push_back("--no_" + name);
    if (name.find('_') != std::string::npos)
      flag.names.push_back("--no-" + option_name(name, '-').substr(2));
  }
  reading.flag(at, std::move(flag));
}

void add_fields_of(Reading& reading, const Call& at, const Module& module, int klass,
                   std::set<std::pair<const Module*, int>>& seen) {
  if (seen.size() > most_bases || !seen.emplace(&module, klass).second) return;
  const Syntax& syntax = module.syntax;
  const Class& owner = module.classes[static_cast<std::size_t>(klass)];
  for (const NodeId statement : syntax.children(syntax.child(owner.node, Field::body))) {
    const NodeId assignment =
        syntax.is(statement, Kind::expression_statement) ? syntax.first(statement) : nowhere;
    if (syntax.is(assignment, Kind::assignment) &&
        syntax.child(assignment, Field::type) != nowhere) {
      add_field(reading, at, module, assignment);
    }
  }
  for (const NodeId base : owner.bases) {
    const std::string_view name = dotted(syntax, base);
    if (name == "object" || name == "ABC" || name == "Generic") continue;
    const Target target = reading.program().resolve(module, name, Program::Want::value);
    if (target.kind == Target::Kind::klass) {
      add_fields_of(reading, at, *target.module, target.klass, seen);
    } else {
      reading.open(
          at, owner.name + " derives from " + std::string(name) + ", which is not in this tree");
    }
  }
}

}  // namespace

std::string option_name(std::string_view parameter, char dash) {
  std::string name = "--" + std::string(parameter);
  if (dash == '-') std::replace(name.begin() + 2, name.end(), '_', '-');
  return name;
}

Takes takes_of(std::string_view annotation) {
  const auto has = [&](std::string_view word) {
    return annotation.find(word) != std::string_view::npos;
  };
  if (has("List") || has("list") || has("Tuple") || has("tuple") || has("Sequence"))
    return Takes::many;
  return has("bool") ? Takes::maybe : Takes::one;
}

void add_fields(Reading& reading, const Call& at, const Module& module, int klass) {
  std::set<std::pair<const Module*, int>> seen;
  add_fields_of(reading, at, module, klass, seen);
}

void add_parameters(Reading& reading, const Call& at, const Module& module, NodeId function) {
  for (const Parameter& one : parameters_of(module.syntax, function)) {
    if (one.name == "self" || one.name == "cls" || one.name.starts_with('*')) continue;
    Flag flag;
    flag.key = one.name;
    flag.names = both_spellings(one.name);
    flag.place = reading.place_of(module, one.node);
    flag.takes = Takes::maybe;
    flag.defaults = reading.default_of(module, one.value);
    if (one.value == nowhere) flag.defaults.kind = DefaultKind::required;
    reading.flag(at, std::move(flag));
  }
}

}  // namespace recipe::code::python
