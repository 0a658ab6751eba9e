#include "code/python/fallbacks.h"

#include <map>
#include <string>

#include "base/text.h"

namespace recipe::code::python {
namespace {

using FlagsByKey = std::map<std::string, std::vector<Flag*>, std::less<>>;

/// A default that `or` passes over.
bool is_falsy(const Default& value) {
  if (value.kind == DefaultKind::none) return true;
  if (value.kind != DefaultKind::known) return false;
  for (const std::string_view text : {"", "0", "0.0", "0.", "[]", "()", "None"}) {
    if (value.text == text) return true;
  }
  return false;
}

/// What an expression asks of an option: whether it was left out, or whether it was given.
struct Asked {
  NodeId option = nowhere;  ///< nowhere: it asks something else
  bool left_out = false;
  bool falsy = false;    ///< as `not` and `or` do; else of equality with `sentinel`
  std::string sentinel;  ///< "None", "-1"
};

class FallbackReader {
 public:
  FallbackReader(Reading& reading, Interface& interface) : reading_(reading) {
    for (Flag& flag : interface.flags) {
      const bool may_be_left_out =
          flag.defaults.kind == DefaultKind::none || flag.defaults.kind == DefaultKind::known;
      if (may_be_left_out && flag.takes != Takes::nothing) flags_[flag.key].push_back(&flag);
    }
  }

  void read() {
    if (flags_.empty()) return;
    // Evaluation may open more modules, which are not this script's.
    const std::vector<const Module*> modules = reading_.program().modules();
    for (const Module* module : modules) {
      module_ = module;
      syntax_ = &module->syntax;
      if (!reading_.spend(syntax_->size())) return;
      for (NodeId node = 1; node < syntax_->size(); ++node) read(node);
    }
  }

 private:
  void read(NodeId node) {
    if (syntax_->is(node, Kind::boolean_operator)) read_or(node);
    if (syntax_->is(node, Kind::conditional)) read_conditional(node);
    if (syntax_->is(node, Kind::if_statement) || syntax_->is(node, Kind::elif_clause)) {
      read_if(node);
    }
  }

  /// The flags of `args.x`; null where it is none, or of `self.x`, which may be anything.
  const std::vector<Flag*>* flags_at(NodeId node) const {
    if (!syntax_->is(node, Kind::attribute)) return nullptr;
    const std::string_view name = dotted(*syntax_, node);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || name.substr(0, dot) == "self") return nullptr;
    const auto found = flags_.find(name.substr(dot + 1));
    return found == flags_.end() ? nullptr : &found->second;
  }

  NodeId bare(NodeId node) const {
    while (syntax_->is(node, Kind::parenthesized)) node = syntax_->first(node);
    return node;
  }

  /// What stands between two nodes: an operator.
  std::string_view between(NodeId left, NodeId right) const {
    const std::string_view a = syntax_->text(left);
    const char* begin = a.data() + a.size();
    const char* end = syntax_->text(right).data();
    return begin <= end ? trim(std::string_view(begin, static_cast<std::size_t>(end - begin))) : "";
  }

  Asked asked_by(NodeId condition) const {
    condition = bare(condition);
    if (condition == nowhere) return {};
    if (flags_at(condition) != nullptr) return {condition, false, true, ""};
    if (syntax_->is(condition, Kind::negation)) {
      const NodeId inner = bare(syntax_->first(condition));
      if (inner != nowhere && flags_at(inner) != nullptr) return {inner, true, true, ""};
      return {};
    }
    if (!syntax_->is(condition, Kind::comparison)) return {};
    const std::vector<NodeId> sides = syntax_->children(condition);
    if (sides.size() != 2 || flags_at(sides[0]) == nullptr) return {};
    const std::string_view sign = between(sides[0], sides[1]);
    Asked asked{sides[0], sign == "is" || sign == "==", false,
                std::string(syntax_->text(sides[1]))};
    if (sign == "<" && asked.sentinel == "0") return {sides[0], true, false, "-1"};
    const bool other = sign == "!=" || (sign.starts_with("is") && sign.ends_with("not"));
    return asked.left_out || other ? asked : Asked{};
  }

  static bool stands_for(const Asked& asked, const Default& defaults) {
    if (asked.falsy) return is_falsy(defaults);
    if (asked.sentinel == "None") return defaults.kind == DefaultKind::none;
    return defaults.kind == DefaultKind::known &&
           (defaults.text == asked.sentinel || "'" + defaults.text + "'" == asked.sentinel ||
            '"' + defaults.text + '"' == asked.sentinel);
  }

  /// `value` is taken instead; nowhere: what is taken is not one expression.
  void add(const Asked& asked, NodeId value) {
    const std::vector<Flag*>* flags = flags_at(asked.option);
    if (flags == nullptr || !reading_.program().reached(*module_, asked.option)) return;
    Default taken = reading_.default_of(*module_, value);
    if (value == nowhere || taken.kind == DefaultKind::none) taken.kind = DefaultKind::computed;
    if (taken.place.path.empty()) taken.place = reading_.place_of(*module_, asked.option);
    for (Flag* flag : *flags) {
      if (!stands_for(asked, flag->defaults)) continue;
      if (!flag->fallback) {
        flag->fallback = taken;
      } else if (flag->fallback->text != taken.text) {
        flag->fallback->kind = DefaultKind::computed;
      }
    }
  }

  /// `args.x or E`, where it is a value and no condition.
  void read_or(NodeId node) {
    const NodeId left = syntax_->child(node, Field::left);
    const NodeId right = syntax_->child(node, Field::right);
    if (left == nowhere || right == nowhere || between(left, right) != "or") return;
    const NodeId option = bare(left);
    if (option == nowhere || flags_at(option) == nullptr) return;
    NodeId around = syntax_->parent(node);
    while (syntax_->is(around, Kind::parenthesized)) around = syntax_->parent(around);
    const Asked asked{option, true, true, ""};
    if (syntax_->is(around, Kind::boolean_operator)) {
      const bool is_condition = syntax_->is(syntax_->parent(around), Kind::if_statement);
      if (!is_condition) add(asked, nowhere);
    } else if (syntax_->is(around, Kind::assignment) || syntax_->is(around, Kind::argument_list) ||
               syntax_->is(around, Kind::keyword_argument)) {
      add(asked, bare(right));
    }
  }

  /// `E if args.x is None else args.x`
  void read_conditional(NodeId node) {
    const std::vector<NodeId> parts = syntax_->children(node);
    if (parts.size() != 3) return;
    const Asked asked = asked_by(parts[1]);
    if (asked.option == nowhere) return;
    const NodeId kept = bare(asked.left_out ? parts[2] : parts[0]);
    const bool keeps = kept != nowhere && syntax_->text(kept) == syntax_->text(asked.option);
    if (keeps) add(asked, bare(asked.left_out ? parts[0] : parts[2]));
  }

  /// `if args.x is None: args.x = E`
  void read_if(NodeId node) {
    const Asked asked = asked_by(syntax_->child(node, Field::condition));
    if (asked.option == nowhere || !asked.left_out) return;
    const auto assigned = module_->assignments.find(syntax_->text(asked.option));
    if (assigned == module_->assignments.end()) return;
    const NodeId block = syntax_->child(node, Field::consequence);
    if (block == nowhere) return;
    for (const Assignment& each : assigned->second) {
      if (each.target < block || each.target >= syntax_->end(block)) continue;
      NodeId statement = syntax_->parent(each.target);
      while (statement != nowhere && syntax_->parent(statement) != block) {
        statement = syntax_->parent(statement);
      }
      const bool at_once = syntax_->is(statement, Kind::expression_statement) &&
                           syntax_->is(node, Kind::if_statement);
      add(asked, at_once && !each.augmented ? each.value : nowhere);
    }
  }

  Reading& reading_;
  FlagsByKey flags_;
  const Module* module_ = nullptr;
  const Syntax* syntax_ = nullptr;
};

}  // namespace

void read_fallbacks(Reading& reading, Interface& interface) {
  FallbackReader(reading, interface).read();
}

}  // namespace recipe::code::python
