#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "code/python/syntax.h"

namespace recipe::code::python {

/// A name that an import binds.
struct Import {
  std::string from;   ///< "a.b" of `from a.b import c` and `import a.b`, without leading dots
  int dots = 0;       ///< of a relative one
  std::string name;   ///< "c" of `from a.b import c`, "*"; empty: the module itself
  std::string bound;  ///< as the file calls it; "a" of `import a.b`; empty for "*"
  NodeId node = nowhere;
};

/// A piece of code that runs as one: index into `Module::scopes`.
using ScopeId = std::uint32_t;
inline constexpr ScopeId top_scope = 0;    ///< runs at import
inline constexpr ScopeId guard_scope = 1;  ///< runs where the file is the program

/// A function that no other function holds (those inside belong to it), or one of the two above.
struct Scope {
  NodeId node = nowhere;  ///< the definition
  std::string name;
  int owner = -1;  ///< index into `Module::classes` of a method
  bool decorated = false;
  std::vector<NodeId> calls;
  std::vector<NodeId> references;  ///< identifiers and attributes that are read or written
  std::vector<int> imports;        ///< indices into `Module::imports`
  std::vector<int> classes;        ///< defined here
};

struct Class {
  NodeId node = nowhere;
  std::string name;
  ScopeId scope = top_scope;  ///< where it stands
  std::map<std::string, ScopeId> methods;
  std::vector<NodeId> bases;
};

/// `name = value` or `object.name = value`.
struct Assignment {
  NodeId target = nowhere;
  NodeId value = nowhere;     ///< `nowhere` where it cannot be told: loops, unpacking, `with`
  NodeId function = nowhere;  ///< the function right around it
  bool augmented = false;
};

/// A file of Python, indexed once.
struct Module {
  Module(std::string path, std::shared_ptr<const std::string> bytes);

  std::string path;
  Syntax syntax;
  std::vector<Import> imports;
  std::vector<Scope> scopes;
  std::vector<Class> classes;
  std::map<std::string, std::vector<int>, std::less<>> bindings;  ///< imports by bound name
  std::vector<int> stars;                                         ///< imports of `*`
  std::map<std::string, ScopeId, std::less<>> functions;          ///< of the file's top
  std::map<std::string, int, std::less<>> classes_by_name;
  /// By target as written: "lr", "self.parser", "args.lr".
  std::map<std::string, std::vector<Assignment>, std::less<>> assignments;
  /// Names on which options are added or parsed, with the scopes where.
  std::map<std::string, std::set<ScopeId>, std::less<>> parsers;
  std::set<std::string, std::less<>> inner_functions;  ///< defined inside functions
  std::vector<ScopeId> scope_of;                       ///< by node
  std::vector<NodeId> function_of;  ///< by node: the function definition right around it
};

/// "a.b.c" of names joined by dots, empty for what is no such chain or is very long.
std::string_view dotted(const Syntax& syntax, NodeId node);
/// Names of a function's parameters in order, with the node of the default or `nowhere`. A splat's
/// name keeps its stars.
struct Parameter {
  std::string name;
  NodeId value = nowhere;
  NodeId type = nowhere;
  NodeId node = nowhere;
};
std::vector<Parameter> parameters_of(const Syntax& syntax, NodeId function);
/// The decorators of a definition.
std::vector<NodeId> decorators_of(const Syntax& syntax, NodeId definition);

}  // namespace recipe::code::python
