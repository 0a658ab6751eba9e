#include "document/read_data.h"

#include "base/text.h"
#include "document/table.h"
#include "document/typed.h"

namespace recipe::document {
namespace {

constexpr std::string_view source_names = "source|sources|location|url|uri|mirror|download|path";
constexpr std::string_view digest_names = "digest|sha256|sha-256|checksum";
constexpr std::string_view file_names = "file|name|part";

void read_governance(Reading& reading, const std::vector<Statement>& statements,
                     Governance& governance) {
  if (const Statement* license = find_field(statements, "license|licence")) {
    if (!license->value.empty()) governance.license = license->value.at();
  }
  if (const Statement* contact = find_field(statements, "contact|ask|owner");
      contact != nullptr && !contact->value.empty()) {
    governance.contact = contact->value.at();
  }
  if (const Statement* access = find_field(statements, "access");
      access != nullptr && !access->value.empty()) {
    const std::string word = lower(access->value.view());
    const bool open = word.starts_with("public") || word.starts_with("open");
    if (open || word.starts_with("restricted")) {
      governance.access =
          At<Access>{open ? Access::open : Access::restricted, access->value.span()};
      const std::size_t behind = word.find_first_of("(,;.");
      if (!open && !governance.contact && behind != std::string::npos) {
        Slice contact = access->value.sub(behind + 1).trimmed();
        if (contact.view().ends_with(')')) contact = contact.sub(0, contact.view().size() - 1);
        governance.contact = contact.at();
      }
    } else {
      reading.report(Severity::warning, "access-not-readable", access->place,
                     "Access is `public` or `restricted`");
    }
  }
  if (const Statement* retention = find_field(statements, "retention")) {
    const std::string word = lower(retention->value.view());
    const bool keep = word.starts_with("keep");
    if (keep || word.starts_with("forbidden")) {
      governance.retention =
          At<Retention>{keep ? Retention::keep : Retention::forbidden, retention->value.span()};
    } else {
      // What may not be kept must not be kept because of a spelling.
      governance.retention = At<Retention>{Retention::forbidden, retention->value.span()};
      reading.report(Severity::warning, "retention-not-readable", retention->place,
                     "Retention is `keep` or `forbidden`; it is taken for `forbidden`");
    }
  }
}

void read_splits(Reading& reading, const Blocks& blocks, Data& data) {
  const auto table = table_with(reading, blocks, {"split"});
  if (!table) return;
  const auto path = table->column("path|file");
  const auto samples = table->column("samples|examples|images|size|count|records");
  const auto digest = table->column(digest_names);
  const auto name = table->column("split");
  for (const TableRow& row : table->rows()) {
    const auto named = cell_of(row, name);
    if (!named) continue;
    Split split;
    split.name = name_in(*named);
    if (const auto cell = cell_of(row, path)) split.path = name_in(*cell);
    if (const auto cell = cell_of(row, samples)) {
      split.samples = read_count(reading, "samples", *cell);
    }
    if (const auto cell = cell_of(row, digest)) split.digest = read_digest(reading, *cell);
    data.splits.push_back(std::move(split));
  }
}

void read_parts_table(Reading& reading, const Blocks& blocks, Data& data) {
  const auto table = table_with(reading, blocks, {source_names});
  if (!table || table->column("split")) return;
  const auto name = table->column(file_names);
  const auto source = table->column(source_names);
  const auto size = table->column("size|bytes");
  const auto digest = table->column(digest_names);
  for (const TableRow& row : table->rows()) {
    Part part;
    if (const auto cell = cell_of(row, name)) part.name = name_in(*cell);
    if (const auto cell = cell_of(row, source)) {
      if (auto location = read_location(reading, *cell)) part.sources.push_back(*location);
    }
    if (const auto cell = cell_of(row, size)) part.size = read_size(reading, *cell);
    if (const auto cell = cell_of(row, digest)) part.digest = read_digest(reading, *cell);
    const bool says_something = part.name || !part.sources.empty() || part.digest;
    if (says_something) data.parts.push_back(std::move(part));
  }
}

/// `s3://`, `hdfs://` and `hive://` in running text are where the data are; a web page may be
/// anything.
void prose_locations(const std::vector<Statement>& statements, Data& data) {
  for (const Statement& statement : statements) {
    if (statement.is_field()) continue;
    for (const Piece& piece : statement.value.flat->pieces) {
      const Slice slice{statement.value.flat, piece.begin, piece.end};
      const bool code = piece.kind == PieceKind::code;
      const auto location = parse_url(code ? slice.view() : std::string_view(piece.target));
      if (!location || piece.kind == PieceKind::image) continue;
      if (location->scheme == Scheme::https || location->scheme == Scheme::http) continue;
      Part part;
      part.sources.push_back({*location, code ? slice.span() : piece.target_span});
      data.parts.push_back(std::move(part));
    }
  }
}

}  // namespace

std::optional<Part> part_from(Reading& reading, const std::vector<Statement>& statements) {
  if (find_field(statements, source_names) == nullptr) return std::nullopt;
  Part part;
  for (const Statement& statement : statements) {
    if (!statement.name) continue;
    const std::string_view name = statement.name->view();
    if (is_named(name, source_names)) {
      if (!statement.value.empty()) {
        if (auto source = read_location(reading, statement.value)) part.sources.push_back(*source);
      } else if (statement.item != nullptr) {
        for (const Block* paragraph : all_of_kind({statement.item}, BlockKind::paragraph)) {
          const Slice text = reading.text(paragraph->lines).trimmed();
          if (text.span().begin == statement.place.begin || split_field(text)) continue;
          if (auto source = read_location(reading, text)) part.sources.push_back(*source);
        }
      }
    } else if (statement.value.empty()) {
      continue;
    } else if (is_named(name, file_names)) {
      part.name = name_in(statement.value);
    } else if (is_named(name, "size|bytes")) {
      part.size = read_size(reading, statement.value);
    } else if (is_named(name, digest_names)) {
      part.digest = read_digest(reading, statement.value);
    }
  }
  return part;
}

void read_data(Reading& reading, const SectionText& section, Data& data) {
  const std::vector<Statement> statements = statements_in(reading, section.blocks);
  read_governance(reading, statements, data.governance);
  read_splits(reading, section.blocks, data);
  const std::size_t before = data.parts.size();
  read_parts_table(reading, section.blocks, data);
  const bool has_table = data.parts.size() > before;
  if (!has_table) {
    if (auto part = part_from(reading, statements)) {
      data.parts.push_back(std::move(*part));
      return;
    }
    prose_locations(statements, data);
  }
  if (const Statement* digest = find_field(statements, digest_names)) {
    if (!digest->value.empty()) data.digest = read_digest(reading, digest->value);
  }
}

}  // namespace recipe::document
