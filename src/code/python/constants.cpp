#include "code/python/constants.h"

#include <algorithm>
#include <array>

namespace recipe::code::python {
namespace {

constexpr std::size_t most_constants = 20000;
constexpr std::size_t longest_text = 300;

bool defines_option(std::string_view method) {
  static constexpr std::array<std::string_view, 8> methods = {
      "add_argument", "add_option", "add_arg",  "arg",
      "option",       "Option",     "Argument", "set_defaults"};
  return method.starts_with("DEFINE_") ||
         std::find(methods.begin(), methods.end(), method) != methods.end();
}

class Collector {
 public:
  Collector(Program& program, const Module& module, std::vector<Constant>& all)
      : program_(program), module_(module), syntax_(module.syntax), all_(all) {}

  void collect() {
    const bool entry = &module_ == program_.entry();
    for (NodeId node = 1; node < syntax_.size() && all_.size() < most_constants; ++node) {
      if (!entry && module_.scope_of[node] == guard_scope) continue;
      switch (syntax_.kind(node)) {
        case Kind::assignment:
          assignment(node);
          break;
        case Kind::call:
          call(node);
          break;
        case Kind::dictionary:
          dictionary(node);
          break;
        default:
          break;
      }
    }
  }

 private:
  void assignment(NodeId node) {
    const NodeId left = syntax_.child(node, Field::left);
    NodeId value = syntax_.child(node, Field::right);
    if (syntax_.is(left, Kind::pattern_list) || syntax_.is(left, Kind::tuple_pattern)) {
      const auto names = syntax_.children(left);
      const auto values = syntax_.children(value);
      if (names.size() != values.size()) return;
      for (std::size_t at = 0; at < names.size(); ++at)
        add(name_of_target(names[at]), "", values[at]);
      return;
    }
    while (syntax_.is(value, Kind::assignment)) value = syntax_.child(value, Field::right);
    add(name_of_target(left), "", value);
  }

  /// "lr" of `lr`, `params.lr` and `params["lr"]`.
  std::string name_of_target(NodeId left) {
    if (syntax_.is(left, Kind::subscript)) {
      const Literal key = program_.evaluate(module_, syntax_.child(left, Field::subscript));
      return key.string() == nullptr ? std::string() : key.text;
    }
    const std::string_view name = dotted(syntax_, left);
    return std::string(name.substr(name.rfind('.') + 1));
  }

  void call(NodeId node) {
    const NodeId arguments = syntax_.child(node, Field::arguments);
    if (arguments == nowhere) return;
    std::string context;
    for (NodeId at = syntax_.first(arguments); at != nowhere; at = syntax_.next(at)) {
      if (!syntax_.is(at, Kind::keyword_argument)) continue;
      if (context.empty()) {
        const NodeId callee = syntax_.child(node, Field::function);
        const std::string_view method = syntax_.is(callee, Kind::attribute)
                                            ? syntax_.text(syntax_.child(callee, Field::attribute))
                                            : syntax_.text(callee);
        if (defines_option(method)) return;
        context = program_.full_name(module_, callee);
        if (context.empty()) context = method.substr(0, longest_text);
      }
      add(std::string(syntax_.text(syntax_.child(at, Field::name))), context,
          syntax_.child(at, Field::value));
    }
  }

  void dictionary(NodeId node) {
    std::string context;
    const NodeId up = syntax_.parent(node);
    if (syntax_.is(up, Kind::argument_list)) {
      context = program_.full_name(module_, syntax_.child(syntax_.parent(up), Field::function));
    } else if (syntax_.is(up, Kind::assignment)) {
      context = dotted(syntax_, syntax_.child(up, Field::left));
    }
    for (NodeId at = syntax_.first(node); at != nowhere; at = syntax_.next(at)) {
      const NodeId key = syntax_.is(at, Kind::pair) ? syntax_.child(at, Field::key) : nowhere;
      if (!syntax_.is(key, Kind::string) || syntax_.text(key).size() > longest_text) continue;
      add(unquoted(syntax_.text(key)), context, syntax_.child(at, Field::value));
    }
  }

  void add(std::string name, const std::string& context, NodeId value) {
    if (name.empty() || value == nowhere || all_.size() >= most_constants) return;
    const std::string_view text = syntax_.text(value);
    if (text.size() > longest_text * 8 || !may_be_literal(value)) return;
    const Literal literal = program_.evaluate(module_, value);
    if (!literal.known() || literal.kind == Literal::Kind::none ||
        literal.kind == Literal::Kind::mapping)
      return;
    if (literal.string() != nullptr && literal.text.size() > longest_text) return;
    Constant made;
    made.name = std::move(name);
    made.context = context;
    made.value = value_of(literal);
    made.text =
        literal.string() != nullptr ? literal.text : std::string(text.substr(0, longest_text));
    made.place = {module_.path, syntax_.line(value)};
    all_.push_back(std::move(made));
  }

  /// Not worth a look: what no evaluation makes a literal of.
  bool may_be_literal(NodeId value) const {
    switch (syntax_.kind(value)) {
      case Kind::lambda:
      case Kind::other:
      case Kind::comparison:
      case Kind::list_comprehension:
      case Kind::generator:
      case Kind::dictionary:
      case Kind::subscript:
        return false;
      default:
        return true;
    }
  }

  Program& program_;
  const Module& module_;
  const Syntax& syntax_;
  std::vector<Constant>& all_;
};

}  // namespace

std::vector<Constant> constants_of(Program& program) {
  std::vector<Constant> all;
  // Evaluation may open more modules, whose constants are not this script's.
  const std::vector<const Module*> modules = program.modules();
  for (const Module* module : modules) Collector(program, *module, all).collect();
  return all;
}

}  // namespace recipe::code::python
