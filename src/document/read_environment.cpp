#include "document/read_environment.h"

#include <array>

#include "base/text.h"
#include "document/commands.h"
#include "document/statement.h"
#include "document/table.h"
#include "document/typed.h"

namespace recipe::document {
namespace {

bool is_package_name(std::string_view name) {
  if (name.size() < 2 || !is_alnum(name.front())) return false;
  for (const char c : name) {
    if (!is_alnum(c) && c != '+' && c != '-' && c != '.' && c != ':') return false;
  }
  return true;
}

constexpr std::array<std::string_view, 6> relations = {">=", "<=", ">>", "<<", "=", ">"};

/// To the next space or mark; a colon within belongs to it: `1:2.3` has an epoch.
std::string version_in(std::string_view text) {
  std::size_t end = std::min(text.find_first_of(" ,;)"), text.size());
  while (end > 0 && text[end - 1] == ':') --end;
  return std::string(text.substr(0, end));
}

/// `>= 1.13`, also in parentheses; empty where there is none.
void read_relation(std::string_view text, Package& package) {
  text = trim(text);
  if (text.starts_with('(')) text = trim(text.substr(1, text.find(')') - 1));
  for (const std::string_view relation : relations) {
    if (!text.starts_with(relation)) continue;
    package.relation = relation == ">>" ? ">" : relation == "<<" ? "<" : std::string(relation);
    package.version = version_in(trim(text.substr(relation.size())));
    return;
  }
  if (text.starts_with('<') && text.size() > 1) {
    package.relation = "<";
    package.version = version_in(trim(text.substr(1)));
  }
}

/// `libtorch-dev >= 1.13`, `libtorch-dev (>= 1.13): trains the model`
void read_package(Reading& reading, Slice text) {
  text = text.trimmed();
  const std::string_view view = text.view();
  std::size_t end = 0;
  while (end < view.size() &&
         (is_alnum(view[end]) || view[end] == '+' || view[end] == '-' || view[end] == '.')) {
    ++end;
  }
  while (end > 0 && (view[end - 1] == '.' || view[end - 1] == '-')) --end;
  const Slice name = text.sub(0, end);
  if (!is_package_name(name.view())) {
    reading.report(Severity::warning, "package-not-readable", text.span(),
                   "this is no package: begin with its name, such as `libtorch-dev >= 1.13`");
    return;
  }
  At<Package> package;
  package.value.name = std::string(name.view());
  package.span = name.span();
  read_relation(view.substr(end), package.value);
  reading.recipe.environment.packages.push_back(std::move(package));
}

void package_table(Reading& reading, const Table& table) {
  const auto name = table.column("package|packages");
  const auto version = table.column("version");
  for (const TableRow& row : table.rows()) {
    const auto cell = cell_of(row, name);
    if (!cell) continue;
    const std::size_t before = reading.recipe.environment.packages.size();
    read_package(reading, *cell);
    const auto stated = cell_of(row, version);
    auto& packages = reading.recipe.environment.packages;
    if (stated && packages.size() > before) read_relation(stated->view(), packages.back().value);
  }
}

/// The items of the lists among these blocks, without those of nested lists.
void package_items(Reading& reading, const Blocks& lists) {
  for (const Block* list : lists) {
    for (const Block& item : list->children) {
      if (item.children.empty() || item.children.front().kind != BlockKind::paragraph) continue;
      read_package(reading, reading.text(item.children.front().lines));
    }
  }
}

bool says_packages(Slice name) { return is_named(name.view(), "packages|debian packages|package"); }

/// `Packages:` as a paragraph, with the list behind it.
void package_paragraphs(Reading& reading, const Blocks& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i]->kind != BlockKind::paragraph) continue;
    const auto field = split_field(reading.text(blocks[i]->lines).trimmed());
    if (!field || !says_packages(*field->name)) continue;
    if (!field->value.empty()) {
      for (const Slice part : parts_of(field->value, ',')) read_package(reading, part);
    } else if (i + 1 < blocks.size() && blocks[i + 1]->kind == BlockKind::list) {
      package_items(reading, {blocks[i + 1]});
    }
  }
}

void package_fields(Reading& reading, const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    if (!statement.name || !says_packages(*statement.name)) continue;
    if (!statement.value.empty()) {
      Slice value = statement.value;
      if (value.view().ends_with('.')) value = value.sub(0, value.view().size() - 1);
      for (const Slice part : parts_of(value, ',')) read_package(reading, part);
    } else if (statement.item != nullptr) {
      Blocks lists;
      for (const Block& child : statement.item->children) {
        if (child.kind == BlockKind::list) lists.push_back(&child);
      }
      package_items(reading, lists);
    }
  }
}

}  // namespace

void read_environment(Reading& reading, const SectionText& section) {
  if (const auto table = table_with(reading, section.blocks, {"package|packages"})) {
    package_table(reading, *table);
  }
  package_fields(reading, statements_in(reading, section.blocks));
  package_paragraphs(reading, section.blocks);
  Environment& environment = reading.recipe.environment;
  for (CommandBlock& block : commands_in(reading, section.blocks)) {
    environment.blocks.push_back(std::move(block));
  }
}

}  // namespace recipe::document
