#include "code/python/settings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "base/text.h"
#include "code/python/config_item.h"
#include "code/python/program.h"

namespace recipe::code::python {
namespace {

constexpr int most_nested = 24;
constexpr int most_files_deep = 6;
constexpr std::size_t most_items = 50000;
constexpr std::size_t longest_leaf = 400;
/// Functions of configuration files whose result is the configuration.
constexpr std::array<std::string_view, 4> entries = {"get_config", "get_default_configs",
                                                     "get_configs", "get_hyperparameters"};

using Path = std::vector<std::string>;

std::string key_of(const Path& path, std::size_t from) {
  std::string key;
  for (std::size_t at = from; at < path.size(); ++at) {
    const bool index = path[at].find_first_not_of("0123456789") == std::string::npos;
    if (index) {
      key += "[" + path[at] + "]";
    } else {
      key += (key.empty() ? "" : ".") + path[at];
    }
  }
  return key;
}

/// What running a file or a function leaves: its variables, and the settings it stated in order.
struct State {
  ConfigItem variables;
  std::vector<Setting> stated;
  std::string root;  ///< the variable that is the configuration; empty: every variable is a key
};

class ConfigReader {
 public:
  explicit ConfigReader(Program& program, Library& library)
      : program_(program), library_(library) {}

  State file(const Module& module, int depth) {
    State state;
    state.variables.kind = ConfigItem::Kind::mapping;
    if (depth > most_files_deep || !running_.insert(&module).second) return state;
    const NodeId entry = entry_of(module);
    if (entry == nowhere) {
      run(module, 0, state, depth);
    } else {
      state = function(module, entry, depth);
    }
    running_.erase(&module);
    return state;
  }

 private:
  static NodeId entry_of(const Module& module) {
    for (const std::string_view name : entries) {
      const auto found = module.functions.find(name);
      if (found != module.functions.end()) return module.scopes[found->second].node;
    }
    return nowhere;
  }

  State function(const Module& module, NodeId node, int depth) {
    State state;
    state.variables.kind = ConfigItem::Kind::mapping;
    const Syntax& syntax = module.syntax;
    NodeId returned = nowhere;
    for (NodeId at = node; at < syntax.end(node); ++at) {
      if (syntax.is(at, Kind::return_statement) && module.function_of[at] == node)
        returned = syntax.first(at);
    }
    const bool variable = syntax.is(returned, Kind::identifier);
    state.root = variable ? std::string(syntax.text(returned)) : "\n";
    run(module, node, state, depth);
    if (!variable && returned != nowhere) {
      const ConfigItem result = item(module, returned, state, 0, depth);
      flatten(result, "", state.stated);
      state.variables.at(state.root) = result;
    }
    return state;
  }

  /// The statements of a file or of a function, without those of functions inside.
  void run(const Module& module, NodeId around, State& state, int depth) {
    const Syntax& syntax = module.syntax;
    const NodeId function = around == 0 ? nowhere : around;
    for (NodeId node = around; node < syntax.end(around) && made_ < most_items; ++node) {
      if (module.function_of[node] != function) continue;
      if (syntax.is(node, Kind::class_definition)) {
        node = syntax.end(node) - 1;
        continue;
      }
      switch (syntax.kind(node)) {
        case Kind::assignment:
          assign(module, node, state, depth);
          break;
        case Kind::import_from:
          import(module, node, state, depth);
          break;
        case Kind::call:
          if (syntax.is(syntax.parent(node), Kind::expression_statement))
            update(module, node, state, depth);
          break;
        default:
          break;
      }
    }
  }

  void import(const Module& module, NodeId node, State& state, int depth) {
    auto found =
        std::lower_bound(module.imports.begin(), module.imports.end(), node,
                         [](const Import& one, NodeId wanted) { return one.node < wanted; });
    for (; found != module.imports.end() && found->node == node; ++found) {
      const Import& one = *found;
      // What comes from a package by its full name is code, not configuration.
      if (one.dots == 0) continue;
      const std::string path =
          library_.find(module.path, folder_of(module.path), one.dots, one.from);
      const Module* other = path.empty() || path == module.path ? nullptr : library_.module(path);
      if (other == nullptr || entry_of(*other) != nowhere) continue;
      const State base = file(*other, depth + 1);
      if (one.name == "*") {
        state.stated.insert(state.stated.end(), base.stated.begin(), base.stated.end());
        for (const auto& [name, value] : base.variables.items) state.variables.at(name) = value;
      } else if (const ConfigItem* value = base.variables.find(one.name)) {
        if (made_ += value->count(); made_ > most_items) return;
        state.variables.at(one.bound) = *value;
        if (state.root.empty()) flatten(*value, one.bound, state.stated);
      }
    }
  }

  void assign(const Module& module, NodeId node, State& state, int depth) {
    const Syntax& syntax = module.syntax;
    const NodeId left = syntax.child(node, Field::left);
    NodeId right = syntax.child(node, Field::right);
    while (syntax.is(right, Kind::assignment)) right = syntax.child(right, Field::right);
    if (right == nowhere) return;
    if (syntax.is(left, Kind::pattern_list)) {
      const auto names = syntax.children(left);
      const auto values = syntax.children(right);
      for (std::size_t at = 0; at < names.size() && names.size() == values.size(); ++at) {
        set(path_of(module, names[at]), item(module, values[at], state, 0, depth), state);
      }
      return;
    }
    const Path path = path_of(module, left);
    if (path.empty()) return;
    if (path.size() == 1 && path[0] == "_base_") {
      bases(module, right, state, depth);
      return;
    }
    set(path, item(module, right, state, 0, depth), state);
  }

  void set(const Path& path, ConfigItem value, State& state) {
    if (path.empty() || path.size() > most_nested) return;
    const bool of_root = state.root.empty() || path[0] == state.root;
    if (of_root) {
      const std::string key = key_of(path, state.root.empty() ? 0 : 1);
      replace_whole(value, key, state);
      flatten(value, key, state.stated);
      if (value.kind != ConfigItem::Kind::leaf && value.items.empty() && !key.empty())
        tops_.push_back(key);
    }
    made_ += state.variables.items.size() / 256;  // finding one among many is work, too
    ConfigItem* at = &state.variables;
    for (const std::string& step : path) at = &at->at(step);
    *at = std::move(value);
  }

  /// `_delete_=True` in a mapping: what its bases stated below its key counts no longer.
  static void replace_whole(const ConfigItem& value, const std::string& key, State& state) {
    if (value.kind != ConfigItem::Kind::mapping) return;
    if (value.find("_delete_") != nullptr) {
      std::erase_if(state.stated, [&](const Setting& one) {
        return one.key.starts_with(key + ".") || one.key.starts_with(key + "[");
      });
      return;
    }
    for (const auto& [name, below] : value.items) replace_whole(below, key + "." + name, state);
  }

  /// "a.b" and "a['b'][0]" as steps; empty for any other target.
  Path path_of(const Module& module, NodeId node) {
    const Syntax& syntax = module.syntax;
    Path path;
    for (int steps = 0; node != nowhere && steps < most_nested; ++steps) {
      if (syntax.is(node, Kind::identifier)) {
        path.emplace_back(syntax.text(node));
        std::reverse(path.begin(), path.end());
        return path;
      }
      if (syntax.is(node, Kind::attribute)) {
        path.emplace_back(syntax.text(syntax.child(node, Field::attribute)));
        node = syntax.child(node, Field::object);
      } else if (syntax.is(node, Kind::subscript)) {
        const Literal key = program_.evaluate(module, syntax.child(node, Field::subscript));
        if (!key.known() || key.is_number() == (key.string() != nullptr)) return {};
        path.push_back(shown(key));
        node = syntax.child(node, Field::value);
      } else {
        return {};
      }
    }
    return {};
  }

  void bases(const Module& module, NodeId node, State& state, int depth) {
    Literal names = program_.evaluate(module, node);
    if (names.string() != nullptr) {
      Literal one = Literal::of_list();
      one.items.push_back(names);
      names = std::move(one);
    }
    for (const Literal& name : names.items) {
      const auto path = resolved(folder_of(module.path), name.text);
      const Module* base = path && name.string() != nullptr ? library_.module(*path) : nullptr;
      if (base == nullptr) {
        missing_.push_back(name.text);
        continue;
      }
      const State read = file(*base, depth + 1);
      state.stated.insert(state.stated.end(), read.stated.begin(), read.stated.end());
      for (const auto& [key, value] : read.variables.items) {
        if (made_ += 2 * value.count(); made_ > most_items) return;
        state.variables.at("_base_").at(key) = value;
        state.variables.at(key) = value;
      }
    }
  }

  /// `config.update(dict(lr=0.1))`
  void update(const Module& module, NodeId node, State& state, int depth) {
    const Syntax& syntax = module.syntax;
    const NodeId callee = syntax.child(node, Field::function);
    if (!syntax.is(callee, Kind::attribute)) return;
    if (syntax.text(syntax.child(callee, Field::attribute)) != "update") return;
    const Path path = path_of(module, syntax.child(callee, Field::object));
    if (path.empty()) return;
    const ConfigItem more = call(module, node, state, 0, depth);
    for (const auto& [name, value] : more.items) {
      Path below = path;
      below.push_back(name);
      set(below, value, state);
    }
  }

  /// `type=ResNet` with an imported class: looking it up would open half a library.
  static bool is_class(const Module& module, NodeId node) {
    const std::string_view name = dotted(module.syntax, node);
    const std::string_view last = name.substr(name.rfind('.') + 1);
    return last.size() > 1 && std::isupper(static_cast<unsigned char>(last[0])) != 0 &&
           std::islower(static_cast<unsigned char>(last.back())) != 0 &&
           module.bindings.contains(name.substr(0, name.find('.')));
  }

  ConfigItem leaf(const Module& module, NodeId node) {
    ConfigItem made;
    made.place = {module.path, module.syntax.line(node)};
    const Literal literal = is_class(module, node) ? Literal{} : program_.evaluate(module, node);
    made.text = literal.string() != nullptr
                    ? literal.text
                    : std::string(module.syntax.text(node).substr(0, longest_leaf));
    if (literal.known()) {
      made.value = value_of(literal);
    } else {
      made.value.text = made.text;
      made.value.is = made.text;
    }
    return made;
  }

  ConfigItem item(const Module& module, NodeId node, const State& state, int nested, int depth) {
    if (++made_ > most_items || nested > most_nested || node == nowhere) return {};
    const Syntax& syntax = module.syntax;
    switch (syntax.kind(node)) {
      case Kind::parenthesized:
        return item(module, syntax.first(node), state, nested + 1, depth);
      case Kind::dictionary: {
        ConfigItem made;
        made.kind = ConfigItem::Kind::mapping;
        pairs(module, node, state, nested, depth, made);
        return made;
      }
      case Kind::list:
      case Kind::tuple:
        return list(module, node, state, nested, depth);
      case Kind::call:
        return call(module, node, state, nested, depth);
      case Kind::identifier:
      case Kind::attribute:
      case Kind::subscript: {
        made_ += state.variables.items.size() / 256;
        const ConfigItem* known = lookup(state.variables, path_of(module, node));
        if (known == nullptr || known == &state.variables) return leaf(module, node);
        if (made_ += known->count(); made_ > most_items) return {};
        return *known;
      }
      default:
        return leaf(module, node);
    }
  }

  void pairs(const Module& module, NodeId node, const State& state, int nested, int depth,
             ConfigItem& into) {
    const Syntax& syntax = module.syntax;
    std::set<std::string> known;
    for (NodeId at = syntax.first(node); at != nowhere && made_ < most_items;
         at = syntax.next(at)) {
      std::string key;
      NodeId value = nowhere;
      if (syntax.is(at, Kind::pair)) {
        const Literal name = program_.evaluate(module, syntax.child(at, Field::key));
        key = name.known() ? shown(name) : std::string();
        value = syntax.child(at, Field::value);
      } else if (syntax.is(at, Kind::keyword_argument)) {
        key = syntax.text(syntax.child(at, Field::name));
        value = syntax.child(at, Field::value);
      } else if (syntax.is(at, Kind::dictionary_splat) || syntax.is(at, Kind::dictionary)) {
        const ConfigItem more =
            item(module, syntax.is(at, Kind::dictionary) ? at : syntax.first(at), state, nested + 1,
                 depth);
        if (more.kind == ConfigItem::Kind::mapping)
          into.items.insert(into.items.end(), more.items.begin(), more.items.end());
      }
      if (!key.empty())
        into.items.push_back({std::move(key), item(module, value, state, nested + 1, depth)});
    }
  }

  ConfigItem list(const Module& module, NodeId node, const State& state, int nested, int depth) {
    const Literal plain = program_.evaluate(module, node);
    const bool scalars =
        plain.known() &&
        std::none_of(plain.items.begin(), plain.items.end(), [](const Literal& one) {
          return one.kind == Literal::Kind::mapping || one.kind == Literal::Kind::list;
        });
    if (scalars) return leaf(module, node);
    ConfigItem made;
    made.kind = ConfigItem::Kind::list;
    for (const NodeId one : module.syntax.children(node)) {
      made.items.push_back({"", item(module, one, state, nested + 1, depth)});
      if (made_ > most_items) break;
    }
    return made;
  }

  ConfigItem call(const Module& module, NodeId node, const State& state, int nested, int depth) {
    const Syntax& syntax = module.syntax;
    const NodeId arguments = syntax.child(node, Field::arguments);
    const NodeId callee = syntax.child(node, Field::function);
    const NodeId first = arguments == nowhere ? nowhere : syntax.first(arguments);
    if (first == nowhere || !syntax.is(first, Kind::keyword_argument)) {
      const Target target = program_.resolve(module, callee, Program::Want::value);
      if (target.kind == Target::Kind::function && depth < most_files_deep) {
        return result(*target.module, target.scope, depth);
      }
    }
    const std::string name = program_.full_name(module, callee);
    const std::string_view last = std::string_view(name).substr(name.rfind('.') + 1);
    if ((last == "FieldReference" || last == "placeholder") && first != nowhere) {
      return item(module, first, state, nested + 1, depth);
    }
    ConfigItem made;
    made.kind = ConfigItem::Kind::mapping;
    made.place = {module.path, syntax.line(node)};
    if (arguments != nowhere) pairs(module, arguments, state, nested, depth, made);
    const bool container = last == "dict" || last.ends_with("Dict");
    if (made.items.empty() && container && first != nowhere)
      return item(module, first, state, nested + 1, depth);
    if (made.items.empty() && !container) return leaf(module, node);
    return made;
  }

  ConfigItem result(const Module& module, ScopeId scope, int depth) {
    const NodeId node = module.scopes[scope].node;
    if (!functions_.insert(node).second) return {};
    State state = function(module, node, depth + 1);
    functions_.erase(node);
    const ConfigItem* made = state.variables.find(state.root);
    return made == nullptr ? ConfigItem{} : *made;
  }

 public:
  const std::vector<std::string>& missing() const { return missing_; }
  const std::vector<std::string>& tops() const { return tops_; }
  bool cut_short() const { return made_ > most_items; }

 private:
  Program& program_;
  Library& library_;
  std::set<const Module*> running_;
  std::set<NodeId> functions_;
  std::vector<std::string> missing_;
  std::vector<std::string> tops_;
  std::size_t made_ = 0;
};

void add_top_level(Settings& settings, const std::string& key) {
  const std::string top = key.substr(0, key.find_first_of(".["));
  if (std::find(settings.top_level.begin(), settings.top_level.end(), top) ==
      settings.top_level.end()) {
    settings.top_level.push_back(top);
  }
}

}  // namespace

Settings settings_of(Library& library, std::string_view path) {
  Settings settings;
  settings.path = path;
  Program program(library, std::string(path), Program::Follow::no);
  if (program.entry() == nullptr) {
    settings.understood = false;
    const File* file = library.file(settings.path);
    settings.why_not = file == nullptr ? "there is no such file" : file->why_not;
    return settings;
  }
  ConfigReader reader(program, library);
  settings.settings = reader.file(*program.entry(), 0).stated;
  std::string last;
  for (const Setting& one : settings.settings) {
    std::string top = one.key.substr(0, one.key.find_first_of(".["));
    if (top != last) add_top_level(settings, top);
    last = std::move(top);
  }
  for (const std::string& key : reader.tops()) add_top_level(settings, key);
  if (std::string why = why_broken(program.entry()->syntax); !why.empty()) {
    settings.understood = false;
    settings.why_not = std::move(why);
  } else if (!reader.missing().empty()) {
    settings.understood = false;
    settings.why_not = "its base " + reader.missing().front() + " is not in this tree";
  } else if (reader.cut_short()) {
    settings.understood = false;
    settings.why_not = "it states too much";
  }
  return settings;
}

}  // namespace recipe::code::python
