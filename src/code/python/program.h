#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "code/python/library.h"
#include "code/python/literal.h"

namespace recipe::code::python {

/// What a name in a file stands for.
struct Target {
  enum class Kind {
    unknown,  ///< a local variable, a builtin, or not to be told
    outside,  ///< of a module that is not in the tree: `name` is its full name
    inside,   ///< of a file of the tree that has to do with no parser, so that it was not looked at
    module,
    function,  ///< `scope` of `module`
    klass,     ///< `klass` of `module`
    value,     ///< `assignment` of `module`
  };
  Kind kind = Kind::unknown;
  const Module* module = nullptr;
  ScopeId scope = top_scope;
  int klass = -1;
  const Assignment* assignment = nullptr;
  std::string name;
};

/// Names bound for the time of an evaluation: the arguments of a call, the variable of a loop.
using Environment = std::map<std::string, Literal, std::less<>>;

/// A script and what it imports from its tree, as far as it was followed; nothing is carried out.
class Program {
 public:
  /// `no` runs nothing: names are still looked up where an evaluation asks for them.
  enum class Follow { imports, no };
  Program(Library& library, std::string entry, Follow follow = Follow::imports);

  const Module* entry() const { return entry_; }
  const std::string& path() const { return path_; }
  /// Files that were read, in order.
  const std::vector<std::string>& sources() const { return sources_; }
  /// Modules that were parsed, in order; the entry first.
  const std::vector<const Module*>& modules() const { return modules_; }
  /// Whether the code of a scope was seen to run when the script runs.
  bool runs(const Module& module, ScopeId scope) const;
  bool reached(const Module& module, NodeId node) const {
    return runs(module, module.scope_of[node]);
  }
  /// More files are imported than are followed.
  bool cut_short() const { return cut_short_; }

  /// What a dotted name stands for in a file. Files without words of parsers are opened only for
  /// values.
  enum class Want { code, value };
  Target resolve(const Module& module, std::string_view dotted, Want want = Want::code);
  /// The same for the callee of a call or any expression that is a dotted name; `self.f` is a
  /// method.
  Target resolve(const Module& module, NodeId expression, Want want = Want::code);
  /// The full name of a dotted name, with what imports say: "torch.optim.SGD" of `optim.SGD`.
  std::string full_name(const Module& module, NodeId expression) const;
  /// Whether some class that was read has such a method.
  bool has_method(std::string_view name) const;
  /// A method of a class or of the classes it derives from, with the module where it stands.
  Target method(const Module& module, int klass, std::string_view name);

  Literal evaluate(const Module& module, NodeId node, const Environment* environment = nullptr);

 private:
  friend class Evaluator;
  struct Step {
    const Module* module;
    ScopeId scope;
  };
  const Module* open(const std::string& path);
  void follow();
  void enter(const Module& module, ScopeId scope);
  void enter_class(const Module& module, int klass);
  void enter_classes();
  void mention(std::string_view name);
  void import(const Import& import, const std::string& importer, int depth);
  void visit(const std::string& path, int depth);
  void refer(const Module& module, NodeId reference);
  Target resolve(const Module& module, std::string_view dotted, Want want, int depth);
  Target resolve_import(const Module& module, const Import& import, std::string_view rest,
                        Want want, int depth);
  Target inside(const std::string& path, std::string_view name, Want want, int depth);
  Target method(const Module& module, int klass, std::string_view name, int depth);

  Library& library_;
  std::string path_;
  std::string home_;
  const Module* entry_ = nullptr;
  std::vector<std::string> sources_;
  std::vector<const Module*> modules_;
  std::map<const Module*, std::vector<char>> reached_;
  std::map<std::string, int> visited_;  ///< path to the depth at which it was visited
  std::deque<Step> steps_;
  std::set<std::pair<const Module*, int>> classes_;
  std::vector<std::pair<const Module*, int>>
      entering_;  ///< classes whose methods and bases are due
  std::set<std::string, std::less<>> mentioned_;
  std::map<std::string, std::vector<Step>, std::less<>> waiting_;  ///< methods of reached classes
  std::size_t budget_ = 0;
  bool cut_short_ = false;
};

}  // namespace recipe::code::python
