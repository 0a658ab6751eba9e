#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "code/python/program.h"
#include "code/script.h"

namespace recipe::code::python {

/// A call as a family sees it.
struct Call {
  const Module& module;
  NodeId node;
  NodeId callee;
  std::string name;       ///< full: "torch.optim.SGD"; empty where the callee is no dotted name
  std::string_view last;  ///< "SGD", also of `f().SGD`
  bool reached;           ///< seen to run when the script runs
  std::vector<NodeId> positional;
  std::vector<std::pair<std::string_view, NodeId>> keywords;
  std::vector<NodeId> splats;  ///< behind `**`

  NodeId keyword(std::string_view name) const;
  /// The argument at `index`, or the one called `name`; `nowhere` if there is neither.
  NodeId argument(std::size_t index, std::string_view name) const;
};

Call call_at(const Program& program, const Module& module, NodeId node);
bool is_call(const Call& call, std::string_view full_name);

/// Gathers what a script accepts while families look at its calls.
class Reading {
 public:
  Reading(Program& program, Interface& interface) : program_(program), interface_(interface) {}

  Program& program() { return program_; }

  void flag(const Call& call, Flag flag);
  /// One of the library, which the program may define anew; the first counts.
  void builtin(const Call& call, Flag flag);
  /// The flag with this key must be given, wherever it is defined.
  void require(const Call& call, const std::string& key);
  /// What `set_defaults` says; `certain` if it is said on every way through the code.
  void set_default(const Call& call, const std::string& key, const Literal& value,
                   std::string_view text, bool certain);
  /// A flag that is not known may be accepted. Only of code that runs.
  void open(const Call& call, std::string reason) {
    open(call.module, call.node, call.reached, std::move(reason));
  }
  void open(const Module& module, NodeId node, bool reached, std::string reason);
  void open_at(Place place, std::string reason);
  /// Hydra composes these files. Of two calls that name different ones neither counts.
  void composed(const Call& call, Composition composition);
  /// Flags that are not known are dropped at this place.
  void drop(const Call& call);
  void parser_seen(const Call& call) { parser_seen_ = parser_seen_ || call.reached; }
  bool parser_seen() const { return parser_seen_; }
  Spelling& spelling() { return interface_.spelling; }

  Literal evaluate(const Module& module, NodeId node, const Environment* environment = nullptr) {
    return program_.evaluate(module, node, environment);
  }
  /// The default that an expression states; `nowhere` is none.
  Default default_of(const Module& module, NodeId node, const Environment* environment = nullptr);
  std::vector<std::string> choices_of(const Module& module, NodeId node,
                                      const Environment* environment = nullptr);
  Place place_of(const Module& module, NodeId node) const;

  /// The ways in which names around a node may be bound: by the loops over literal lists around it
  /// and by the calls of the function that holds it.
  std::vector<Environment> contexts(const Module& module, NodeId node);
  /// The places where a function is called, as far as they are seen.
  std::vector<std::pair<const Module*, NodeId>> calls_of(const Module& module, NodeId function);

  /// False when this much more work is too much for one script.
  bool spend(std::size_t work) {
    work_ -= std::min(work_, work);
    return work_ > 0;
  }

  /// Writes what was gathered into the interface.
  void finish();

 private:
  struct Found {
    Flag flag;
    bool reached;
    bool of_entry;
  };
  struct Override {
    std::string key;
    Default value;
    bool certain;
  };
  std::vector<Environment> loops(const Module& module, NodeId node, Environment outer);
  std::vector<Environment> contexts(const Module& module, NodeId node, int depth);
  void bind(const Module& callee, NodeId function, const Call& site, const Environment& around,
            Environment& bound);
  void override_defaults();
  void merge();

  Program& program_;
  Interface& interface_;
  std::vector<Found> found_;
  std::vector<Flag> builtins_;
  std::vector<Override> overrides_;
  std::vector<std::pair<std::string, Place>> open_;
  bool parser_seen_ = false;
  bool composed_twice_ = false;
  std::size_t work_ = 20'000'000;  ///< calls and nodes that may still be searched
};

}  // namespace recipe::code::python
