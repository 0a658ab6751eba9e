#include <algorithm>

#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t most_contexts = 500;
constexpr int most_callers = 3;

/// Binds the names of a loop's left side to one item of what it goes over.
bool bind_loop(const Syntax& syntax, NodeId left, const Literal& item, Environment& bound) {
  if (syntax.is(left, Kind::identifier)) {
    bound[std::string(syntax.text(left))] = item;
    return true;
  }
  const std::vector<NodeId> names = syntax.children(left);
  if (item.kind != Literal::Kind::list || names.size() != item.items.size()) return false;
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (syntax.is(names[at], Kind::identifier))
      bound[std::string(syntax.text(names[at]))] = item.items[at];
  }
  return true;
}

/// `d.items()` of a mapping is pairs.
Literal items_of(Reading& reading, const Module& module, NodeId right, const Environment& outer) {
  const Syntax& syntax = module.syntax;
  const NodeId callee =
      syntax.is(right, Kind::call) ? syntax.child(right, Field::function) : nowhere;
  if (syntax.is(callee, Kind::attribute) &&
      syntax.text(syntax.child(callee, Field::attribute)) == "items") {
    const Literal mapping = reading.evaluate(module, syntax.child(callee, Field::object), &outer);
    Literal pairs = Literal::of_list();
    if (mapping.kind != Literal::Kind::mapping) return {};
    for (std::size_t at = 0; at < mapping.keys.size(); ++at) {
      Literal pair = Literal::of_list();
      pair.items = {Literal::of(mapping.keys[at]), mapping.items[at]};
      pairs.items.push_back(std::move(pair));
    }
    return pairs;
  }
  Literal value = reading.evaluate(module, right, &outer);
  if (value.kind != Literal::Kind::mapping) return value;
  Literal keys = Literal::of_list();
  for (const std::string& key : value.keys) keys.items.push_back(Literal::of(key));
  return keys;
}

}  // namespace

std::vector<Environment> Reading::loops(const Module& module, NodeId node, Environment outer) {
  const Syntax& syntax = module.syntax;
  std::vector<NodeId> around;
  NodeId from = node;
  for (NodeId at = syntax.parent(node); at != nowhere && static_cast<int>(around.size()) < 4;
       from = at, at = syntax.parent(at)) {
    if (syntax.is(at, Kind::function_definition)) break;
    if (syntax.is(at, Kind::for_statement) && syntax.field(from) == Field::body)
      around.push_back(at);
  }
  std::vector<Environment> all = {std::move(outer)};
  for (auto loop = around.rbegin(); loop != around.rend(); ++loop) {
    std::vector<Environment> next;
    for (const Environment& one : all) {
      const Literal items = items_of(*this, module, syntax.child(*loop, Field::right), one);
      if (items.kind != Literal::Kind::list) return all;
      for (const Literal& item : items.items) {
        Environment bound = one;
        if (!bind_loop(syntax, syntax.child(*loop, Field::left), item, bound)) return all;
        next.push_back(std::move(bound));
        if (next.size() >= most_contexts) return next;
      }
    }
    all = std::move(next);
  }
  return all;
}

std::vector<std::pair<const Module*, NodeId>> Reading::calls_of(const Module& module,
                                                                NodeId function) {
  std::vector<std::pair<const Module*, NodeId>> all;
  const std::string_view name = module.syntax.text(module.syntax.child(function, Field::name));
  const ScopeId scope = module.scope_of[function];
  const bool nested = scope > guard_scope;
  const auto own = module.functions.find(name);
  const bool top =
      !nested && own != module.functions.end() && module.scopes[own->second].node == function;
  for (const Module* other : program_.modules()) {
    if (nested && other != &module) continue;
    if (other->syntax.bytes().find(name) == std::string::npos) continue;
    for (ScopeId id = 0; id < other->scopes.size(); ++id) {
      if (!program_.runs(*other, id)) continue;
      if (!spend(other->scopes[id].calls.size() + 1)) return all;
      for (const NodeId call : other->scopes[id].calls) {
        const NodeId callee = other->syntax.child(call, Field::function);
        const std::string_view text = other->syntax.text(callee);
        if (text.size() > 256 || !text.ends_with(name)) continue;
        if (text.size() > name.size() && text[text.size() - name.size() - 1] != '.') continue;
        if (top) {
          const Target target = program_.resolve(*other, callee);
          if (target.kind != Target::Kind::function ||
              target.module->scopes[target.scope].node != function)
            continue;
        }
        all.emplace_back(other, call);
        if (all.size() >= most_contexts) return all;
      }
    }
  }
  return all;
}

void Reading::bind(const Module& callee, NodeId function, const Call& site,
                   const Environment& around, Environment& bound) {
  std::vector<Parameter> parameters = parameters_of(callee.syntax, function);
  if (!parameters.empty() && (parameters[0].name == "self" || parameters[0].name == "cls")) {
    parameters.erase(parameters.begin());
  }
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const Parameter& one = parameters[at];
    if (one.name.starts_with('*')) break;
    const NodeId given = site.argument(at, one.name);
    const Literal value =
        given != nowhere ? evaluate(site.module, given, &around) : evaluate(callee, one.value);
    if (value.known()) bound[one.name] = value;
  }
  for (const Parameter& one : parameters) {
    const NodeId given = site.keyword(one.name);
    if (given == nowhere || bound.contains(one.name)) continue;
    const Literal value = evaluate(site.module, given, &around);
    if (value.known()) bound[one.name] = value;
  }
}

std::vector<Environment> Reading::contexts(const Module& module, NodeId node) {
  return contexts(module, node, 0);
}

std::vector<Environment> Reading::contexts(const Module& module, NodeId node, int depth) {
  const NodeId function = module.function_of[node];
  std::vector<Environment> bound;
  if (function != nowhere && depth < most_callers) {
    for (const auto& [other, call] : calls_of(module, function)) {
      const Call site = call_at(program_, *other, call);
      for (const Environment& around : contexts(*other, call, depth + 1)) {
        Environment made;
        bind(module, function, site, around, made);
        bound.push_back(std::move(made));
        if (bound.size() >= most_contexts) break;
      }
      if (bound.size() >= most_contexts) break;
    }
  }
  if (bound.empty()) bound.emplace_back();
  std::vector<Environment> all;
  for (Environment& one : bound) {
    for (Environment& made : loops(module, node, std::move(one))) {
      if (all.size() >= most_contexts) return all;
      all.push_back(std::move(made));
    }
  }
  return all;
}

}  // namespace recipe::code::python
