#include "code/python/reading.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t most_flags = 5000;
constexpr std::size_t most_reasons = 40;
constexpr std::size_t most_default_text = 400;

bool same(const Default& a, const Default& b) {
  return a.kind == b.kind && (a.kind != DefaultKind::known || a.value.same_as(b.value));
}

bool share_name(const Flag& a, const Flag& b) {
  return std::any_of(a.names.begin(), a.names.end(), [&](const std::string& name) {
    return std::find(b.names.begin(), b.names.end(), name) != b.names.end();
  });
}

}  // namespace

NodeId Call::keyword(std::string_view wanted) const {
  for (const auto& [name_of_argument, value] : keywords) {
    if (name_of_argument == wanted) return value;
  }
  return nowhere;
}

NodeId Call::argument(std::size_t index, std::string_view wanted) const {
  if (index < positional.size()) return positional[index];
  return keyword(wanted);
}

Call call_at(const Program& program, const Module& module, NodeId node) {
  const Syntax& syntax = module.syntax;
  const NodeId callee = syntax.child(node, Field::function);
  Call made{
      module, node, callee, program.full_name(module, callee), {}, program.reached(module, node),
      {},     {},   {}};
  const bool attribute = syntax.is(callee, Kind::attribute);
  made.last = syntax.text(attribute ? syntax.child(callee, Field::attribute) : callee);
  if (!attribute && !syntax.is(callee, Kind::identifier)) made.last = {};
  if (!made.name.empty() && !attribute) {
    // `from m import f as g` is called g here and f elsewhere.
    const std::size_t dot = made.name.rfind('.');
    if (dot != std::string::npos) {
      const auto bound = module.bindings.find(syntax.text(callee));
      if (bound != module.bindings.end()) {
        const Import& import = module.imports[static_cast<std::size_t>(bound->second.front())];
        if (!import.name.empty()) made.last = import.name;
      }
    }
  }
  for (const NodeId argument : syntax.children(syntax.child(node, Field::arguments))) {
    if (syntax.is(argument, Kind::keyword_argument)) {
      made.keywords.emplace_back(syntax.text(syntax.child(argument, Field::name)),
                                 syntax.child(argument, Field::value));
    } else if (syntax.is(argument, Kind::dictionary_splat)) {
      made.splats.push_back(syntax.first(argument));
    } else {
      made.positional.push_back(argument);
    }
  }
  return made;
}

bool is_call(const Call& call, std::string_view full_name) {
  const std::string_view name = call.name;
  return name == full_name ||
         (name.ends_with(full_name) && name[name.size() - full_name.size() - 1] == '.');
}

Place Reading::place_of(const Module& module, NodeId node) const {
  return {module.path, module.syntax.line(node)};
}

void Reading::flag(const Call& call, Flag flag) {
  if (flag.names.empty() || found_.size() >= most_flags) return;
  if (flag.place.path.empty()) flag.place = place_of(call.module, call.node);
  if (flag.defaults.place.path.empty()) flag.defaults.place = flag.place;
  found_.push_back({std::move(flag), call.reached, &call.module == program_.entry()});
}

void Reading::builtin(const Call& call, Flag flag) {
  if (!call.reached || builtins_.size() >= most_flags) return;
  const bool known = std::any_of(builtins_.begin(), builtins_.end(),
                                 [&](const Flag& one) { return one.names == flag.names; });
  if (known) return;
  flag.place = flag.defaults.place = place_of(call.module, call.node);
  builtins_.push_back(std::move(flag));
}

void Reading::require(const Call& call, const std::string& key) {
  if (!call.reached || overrides_.size() >= most_flags) return;
  Default made;
  made.kind = DefaultKind::required;
  made.place = place_of(call.module, call.node);
  overrides_.push_back({key, std::move(made), true});
}

void Reading::set_default(const Call& call, const std::string& key, const Literal& value,
                          std::string_view text, bool certain) {
  if (!call.reached || overrides_.size() >= most_flags) return;
  Default made;
  made.place = place_of(call.module, call.node);
  made.text = value.known() ? shown(value) : std::string(text.substr(0, most_default_text));
  made.kind = !value.known()                      ? DefaultKind::computed
              : value.kind == Literal::Kind::none ? DefaultKind::none
                                                  : DefaultKind::known;
  if (made.kind == DefaultKind::known) made.value = value_of(value);
  overrides_.push_back({key, std::move(made), certain});
}

void Reading::open(const Module& module, NodeId node, bool reached, std::string reason) {
  if (reached) open_at(place_of(module, node), std::move(reason));
}

void Reading::open_at(Place place, std::string reason) {
  if (open_.size() >= most_reasons) return;
  std::pair<std::string, Place> made{std::move(reason), std::move(place)};
  if (std::find(open_.begin(), open_.end(), made) == open_.end()) open_.push_back(std::move(made));
}

void Reading::composed(const Call& call, Composition composition) {
  if (!call.reached || composed_twice_) return;
  composition.place = place_of(call.module, call.node);
  auto& known = interface_.composed;
  composed_twice_ =
      known && (known->folder != composition.folder || known->name != composition.name);
  known = composed_twice_ ? std::nullopt : std::optional(std::move(composition));
}

void Reading::drop(const Call& call) {
  if (call.reached && !interface_.drops) interface_.drops = place_of(call.module, call.node);
}

Default Reading::default_of(const Module& module, NodeId node, const Environment* environment) {
  Default made;
  if (node == nowhere) return made;
  made.place = place_of(module, node);
  std::string_view text = module.syntax.text(node);
  const std::string_view name = dotted(module.syntax, node);
  if (name.ends_with("SUPPRESS")) return made;
  const Literal value = evaluate(module, node, environment);
  made.text = text.substr(0, most_default_text);
  if (value.string() != nullptr) made.text = value.text;
  if (value.kind == Literal::Kind::none) return made;
  made.kind = value.known() ? DefaultKind::known : DefaultKind::computed;
  if (value.known()) made.value = value_of(value);
  return made;
}

std::vector<std::string> Reading::choices_of(const Module& module, NodeId node,
                                             const Environment* environment) {
  std::vector<std::string> choices;
  if (node == nowhere) return choices;
  const Literal value = evaluate(module, node, environment);
  if (value.kind == Literal::Kind::mapping) return value.keys;
  for (const Literal& item : value.items) choices.push_back(shown(item));
  return choices;
}

void Reading::override_defaults() {
  std::map<std::string, std::vector<const Override*>> by_key;
  for (const Override& one : overrides_) by_key[one.key].push_back(&one);
  const bool all = by_key.contains("");
  for (Found& found : found_) {
    auto said = by_key.find(found.flag.key);
    if (said == by_key.end() && !all) continue;
    if (said == by_key.end()) said = by_key.find("");
    Default& current = found.flag.defaults;
    const Override& first = *said->second.front();
    const bool agreed =
        std::all_of(said->second.begin(), said->second.end(),
                    [&](const Override* one) { return same(one->value, first.value); });
    if (agreed && (first.certain || same(first.value, current))) {
      current = first.value;
    } else {
      current.kind = DefaultKind::computed;
    }
  }
}

/// One name may be defined more than once: in subcommands, in branches, by libraries. The script's
/// own definition counts; where others disagree the default cannot be told.
void Reading::merge() {
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::pair(!a.reached, !a.of_entry) < std::pair(!b.reached, !b.of_entry);
  });
  std::map<std::string, std::size_t> known;  // by name, into `interface_.flags`
  std::vector<bool> of_entry;
  for (Found& found : found_) {
    Flag& flag = found.flag;
    const auto before = std::find_if(flag.names.begin(), flag.names.end(),
                                     [&](const std::string& name) { return known.contains(name); });
    if (before != flag.names.end() && share_name(flag, interface_.flags[known[*before]])) {
      const std::size_t at = known[*before];
      Flag& first = interface_.flags[at];
      if (!found.reached) continue;
      if (of_entry[at] == found.of_entry && !same(first.defaults, flag.defaults)) {
        first.defaults.kind = DefaultKind::computed;
      }
      if (first.takes != flag.takes) first.takes = Takes::unknown;
      if (first.choices != flag.choices) first.choices.clear();
      for (std::string& name : flag.names) {
        if (known.emplace(name, at).second) first.names.push_back(std::move(name));
      }
      continue;
    }
    if (!found.reached) {
      interface_.perhaps.push_back(std::move(flag));
      continue;
    }
    for (const std::string& name : flag.names) known.emplace(name, interface_.flags.size());
    interface_.flags.push_back(std::move(flag));
    of_entry.push_back(found.of_entry);
  }
}

void Reading::finish() {
  override_defaults();
  merge();
  for (Flag& flag : builtins_) {
    const bool known = std::any_of(interface_.flags.begin(), interface_.flags.end(),
                                   [&](const Flag& one) { return share_name(one, flag); });
    if (!known) interface_.flags.push_back(std::move(flag));
  }
  for (auto& reason : open_) interface_.open.push_back(std::move(reason));
}

}  // namespace recipe::code::python
