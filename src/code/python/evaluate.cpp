#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "code/python/program.h"

namespace recipe::code::python {
namespace {

constexpr int most_nesting = 40;
constexpr std::size_t most_items = 2000;
constexpr std::size_t most_text = 4096;

Literal arithmetic(std::string_view operation, const Literal& a, const Literal& b) {
  const bool whole = a.kind == Literal::Kind::integer && b.kind == Literal::Kind::integer;
  if (operation == "+") return Literal::of(a.number + b.number, whole);
  if (operation == "-") return Literal::of(a.number - b.number, whole);
  if (operation == "*") return Literal::of(a.number * b.number, whole);
  if (operation == "**") return Literal::of(std::pow(a.number, b.number), whole && b.number >= 0);
  if (b.number == 0) return {};
  if (operation == "/") return Literal::of(a.number / b.number, false);
  if (operation == "//") return Literal::of(std::floor(a.number / b.number), whole);
  if (operation == "%") {
    return Literal::of(a.number - b.number * std::floor(a.number / b.number), whole);
  }
  if (operation == "<<" && whole && b.number < 62)
    return Literal::of(std::ldexp(a.number, static_cast<int>(b.number)), true);
  return {};
}

Literal combined(std::string_view operation, const Literal& a, const Literal& b) {
  if (a.is_number() && b.is_number()) return arithmetic(operation, a, b);
  if (operation == "+" && a.string() != nullptr && b.string() != nullptr) {
    if (a.text.size() + b.text.size() > most_text) return {};
    return Literal::of(a.text + b.text);
  }
  if (operation == "/" && a.string() != nullptr && b.string() != nullptr) {
    return a.text.size() + b.text.size() > most_text ? Literal{}
                                                     : Literal::of(a.text + "/" + b.text);
  }
  if (operation == "+" && a.kind == Literal::Kind::list && b.kind == Literal::Kind::list) {
    if (a.items.size() + b.items.size() > most_items) return {};
    Literal sum = a;
    sum.items.insert(sum.items.end(), b.items.begin(), b.items.end());
    return sum;
  }
  if (operation == "*" && a.kind == Literal::Kind::list && b.kind == Literal::Kind::integer) {
    const double count = static_cast<double>(a.items.size()) * b.number;
    if (!(count >= 0 && count <= static_cast<double>(most_items))) return {};
    Literal product = a;
    product.items.clear();
    for (int at = 0; at < static_cast<int>(b.number); ++at) {
      product.items.insert(product.items.end(), a.items.begin(), a.items.end());
    }
    return product;
  }
  return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (from.empty()) return text;
  std::size_t at = 0;
  while ((at = text.find(from, at)) != std::string::npos && text.size() <= most_text) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

/// `"{}-{}".format(a, b)` with plain braces only.
Literal formatted(const std::string& form, const std::vector<Literal>& values) {
  std::string made;
  std::size_t next = 0;
  for (std::size_t at = 0; at < form.size() && made.size() <= most_text; ++at) {
    if (form[at] != '{') {
      made += form[at];
      continue;
    }
    const std::size_t close = form.find('}', at);
    if (close == std::string::npos) return {};
    const std::string_view index = std::string_view(form).substr(at + 1, close - at - 1);
    if (index.size() > 1 || (index.size() == 1 && !is_digit(index[0]))) return {};
    const std::size_t which = index.empty() ? next++ : static_cast<std::size_t>(index[0] - '0');
    if (which >= values.size() || !values[which].known()) return {};
    made += shown(values[which]);
    at = close;
  }
  return Literal::of(made);
}

}  // namespace

/// One evaluation: depth and work are bounded, names are looked up where Python would see them.
class Evaluator {
 public:
  Evaluator(Program& program, const Environment* environment)
      : program_(program), environment_(environment) {}

  Literal of(const Module& module, NodeId node, int depth) {
    if (node == nowhere || depth > most_nesting || program_.budget_ == 0) return {};
    --program_.budget_;
    const Syntax& syntax = module.syntax;
    switch (syntax.kind(node)) {
      case Kind::none:
        return Literal::nothing();
      case Kind::yes:
        return Literal::of(true);
      case Kind::no:
        return Literal::of(false);
      case Kind::integer:
      case Kind::floating:
        return number_of(syntax.text(node).substr(0, 400));
      case Kind::string:
        return string(module, node, depth);
      case Kind::concatenated_string:
        return joined(module, node, depth);
      case Kind::parenthesized:
      case Kind::expression_statement:
        return of(module, syntax.first(node), depth + 1);
      case Kind::list:
      case Kind::tuple:
      case Kind::set:
      case Kind::expression_list:
        return items(module, node, depth);
      case Kind::dictionary:
        return mapping(module, node, depth);
      case Kind::unary:
        return unary(module, node, depth);
      case Kind::negation: {
        const Literal value = of(module, syntax.child(node, Field::argument), depth + 1);
        return value.kind == Literal::Kind::boolean ? Literal::of(!value.truth) : Literal{};
      }
      case Kind::binary: {
        const Literal left = of(module, syntax.child(node, Field::left), depth + 1);
        if (!left.known()) return {};
        const Literal right = of(module, syntax.child(node, Field::right), depth + 1);
        return combined(syntax.text(syntax.child(node, Field::operation)), left, right);
      }
      case Kind::identifier:
      case Kind::attribute:
        return name(module, node, depth);
      case Kind::call:
        return call(module, node, depth);
      default:
        return {};
    }
  }

 private:
  Literal string(const Module& module, NodeId node, int depth) {
    const Syntax& syntax = module.syntax;
    const std::string_view source = syntax.text(node);
    if (source.size() > most_text * 4) return {};
    std::vector<NodeId> holes;
    for (const NodeId child : syntax.children(node)) {
      if (syntax.is(child, Kind::interpolation)) holes.push_back(child);
    }
    if (holes.empty()) return Literal::of(unquoted(source));
    std::string made(source);
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole) {
      const Literal value = of(module, syntax.first(*hole), depth + 1);
      const std::string_view text = syntax.text(*hole);
      if (!value.known() || value.items.size() > 16 || made.size() > most_text) return {};
      made.replace(static_cast<std::size_t>(text.data() - source.data()), text.size(),
                   shown(value));
    }
    return Literal::of(unquoted(made));
  }

  Literal joined(const Module& module, NodeId node, int depth) {
    std::string made;
    for (const NodeId child : module.syntax.children(node)) {
      const Literal part = of(module, child, depth + 1);
      if (part.string() == nullptr || made.size() + part.text.size() > most_text) return {};
      made += part.text;
    }
    return Literal::of(made);
  }

  Literal items(const Module& module, NodeId node, int depth) {
    Literal made;
    made.kind = Literal::Kind::list;
    made.tuple =
        module.syntax.is(node, Kind::tuple) || module.syntax.is(node, Kind::expression_list);
    for (NodeId at = module.syntax.first(node); at != nowhere; at = module.syntax.next(at)) {
      if (module.syntax.is(at, Kind::list_splat)) {
        const Literal more = of(module, module.syntax.first(at), depth + 1);
        if (more.kind != Literal::Kind::list) return {};
        made.items.insert(made.items.end(), more.items.begin(), more.items.end());
      } else {
        Literal item = of(module, at, depth + 1);
        if (!item.known()) return {};
        made.items.push_back(std::move(item));
      }
      if (made.items.size() > most_items) return {};
    }
    return made;
  }

  Literal mapping(const Module& module, NodeId node, int depth) {
    Literal made;
    made.kind = Literal::Kind::mapping;
    for (NodeId at = module.syntax.first(node); at != nowhere; at = module.syntax.next(at)) {
      if (!module.syntax.is(at, Kind::pair) || made.items.size() >= most_items) return {};
      const Literal key = of(module, module.syntax.child(at, Field::key), depth + 1);
      if (!key.known()) return {};
      made.keys.push_back(shown(key));
      made.items.push_back(of(module, module.syntax.child(at, Field::value), depth + 1));
    }
    return made;
  }

  Literal unary(const Module& module, NodeId node, int depth) {
    Literal value = of(module, module.syntax.child(node, Field::argument), depth + 1);
    if (!value.is_number()) return {};
    const std::string_view sign = module.syntax.text(module.syntax.child(node, Field::operation));
    if (sign == "-") value.number = -value.number;
    return sign == "~" ? Literal{} : value;
  }

  Literal name(const Module& module, NodeId node, int depth) {
    const std::string_view text = dotted(module.syntax, node);
    if (text.empty()) return {};
    if (environment_ != nullptr) {
      if (const auto bound = environment_->find(text); bound != environment_->end())
        return bound->second;
    }
    // The functions around, from the inside out: a name that is assigned there is theirs.
    NodeId function = module.function_of[node];
    for (int steps = 0; function != nowhere && steps < 8; ++steps) {
      const auto local = assigned_in(module, text, function);
      if (!local.empty())
        return local.size() == 1 ? value(module, *local[0], node, depth) : Literal{};
      for (const Parameter& one : parameters_of(module.syntax, function)) {
        if (one.name == text.substr(0, text.find('.'))) return {};
      }
      function = module.function_of[function];
    }
    return global(module, text, node, depth);
  }

  std::vector<const Assignment*> assigned_in(const Module& module, std::string_view name,
                                             NodeId function) {
    std::vector<const Assignment*> all;
    const auto found = module.assignments.find(name);
    if (found == module.assignments.end()) return all;
    program_.budget_ -= std::min(program_.budget_, found->second.size() / 8);
    for (const Assignment& one : found->second) {
      if (one.function == function && all.size() < 3) all.push_back(&one);
    }
    return all;
  }

  Literal global(const Module& module, std::string_view text, NodeId at, int depth) {
    const auto own = assigned_in(module, text, nowhere);
    if (own.size() == 1) return value(module, *own[0], at, depth);
    if (own.size() > 1) return {};
    const Target target = program_.resolve(module, text, Program::Want::value);
    if (target.kind == Target::Kind::value && target.module != nullptr &&
        target.module != &module) {
      if (target.assignment->function == nowhere)
        return value(*target.module, *target.assignment, nowhere, depth);
      return {};
    }
    return member(module, text, depth);
  }

  /// `Config.lr` of a class that assigns it.
  Literal member(const Module& module, std::string_view text, int depth) {
    const std::size_t dot = text.rfind('.');
    if (dot == std::string_view::npos) return {};
    const Target owner = program_.resolve(module, text.substr(0, dot), Program::Want::value);
    if (owner.kind != Target::Kind::klass) return {};
    const Syntax& syntax = owner.module->syntax;
    const NodeId klass = owner.module->classes[static_cast<std::size_t>(owner.klass)].node;
    const NodeId body = syntax.child(klass, Field::body);
    for (const Assignment* one : assigned_in(*owner.module, text.substr(dot + 1), nowhere)) {
      if (syntax.above(one->target, Kind::block) == body)
        return value(*owner.module, *one, nowhere, depth);
    }
    return {};
  }

  Literal value(const Module& module, const Assignment& assignment, NodeId use, int depth) {
    if (assignment.value == nowhere || assignment.augmented || assignment.value == use) return {};
    return of(module, assignment.value, depth + 1);
  }

  Literal call(const Module& module, NodeId node, int depth) {
    const Syntax& syntax = module.syntax;
    const NodeId callee = syntax.child(node, Field::function);
    std::vector<Literal> values;
    for (const NodeId argument : syntax.children(syntax.child(node, Field::arguments))) {
      if (syntax.is(argument, Kind::keyword_argument) || values.size() > 16)
        return keywords(module, node, depth);
      values.push_back(of(module, argument, depth + 1));
    }
    const std::string full = program_.full_name(module, callee);
    const auto all_known = [&] {
      return std::all_of(values.begin(), values.end(),
                         [](const Literal& one) { return one.known(); });
    };
    if (values.empty() && (full == "list" || full == "tuple")) return Literal::of_list();
    if (values.empty() && full == "dict") return keywords(module, node, depth);
    if (!all_known()) return {};
    if (full == "os.path.join" || full == "posixpath.join") return path_of(values);
    if (full == "pathlib.Path" || full == "Path" || full == "pathlib.PurePath")
      return path_of(values);
    if (values.size() == 1) {
      const Literal& one = values[0];
      if (full == "int" && one.is_number()) return Literal::of(std::trunc(one.number), true);
      if (full == "float" && one.is_number()) return Literal::of(one.number, false);
      if (full == "float" && one.string() != nullptr) return number_of(one.text);
      if (full == "str" || full == "os.path.expanduser") return Literal::of(shown(one));
      if ((full == "list" || full == "tuple" || full == "sorted") &&
          one.kind == Literal::Kind::list)
        return one;
      if (full == "len" && one.kind == Literal::Kind::list)
        return Literal::of(static_cast<double>(one.items.size()), true);
      if (full == "bool" && one.kind == Literal::Kind::boolean) return one;
    }
    if (syntax.is(callee, Kind::attribute)) return method(module, callee, values, depth);
    return {};
  }

  Literal keywords(const Module& module, NodeId node, int depth) {
    if (program_.full_name(module, module.syntax.child(node, Field::function)) != "dict") return {};
    Literal made;
    made.kind = Literal::Kind::mapping;
    for (const NodeId argument :
         module.syntax.children(module.syntax.child(node, Field::arguments))) {
      if (!module.syntax.is(argument, Kind::keyword_argument) || made.items.size() >= most_items)
        return {};
      made.keys.emplace_back(module.syntax.text(module.syntax.child(argument, Field::name)));
      made.items.push_back(of(module, module.syntax.child(argument, Field::value), depth + 1));
    }
    return made;
  }

  static Literal path_of(const std::vector<Literal>& parts) {
    std::string path;
    for (const Literal& part : parts) {
      if (part.string() == nullptr || path.size() + part.text.size() > most_text) return {};
      if (part.text.starts_with('/')) path.clear();
      if (!path.empty() && path.back() != '/') path += '/';
      path += part.text;
    }
    return Literal::of(path);
  }

  Literal method(const Module& module, NodeId callee, const std::vector<Literal>& values,
                 int depth) {
    const Syntax& syntax = module.syntax;
    const Literal self = of(module, syntax.child(callee, Field::object), depth + 1);
    const std::string_view name = syntax.text(syntax.child(callee, Field::attribute));
    if (self.kind == Literal::Kind::mapping && values.empty()) {
      Literal list = Literal::of_list();
      if (name == "keys") {
        for (const std::string& key : self.keys) list.items.push_back(Literal::of(key));
        return list;
      }
      if (name == "values") list.items = self.items;
      return name == "values" ? list : Literal{};
    }
    if (self.string() == nullptr) return {};
    if (name == "format") return formatted(self.text, values);
    if (name == "replace" && values.size() == 2 && values[0].string() != nullptr &&
        values[1].string() != nullptr) {
      return Literal::of(replaced(self.text, values[0].text, values[1].text));
    }
    if (!values.empty()) return {};
    if (name == "lower") return Literal::of(lower(self.text));
    if (name == "upper") return Literal::of(upper(self.text));
    if (name == "strip") return Literal::of(std::string(trim(self.text)));
    if (name == "split") {
      Literal list = Literal::of_list();
      for (const std::string_view word : split(self.text, ' ')) {
        if (!word.empty() && list.items.size() < most_items)
          list.items.push_back(Literal::of(std::string(word)));
      }
      return list;
    }
    return {};
  }

  Program& program_;
  const Environment* environment_;
};

Literal Program::evaluate(const Module& module, NodeId node, const Environment* environment) {
  return Evaluator(*this, environment).of(module, node, 0);
}

}  // namespace recipe::code::python
