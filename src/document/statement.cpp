#include "document/statement.h"

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::size_t longest_name = 80;

class Collector {
 public:
  Collector(Reading& reading, std::vector<Statement>& out) : reading_(reading), out_(out) {}

  void block(const Block& block, const Block* item) {
    switch (block.kind) {
      case BlockKind::paragraph:
        return paragraph(block, item);
      case BlockKind::item:
        for (const Block& child : block.children) {
          this->block(child, &child == &block.children.front() ? &block : nullptr);
        }
        return;
      case BlockKind::table:
        return table(block);
      default:
        for (const Block& child : block.children) this->block(child, nullptr);
    }
  }

 private:
  void paragraph(const Block& block, const Block* item) {
    const Slice text = reading_.text(block.lines).trimmed();
    Statement statement;
    if (item != nullptr) {
      if (auto field = split_field(text)) statement = *field;
    }
    if (!statement.name) statement.value = text;
    statement.place = text.span();
    statement.item = item;
    out_.push_back(statement);
  }

  void table(const Block& block) {
    if (block.rows.empty() || block.rows.front().cells.size() != 2) return;
    for (const Row& row : block.rows) {
      if (row.cells.empty()) continue;
      Statement statement;
      Slice name = reading_.cell(row.cells[0]).trimmed();
      if (name.view().ends_with(':')) name = name.sub(0, name.view().size() - 1);
      if (name.empty()) continue;
      statement.name = name;
      if (row.cells.size() > 1) {
        statement.value = reading_.cell(row.cells[1]).trimmed();
      } else {
        statement.value = name.sub(name.view().size());
      }
      statement.place = row.span;
      out_.push_back(statement);
    }
  }

  Reading& reading_;
  std::vector<Statement>& out_;
};

}  // namespace

std::vector<Statement> statements_in(Reading& reading, const Blocks& blocks) {
  std::vector<Statement> out;
  Collector collector(reading, out);
  for (const Block* block : blocks) collector.block(*block, nullptr);
  return out;
}

std::optional<Statement> split_field(Slice text) {
  const std::string_view view = text.view();
  for (std::size_t colon = view.find(':'); colon != std::string_view::npos && colon <= longest_name;
       colon = view.find(':', colon + 1)) {
    const bool ends = colon + 1 == view.size() || is_space(view[colon + 1]);
    if (!ends) continue;
    const std::size_t at = text.begin + colon;
    bool inside = false;
    for (const Piece& piece : text.flat->pieces) {
      if (piece.begin > at) break;
      inside = inside || at < piece.end;
    }
    if (inside) continue;
    Statement field;
    field.name = text.sub(0, colon).trimmed();
    field.value = text.sub(colon + 1).trimmed();
    field.place = text.span();
    if (field.name->empty()) return std::nullopt;
    return field;
  }
  return std::nullopt;
}

bool is_named(std::string_view name, std::string_view names) {
  const std::string wanted = folded(trim(name));
  for (const std::string_view candidate : split(names, '|')) {
    if (folded(candidate) == wanted) return true;
  }
  return false;
}

const Statement* find_field(const std::vector<Statement>& statements, std::string_view names) {
  for (const Statement& statement : statements) {
    if (statement.name && is_named(statement.name->view(), names)) return &statement;
  }
  return nullptr;
}

}  // namespace recipe::document
