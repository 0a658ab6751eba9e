#include "author/data_section.h"

#include <algorithm>
#include <set>

#include "author/markdown_text.h"
#include "base/digest.h"
#include "base/quantity.h"
#include "base/text.h"
#include "document/typed.h"

namespace recipe::author {
namespace {

using document::Slice;

constexpr std::size_t most_listed = 20;

/// The row of a table whose File cell is this path.
std::optional<std::size_t> row_of(const TableDraft& table, const std::string& path) {
  const auto file = table.column("file");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto cell = table.cell(row, file);
    if (cell && document::name_in(*cell).value == path) return row;
  }
  return std::nullopt;
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  std::string digits = std::to_string(bytes);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits + (bytes == 1 ? " byte" : " bytes");
}

std::string last_name(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

void update_file_row(TableDraft& table, std::size_t row, const ObservedFile& file) {
  const auto size = table.column("size|bytes");
  const auto digest = table.column(digest_field_names);
  if (size) {
    const auto cell = table.cell(row, size);
    const auto stated = cell ? parse_bytes(cell->view()) : std::nullopt;
    if (!stated || *stated != static_cast<double>(file.bytes)) {
      table.set_cell(row, *size, "size of " + one_line(file.path), size_text(file.bytes));
    }
  }
  if (!digest || !Digest::parse(file.digest)) return;
  const auto cell = table.cell(row, digest);
  const auto stated = cell ? document::digest_in(*cell) : std::nullopt;
  if (stated && stated->value.to_string() == lower(file.digest)) return;
  table.set_cell(row, *digest, "digest of " + one_line(file.path), "`" + lower(file.digest) + "`");
}

void remove_empty_fields(SectionDraft& section, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    const document::Statement* field = section.field(name);
    if (field != nullptr && field->value.empty()) section.remove_field(*field);
  }
}

void write_digest(SectionDraft& section, const std::string& digest) {
  if (!Digest::parse(digest)) return;
  const std::string wanted = lower(digest);
  const document::Statement* known = section.field(digest_field_names);
  if (known != nullptr && !known->value.empty()) {
    const auto stated = document::digest_in(known->value);
    if (stated && stated->value.to_string() == wanted) return;
    if (stated) {
      // What else the field says stays.
      const std::size_t at = lower(known->value.view()).find("sha256:");
      const Slice part = known->value.sub(at, wanted.size());
      return section.set_value(
          *known, part, "Digest",
          SectionDraft::raw(part) == part.span() ? wanted : "`" + wanted + "`");
    }
  }
  section.set_field("Digest", digest_field_names, "`" + wanted + "`", [](Slice) { return false; });
}

void write_listing(SectionDraft& section, const std::vector<ObservedFile>& files) {
  TableDraft* table = section.table_with({"file"});
  std::vector<std::vector<std::string>> made;
  std::size_t more = 0;
  std::set<std::string> seen;
  for (const ObservedFile& file : files) {
    if (!seen.insert(file.path).second) continue;
    if (table != nullptr) {
      if (const auto row = row_of(*table, file.path)) {
        update_file_row(*table, *row, file);
        continue;
      }
    }
    if (!fits(file.path, Place::cell) || made.size() == most_listed) {
      ++more;
      continue;
    }
    const bool digest = Digest::parse(file.digest).has_value();
    made.push_back({code_text(file.path, Place::cell), size_text(file.bytes),
                    digest ? "`" + lower(file.digest) + "`" : ""});
  }
  if (more > 0) {
    section.draft().leave(document::full_name(section.kind()) + ": " + counted(more, "more file") +
                          " of the command");
  }
  if (made.empty()) return;
  if (table == nullptr) {
    made.insert(made.begin(), {"File", "Size", "Digest"});
    return section.add_below("table of files", table_text(made));
  }
  for (const std::vector<std::string>& row : made) {
    std::vector<std::string> cells(table->table().head().size());
    const auto put = [&](std::string_view names, const std::string& text) {
      if (const auto column = table->column(names)) cells[*column] = text;
    };
    put("file", row[0]);
    put("size|bytes", row[1]);
    put(digest_field_names, row[2]);
    table->append(cells, row[0], row[2]);
  }
}

}  // namespace recipe::author
