#include "code/python/module.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t longest_chain = 256;
constexpr std::size_t most_parameters = 256;

/// Fills a module in one pass over its nodes, parents first.
class Indexer {
 public:
  explicit Indexer(Module& module) : module_(module), syntax_(module.syntax) {}

  void index() {
    module_.scopes.resize(2);
    module_.scope_of.assign(syntax_.size(), top_scope);
    module_.function_of.assign(syntax_.size(), nowhere);
    class_of_.assign(syntax_.size(), -1);
    for (NodeId node = 1; node < syntax_.size(); ++node) {
      inherit(node);
      visit(node);
    }
  }

 private:
  void inherit(NodeId node) {
    const NodeId up = syntax_.parent(node);
    module_.scope_of[node] = module_.scope_of[up];
    module_.function_of[node] =
        syntax_.is(up, Kind::function_definition) ? up : module_.function_of[up];
    class_of_[node] = class_of_[up];
    if (syntax_.is(up, Kind::function_definition)) {
      module_.scope_of[node] = scope_of_function(up);
      class_of_[node] = -1;
    }
    if (syntax_.is(up, Kind::class_definition)) class_of_[node] = class_at(up);
    if (guards(node)) module_.scope_of[node] = guard_scope;
  }

  /// The body of `if __name__ == "__main__"` at the top of the file.
  bool guards(NodeId node) const {
    const NodeId up = syntax_.parent(node);
    if (!syntax_.is(up, Kind::if_statement) || syntax_.field(node) != Field::consequence)
      return false;
    if (module_.scope_of[up] != top_scope) return false;
    const NodeId condition = syntax_.child(up, Field::condition);
    const std::string_view text = syntax_.text(condition);
    return text.size() < 80 && text.find("__name__") != std::string_view::npos &&
           text.find("__main__") != std::string_view::npos &&
           text.find("==") != std::string_view::npos;
  }

  ScopeId scope_of_function(NodeId function) {
    const ScopeId around = module_.scope_of[function];
    if (around > guard_scope) return around;
    return own_scope_.at(function);
  }
  int class_at(NodeId node) const {
    const auto found = classes_.find(node);
    return found == classes_.end() ? -1 : found->second;
  }

  void visit(NodeId node) {
    Scope& scope = module_.scopes[module_.scope_of[node]];
    switch (syntax_.kind(node)) {
      case Kind::function_definition:
        function(node);
        break;
      case Kind::class_definition:
        class_definition(node);
        break;
      case Kind::call:
        scope.calls.push_back(node);
        receiver(node);
        break;
      case Kind::identifier:
        if (refers(node)) scope.references.push_back(node);
        break;
      case Kind::attribute:
        scope.references.push_back(node);
        break;
      case Kind::import_statement:
      case Kind::import_from:
        import(node);
        break;
      case Kind::assignment:
        assign(node, false);
        break;
      case Kind::augmented:
        assign(node, true);
        break;
      case Kind::named_expression:
        target(syntax_.child(node, Field::name), syntax_.child(node, Field::value), false);
        break;
      case Kind::for_statement:
        target(syntax_.child(node, Field::left), nowhere, false);
        break;
      case Kind::as_pattern:
        as_pattern(node);
        break;
      default:
        break;
    }
  }

  /// Not a name that is only being defined, imported or looked up in another.
  bool refers(NodeId node) const {
    return syntax_.field(node) != Field::attribute && syntax_.field(node) != Field::name &&
           !syntax_.is(syntax_.parent(node), Kind::dotted_name);
  }

  void function(NodeId node) {
    if (module_.scope_of[node] > guard_scope) {
      module_.inner_functions.emplace(syntax_.text(syntax_.child(node, Field::name)));
      return;
    }
    const auto id = static_cast<ScopeId>(module_.scopes.size());
    Scope made;
    made.node = node;
    made.name = syntax_.text(syntax_.child(node, Field::name));
    made.owner = class_of_[node];
    made.decorated = syntax_.is(syntax_.parent(node), Kind::decorated_definition);
    own_scope_[node] = id;
    if (made.owner >= 0) {
      module_.classes[static_cast<std::size_t>(made.owner)].methods[made.name] = id;
    } else {
      module_.functions[made.name] = id;
    }
    module_.scopes.push_back(std::move(made));
  }

  void receiver(NodeId call) {
    static constexpr std::array<std::string_view, 5> methods = {
        "add_argument", "parse_args", "parse_known_args", "add_argument_group", "add_subparsers"};
    const NodeId callee = syntax_.child(call, Field::function);
    if (!syntax_.is(callee, Kind::attribute)) return;
    const std::string_view name = syntax_.text(syntax_.child(callee, Field::attribute));
    if (std::find(methods.begin(), methods.end(), name) == methods.end()) return;
    const std::string_view object = dotted(syntax_, syntax_.child(callee, Field::object));
    if (object.empty() || object == "self" || object == "cls") return;
    module_.parsers[std::string(object)].insert(module_.scope_of[call]);
  }

  void class_definition(NodeId node) {
    Class made;
    made.node = node;
    made.name = syntax_.text(syntax_.child(node, Field::name));
    made.scope = module_.scope_of[node];
    for (const NodeId base : syntax_.children(syntax_.child(node, Field::superclasses))) {
      if (!syntax_.is(base, Kind::keyword_argument)) made.bases.push_back(base);
    }
    const int id = static_cast<int>(module_.classes.size());
    classes_[node] = id;
    module_.classes_by_name[made.name] = id;
    module_.scopes[made.scope].classes.push_back(id);
    module_.classes.push_back(std::move(made));
  }

  void import(NodeId node) {
    Import made;
    made.node = node;
    const bool from = syntax_.is(node, Kind::import_from);
    const NodeId origin = syntax_.child(node, Field::module_name);
    if (from) {
      made.from = syntax_.text(origin);
      while (made.from.starts_with('.')) {
        made.from.erase(0, 1);
        ++made.dots;
      }
      if (syntax_.is(origin, Kind::relative_import)) std::erase_if(made.from, is_space);
    }
    for (NodeId at = syntax_.first(node); at != nowhere; at = syntax_.next(at)) {
      Import one = made;
      if (syntax_.is(at, Kind::wildcard_import)) {
        one.name = "*";
        module_.stars.push_back(static_cast<int>(module_.imports.size()));
        add(std::move(one));
        continue;
      }
      if (syntax_.field(at) != Field::name) continue;
      const bool aliased = syntax_.is(at, Kind::aliased_import);
      const std::string name(syntax_.text(aliased ? syntax_.child(at, Field::name) : at));
      const std::string alias(aliased ? syntax_.text(syntax_.child(at, Field::alias)) : "");
      if (from) {
        one.name = name;
        one.bound = aliased ? alias : name;
      } else {
        one.from = name;
        one.bound = aliased ? alias : name.substr(0, name.find('.'));
      }
      add(std::move(one));
    }
  }

  void add(Import made) {
    const int id = static_cast<int>(module_.imports.size());
    module_.scopes[module_.scope_of[made.node]].imports.push_back(id);
    if (!made.bound.empty()) module_.bindings[made.bound].push_back(id);
    module_.imports.push_back(std::move(made));
  }

  void assign(NodeId node, bool augmented) {
    NodeId value = syntax_.child(node, Field::right);
    // a = b = 1 nests to the right.
    for (int steps = 0; syntax_.is(value, Kind::assignment) && steps < 8; ++steps) {
      value = syntax_.child(value, Field::right);
    }
    const NodeId left = syntax_.child(node, Field::left);
    if (value == nowhere) return;
    if (syntax_.is(left, Kind::pattern_list) || syntax_.is(left, Kind::tuple_pattern)) {
      const auto targets = syntax_.children(left);
      const auto values = syntax_.children(value);
      const bool pairs =
          targets.size() == values.size() &&
          (syntax_.is(value, Kind::expression_list) || syntax_.is(value, Kind::tuple));
      for (std::size_t at = 0; at < targets.size(); ++at) {
        target(targets[at], pairs ? values[at] : nowhere, augmented);
      }
      return;
    }
    target(left, value, augmented);
  }

  void as_pattern(NodeId node) {
    const NodeId alias = syntax_.child(node, Field::alias);
    if (alias != nowhere) target(syntax_.first(alias), nowhere, false);
  }

  void target(NodeId left, NodeId value, bool augmented) {
    if (left == nowhere) return;
    if (syntax_.is(left, Kind::pattern_list) || syntax_.is(left, Kind::tuple_pattern)) {
      for (const NodeId one : syntax_.children(left)) {
        if (syntax_.is(one, Kind::identifier)) target(one, nowhere, augmented);
      }
      return;
    }
    const std::string_view name = dotted(syntax_, left);
    if (name.empty()) return;
    module_.assignments[std::string(name)].push_back(
        {left, value, module_.function_of[left], augmented});
  }

  Module& module_;
  const Syntax& syntax_;
  std::map<NodeId, ScopeId> own_scope_;
  std::map<NodeId, int> classes_;
  std::vector<int> class_of_;
};

}  // namespace

Module::Module(std::string where, std::shared_ptr<const std::string> bytes)
    : path(std::move(where)), syntax(std::move(bytes)) {
  Indexer(*this).index();
}

std::string_view dotted(const Syntax& syntax, NodeId node) {
  if (node == nowhere) return {};
  const std::string_view text = syntax.text(node);
  if (text.empty() || text.size() > longest_chain) return {};
  if (syntax.is(node, Kind::identifier) || syntax.is(node, Kind::dotted_name)) return text;
  if (!syntax.is(node, Kind::attribute)) return {};
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || c == '_' || c == '.' || (c & 0x80) != 0;
  });
  return plain ? text : std::string_view{};
}

std::vector<Parameter> parameters_of(const Syntax& syntax, NodeId function) {
  std::vector<Parameter> all;
  for (const NodeId node : syntax.children(syntax.child(function, Field::parameters))) {
    Parameter made;
    made.node = node;
    made.value = syntax.child(node, Field::value);
    made.type = syntax.child(node, Field::type);
    NodeId name = syntax.child(node, Field::name);
    if (name == nowhere) name = syntax.is(node, Kind::typed_parameter) ? syntax.first(node) : node;
    made.name = syntax.text(name);
    if (all.size() == most_parameters) break;
    if (made.name.size() <= longest_chain && !made.name.empty()) all.push_back(std::move(made));
  }
  return all;
}

std::vector<NodeId> decorators_of(const Syntax& syntax, NodeId definition) {
  std::vector<NodeId> all;
  const NodeId around = syntax.parent(definition);
  if (!syntax.is(around, Kind::decorated_definition)) return all;
  for (const NodeId node : syntax.children(around)) {
    if (syntax.is(node, Kind::decorator) && syntax.first(node) != nowhere)
      all.push_back(syntax.first(node));
  }
  return all;
}

}  // namespace recipe::code::python
