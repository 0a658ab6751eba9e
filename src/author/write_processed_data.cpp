#include <algorithm>
#include <map>

#include "author/data_section.h"
#include "author/final_values.h"
#include "author/markdown_text.h"
#include "author/write_sections.h"
#include "base/digest.h"
#include "base/text.h"
#include "document/typed.h"

namespace recipe::author {
namespace {

using document::SectionKind;

/// "train" of `data/train-images.bin`; empty where no word of the file's name is a split's.
std::string split_of_file(std::string_view path) {
  std::string word;
  for (const char c : lower(last_name(path)) + ".") {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (word == "train" || word == "training") return "train";
    if (word == "val" || word == "valid" || word == "validation" || word == "dev") {
      return "validation";
    }
    if (word == "test" || word == "testing") return "test";
    word.clear();
  }
  return "";
}

bool is_split(std::string_view stated, std::string_view split) {
  return folded(stated) == split ||
         (split_rank(stated) == split_rank(split) && split_rank(split) != 2);
}

/// The files that are all of a split; a split in several files has none.
std::map<std::string, const ObservedFile*> files_of_splits(const std::vector<ObservedFile>& files) {
  std::map<std::string, const ObservedFile*> found;
  for (const ObservedFile& file : files) {
    const std::string split = split_of_file(file.path);
    if (split.empty()) continue;
    const auto [place, fresh] = found.try_emplace(split, &file);
    if (!fresh) place->second = nullptr;
  }
  std::erase_if(found, [](const auto& each) {
    const ObservedFile* file = each.second;
    return file == nullptr || !fits(file->path, Place::cell) || !Digest::parse(file->digest);
  });
  return found;
}

void update_split(TableDraft& table, std::size_t row, const ObservedFile& file) {
  if (const auto path = table.column("path|file")) {
    const auto cell = table.cell(row, path);
    if (!cell || document::name_in(*cell).value != file.path) {
      table.set_cell(row, *path, "path of " + one_line(file.path),
                     code_text(file.path, Place::cell));
    }
  }
  ObservedFile only_digest = file;
  if (table.column("size|bytes")) return;  // which is the number of samples
  update_file_row(table, row, only_digest);
}

void write_splits(SectionDraft& section, const std::map<std::string, const ObservedFile*>& files) {
  TableDraft* table = section.table_with({"split"});
  std::vector<std::vector<std::string>> made;
  for (const std::string name : {"train", "validation", "test"}) {
    const auto found = files.find(name);
    if (found == files.end()) continue;
    const ObservedFile& file = *found->second;
    std::optional<std::size_t> row;
    for (std::size_t i = 0; table != nullptr && i < table->row_count() && !row; ++i) {
      const auto cell = table->cell(i, table->column("split"));
      if (cell && is_split(document::name_in(*cell).value, name)) row = i;
    }
    if (row) {
      update_split(*table, *row, file);
      continue;
    }
    made.push_back({name, code_text(file.path, Place::cell), "", "`" + lower(file.digest) + "`"});
  }
  if (made.empty()) return;
  if (table == nullptr) {
    made.insert(made.begin(), {"Split", "Path", "Samples", "Digest"});
    return section.add_below("table of splits", table_text(made));
  }
  for (const std::vector<std::string>& each : made) {
    std::vector<std::string> cells(table->table().head().size());
    const auto put = [&](std::string_view names, const std::string& text) {
      if (const auto column = table->column(names)) cells[*column] = text;
    };
    put("split", each[0]);
    put("path|file", each[1]);
    put(digest_field_names, each[3]);
    table->append(cells, each[0], each[3]);
  }
}

}  // namespace

void write_processed_data(Draft& draft, const Observed& observed) {
  if (observed.stage != document::Stage::processing) return;
  if (observed.outputs.empty() && observed.outputs_digest.empty()) return;
  SectionDraft section(draft, SectionKind::processing_path);
  if (!section.applies()) return;
  const auto splits = files_of_splits(observed.outputs);
  write_splits(section, splits);
  if (splits.empty() || splits.size() < observed.outputs.size()) {
    const std::vector<document::Part>& parts = draft.recipe().processed.parts;
    const bool published = std::any_of(parts.begin(), parts.end(), [](const document::Part& part) {
      return !part.sources.empty();
    });
    if (published) {
      draft.leave(
          "Data / Data processing methods / Path names where the data are: compare their digest by "
          "hand");
    } else {
      remove_empty_fields(section, {source_field_names});
      write_digest(section, observed.outputs_digest);
    }
  }
  section.finish();
}

}  // namespace recipe::author
