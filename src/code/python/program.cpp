#include "code/python/program.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t most_files = 400;
constexpr std::size_t most_bytes = std::size_t{32} << 20;
constexpr int most_imports_deep = 4;
constexpr int most_hops = 12;  ///< from import to import until a name is found
constexpr std::size_t most_work = 4'000'000;

std::string_view head_of(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }
std::string_view rest_of(std::string_view dotted) {
  const std::size_t dot = dotted.find('.');
  return dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
}
std::string chained(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::string(a) + std::string(b);
  return std::string(a) + "." + std::string(b);
}
Target outside(std::string name) {
  Target made;
  made.kind = Target::Kind::outside;
  made.name = std::move(name);
  return made;
}

/// Methods that run without being named.
bool runs_unnamed(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

}  // namespace

Program::Program(Library& library, std::string entry, Follow how)
    : library_(library), path_(std::move(entry)), home_(folder_of(path_)), budget_(most_work) {
  entry_ = open(path_);
  if (entry_ == nullptr || how == Follow::no) return;
  visited_[path_] = 0;
  enter(*entry_, top_scope);
  enter(*entry_, guard_scope);
  follow();
}

const Module* Program::open(const std::string& path) {
  const File* file = library_.file(path);
  if (file == nullptr) return nullptr;
  if (file->module != nullptr && reached_.contains(file->module.get())) return file->module.get();
  std::size_t bytes = file->bytes->size();
  for (const Module* module : modules_) bytes += module->syntax.bytes().size();
  if (modules_.size() >= most_files || (bytes > most_bytes && !modules_.empty())) {
    cut_short_ = true;
    return nullptr;
  }
  const Module* module = library_.module(path);
  if (module == nullptr) return nullptr;
  modules_.push_back(module);
  reached_[module].assign(module->scopes.size(), 0);
  if (std::find(sources_.begin(), sources_.end(), path) == sources_.end()) sources_.push_back(path);
  return module;
}

bool Program::runs(const Module& module, ScopeId scope) const {
  const auto found = reached_.find(&module);
  return found != reached_.end() && found->second[scope] != 0;
}

void Program::enter(const Module& module, ScopeId scope) {
  char& entered = reached_[&module][scope];
  if (entered != 0) return;
  entered = 1;
  steps_.push_back({&module, scope});
  // A function of a file runs behind what the file does when it is imported.
  if (scope != top_scope && visited_.emplace(module.path, most_imports_deep).second)
    enter(module, top_scope);
}

void Program::follow() {
  while (!steps_.empty()) {
    const Step step = steps_.front();
    steps_.pop_front();
    const Module& module = *step.module;
    const Scope& scope = module.scopes[step.scope];
    const int depth = visited_.contains(module.path) ? visited_[module.path] : most_imports_deep;
    for (const int id : scope.imports) {
      import(module.imports[static_cast<std::size_t>(id)], module.path, depth);
    }
    if (step.scope == top_scope) {
      for (ScopeId id = guard_scope + 1; id < module.scopes.size(); ++id) {
        if (module.scopes[id].decorated && module.scopes[id].owner < 0) enter(module, id);
      }
    }
    for (const int id : scope.classes) {
      const NodeId node = module.classes[static_cast<std::size_t>(id)].node;
      if (module.syntax.is(module.syntax.parent(node), Kind::decorated_definition))
        enter_class(module, id);
    }
    for (const NodeId reference : scope.references) {
      if (budget_ == 0) break;
      --budget_;
      refer(module, reference);
    }
    enter_classes();
  }
}

void Program::refer(const Module& module, NodeId reference) {
  const Syntax& syntax = module.syntax;
  if (syntax.is(reference, Kind::attribute)) {
    mention(syntax.text(syntax.child(reference, Field::attribute)));
  }
  const Target target = resolve(module, reference);
  if (target.kind == Target::Kind::function) enter(*target.module, target.scope);
  if (target.kind == Target::Kind::klass) enter_class(*target.module, target.klass);
}

void Program::enter_class(const Module& module, int klass) {
  if (classes_.emplace(&module, klass).second) entering_.emplace_back(&module, klass);
}

void Program::enter_classes() {
  while (!entering_.empty()) {
    const auto [module, klass] = entering_.back();
    entering_.pop_back();
    const Class& entered = module->classes[static_cast<std::size_t>(klass)];
    for (const auto& [name, scope] : entered.methods) {
      if (runs_unnamed(name) || mentioned_.contains(name)) {
        enter(*module, scope);
      } else {
        waiting_[name].push_back({module, scope});
      }
    }
    for (const NodeId base : entered.bases) {
      const Target target = resolve(*module, base);
      if (target.kind == Target::Kind::klass) enter_class(*target.module, target.klass);
    }
  }
}

void Program::mention(std::string_view name) {
  if (mentioned_.contains(name)) return;
  mentioned_.emplace(name);
  const auto waiting = waiting_.find(name);
  if (waiting == waiting_.end()) return;
  for (const Step& step : waiting->second) enter(*step.module, step.scope);
  waiting_.erase(waiting);
}

void Program::import(const Import& import, const std::string& importer, int depth) {
  const auto find = [&](std::string_view dotted) {
    const std::string path = library_.find(importer, home_, import.dots, dotted);
    if (!path.empty()) visit(path, depth + 1);
  };
  // Each package on the way runs its __init__.py.
  for (std::size_t dot = import.from.find('.'); dot != std::string::npos;
       dot = import.from.find('.', dot + 1)) {
    find(import.from.substr(0, dot));
  }
  find(import.from);
  if (!import.name.empty() && import.name != "*") find(chained(import.from, import.name));
}

void Program::visit(const std::string& path, int depth) {
  struct Visit {
    std::string path;
    int depth;
  };
  std::vector<Visit> visits = {{path, depth}};
  while (!visits.empty()) {
    const Visit at = std::move(visits.back());
    visits.pop_back();
    if (at.depth > most_imports_deep || visited_.contains(at.path)) continue;
    if (visited_.size() >= most_files) {
      cut_short_ = true;
      return;
    }
    visited_[at.path] = at.depth;
    const File* file = library_.file(at.path);
    if (file == nullptr) continue;
    if (file->marked || at.depth <= 1) {
      if (const Module* module = open(at.path)) enter(*module, top_scope);
      continue;
    }
    for (const Import& one : imports_of_text(*file->bytes)) {
      const std::string next = library_.find(at.path, home_, one.dots, one.from);
      if (!next.empty()) visits.push_back({next, at.depth + 1});
      if (one.name.empty() || one.name == "*") continue;
      const std::string below =
          library_.find(at.path, home_, one.dots, chained(one.from, one.name));
      if (!below.empty()) visits.push_back({below, at.depth + 1});
    }
  }
}

Target Program::resolve(const Module& module, std::string_view dotted, Want want) {
  return resolve(module, dotted, want, 0);
}

Target Program::resolve(const Module& module, NodeId expression, Want want) {
  const std::string_view name = dotted(module.syntax, expression);
  if (name.empty()) return {};
  if (head_of(name) == "self" || head_of(name) == "cls") {
    const Scope& scope = module.scopes[module.scope_of[expression]];
    if (scope.owner < 0 || rest_of(name).empty()) return {};
    return method(module, scope.owner, rest_of(name), 0);
  }
  return resolve(module, name, want, 0);
}

Target Program::resolve(const Module& module, std::string_view dotted, Want want, int depth) {
  if (depth > most_hops || dotted.empty()) return {};
  const std::string_view head = head_of(dotted);
  const std::string_view rest = rest_of(dotted);
  Target made;
  made.module = &module;
  if (const auto found = module.functions.find(head);
      found != module.functions.end() && rest.empty()) {
    made.kind = Target::Kind::function;
    made.scope = found->second;
    return made;
  }
  if (const auto found = module.classes_by_name.find(head); found != module.classes_by_name.end()) {
    made.kind = Target::Kind::klass;
    made.klass = found->second;
    if (rest.empty()) return made;
    const Target member = method(module, found->second, rest, depth);
    if (member.kind != Target::Kind::unknown || want == Want::code) return member;
  }
  if (const auto found = module.bindings.find(head); found != module.bindings.end()) {
    Target last;
    for (const int id : found->second) {
      last =
          resolve_import(module, module.imports[static_cast<std::size_t>(id)], rest, want, depth);
      if (last.kind != Target::Kind::outside && last.kind != Target::Kind::unknown) break;
    }
    return last;
  }
  const auto assigned = module.assignments.find(dotted);
  if (assigned != module.assignments.end()) {
    const Assignment& only = assigned->second.front();
    const std::string_view other =
        only.value == nowhere ? std::string_view() : python::dotted(module.syntax, only.value);
    if (want == Want::code && !other.empty() && other != dotted && only.function == nowhere) {
      return resolve(module, other, want, depth + 1);
    }
    made.kind = Target::Kind::value;
    made.assignment = &only;
    return made;
  }
  for (const int id : module.stars) {
    const Import& star = module.imports[static_cast<std::size_t>(id)];
    const std::string path = library_.find(module.path, home_, star.dots, star.from);
    const Target found = inside(path, dotted, want, depth + 1);
    if (found.kind != Target::Kind::unknown) return found;
  }
  return {};
}

Target Program::inside(const std::string& path, std::string_view name, Want want, int depth) {
  if (path.empty() || depth > most_hops) return {};
  const File* file = library_.file(path);
  if (file == nullptr || budget_ == 0) return {};
  --budget_;
  const bool package = name_of(path) == "__init__.py";
  const bool stars = file->bytes->find("import *") != std::string::npos;
  if (file->bytes->find(head_of(name)) == std::string::npos && !stars) return {};
  if (want == Want::code && !file->marked && !package && !stars) {
    Target made;
    made.kind = Target::Kind::inside;
    return made;
  }
  const Module* module = open(path);
  return module == nullptr ? Target{} : resolve(*module, name, want, depth);
}

Target Program::resolve_import(const Module& module, const Import& import, std::string_view rest,
                               Want want, int depth) {
  std::string full = import.from;
  if (!import.name.empty()) {
    full = chained(full, import.name);
  } else if (import.bound == head_of(import.from)) {
    full = import.bound;
  }
  full = chained(full, rest);
  // The longest front of the name that is a module; what is behind it is looked up in there.
  std::string front = full;
  while (true) {
    const std::string path = library_.find(module.path, home_, import.dots, front);
    if (!path.empty() && path != module.path) {
      std::string_view behind = std::string_view(full).substr(front.size());
      if (behind.starts_with('.')) behind.remove_prefix(1);
      if (behind.empty()) {
        Target made;
        made.kind = Target::Kind::module;
        made.name = path;
        return made;
      }
      const Target found = inside(path, behind, want, depth + 1);
      if (found.kind != Target::Kind::unknown) return found;
    }
    const std::size_t dot = front.rfind('.');
    if (front.empty() || (dot == std::string::npos && import.dots == 0)) break;
    front = dot == std::string::npos ? std::string() : front.substr(0, dot);
  }
  return outside(full);
}

Target Program::method(const Module& module, int klass, std::string_view name) {
  return method(module, klass, name, 0);
}

Target Program::method(const Module& module, int klass, std::string_view name, int depth) {
  if (depth > most_hops || budget_ == 0) return {};
  --budget_;
  const Class& owner = module.classes[static_cast<std::size_t>(klass)];
  if (const auto found = owner.methods.find(std::string(name)); found != owner.methods.end()) {
    Target made;
    made.kind = Target::Kind::function;
    made.module = &module;
    made.scope = found->second;
    return made;
  }
  for (const NodeId base : owner.bases) {
    const std::string_view text = dotted(module.syntax, base);
    if (text.empty() || text == owner.name) continue;
    const Target target = resolve(module, text, Want::code, depth + 1);
    if (target.kind == Target::Kind::outside) return outside(chained(target.name, name));
    if (target.kind != Target::Kind::klass) continue;
    const Target found = method(*target.module, target.klass, name, depth + 1);
    if (found.kind != Target::Kind::unknown) return found;
  }
  return {};
}

bool Program::has_method(std::string_view name) const {
  return std::any_of(modules_.begin(), modules_.end(), [&](const Module* module) {
    return std::any_of(module->classes.begin(), module->classes.end(),
                       [&](const Class& one) { return one.methods.contains(std::string(name)); });
  });
}

std::string Program::full_name(const Module& module, NodeId expression) const {
  const std::string_view name = dotted(module.syntax, expression);
  const auto found = module.bindings.find(head_of(name));
  if (name.empty() || found == module.bindings.end()) return std::string(name);
  const Import& import = module.imports[static_cast<std::size_t>(found->second.front())];
  if (import.name.empty() && import.bound == head_of(import.from)) return std::string(name);
  return chained(chained(import.from, import.name), rest_of(name));
}

}  // namespace recipe::code::python
