#include "check/notebooks.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "check/goal.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// A document that names more is an index of notebooks.
constexpr std::size_t most_notebooks = 30;

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

bool has_source(const Json& cell) {
  const Json* source = member(cell, "source");
  if (source == nullptr) return false;
  if (source->is_string()) return !trim(source->get_ref<const std::string&>()).empty();
  return source->is_array() && !source->empty();
}

void read_outputs(const Json& cell, Notebook& notebook) {
  const Json* outputs = member(cell, "outputs");
  if (outputs == nullptr || !outputs->is_array() || !notebook.error.empty()) return;
  for (const Json& output : *outputs) {
    if (text_at(output, "output_type") != "error") continue;
    notebook.error = text_at(output, "ename").value_or("an error");
    return;
  }
}

void read_cells(const Json& cells, Notebook& notebook) {
  std::uint64_t last = 0;
  for (const Json& cell : cells) {
    if (text_at(cell, "cell_type") != "code" || !has_source(cell)) continue;
    ++notebook.code_cells;
    read_outputs(cell, notebook);
    const auto count = count_at(cell, "execution_count");
    if (!count) continue;
    ++notebook.executed;
    if (*count < last) ++notebook.out_of_order;
    last = std::max(last, *count);
  }
}

void read_notebook(Notebook& notebook, std::string_view bytes) {
  const auto json = parse_json(bytes);
  if (!json) return;
  const Json* cells = member(*json, "cells");
  // Version 3 has them in sheets.
  const Json* sheets = member(*json, "worksheets");
  notebook.readable = (cells != nullptr && cells->is_array()) || sheets != nullptr;
  if (cells != nullptr && cells->is_array()) read_cells(*cells, notebook);
}

class NotebookFinder {
 public:
  explicit NotebookFinder(const Study& study) : study_(study) {}

  std::vector<Notebook> run() {
    for (const document::Link& link : study_.page.links) {
      const Goal goal = goal_of(link.target, study_);
      if (goal.kind == GoalKind::file) add(goal.path, target_place(link));
    }
    for (const document::CodeSpan& span : study_.page.code_spans) {
      const std::string_view path = trim(span.text);
      if (!path.ends_with(".ipynb") || path.find(' ') != std::string_view::npos) continue;
      if (const auto from_here = code::resolved(study_.folder, path)) add(*from_here, span.span);
      if (const auto from_root = code::resolved("", path)) add(*from_root, span.span);
    }
    return std::move(found_);
  }

 private:
  void add(const std::string& path, Span place) {
    if (!path.ends_with(".ipynb") || found_.size() >= most_notebooks) return;
    const code::Tree* tree = study_.facts.tree("");
    const auto entry = tree->find(path);
    if (!entry || entry->kind != code::EntryKind::file || !seen_.insert(entry->path).second) return;
    const auto bytes = tree->read(entry->path);
    if (!bytes) return;
    Notebook& notebook = found_.emplace_back();
    notebook.path = entry->path;
    notebook.place = place;
    notebook.tree = tree;
    read_notebook(notebook, **bytes);
  }

  const Study& study_;
  std::set<std::string> seen_;
  std::vector<Notebook> found_;
};

}  // namespace

std::vector<Notebook> notebooks_of(const Study& study) { return NotebookFinder(study).run(); }

}  // namespace recipe::check
