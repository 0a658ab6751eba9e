#include <algorithm>
#include <set>

#include "author/data_section.h"
#include "author/markdown_text.h"
#include "author/template.h"
#include "author/write_sections.h"
#include "base/digest.h"
#include "base/location.h"
#include "base/text.h"
#include "document/typed.h"

namespace recipe::author {
namespace {

using document::SectionKind;
using document::Slice;

/// Whether a program can get the file from where it was: an address, or a path below the recipe.
bool can_be_got(const std::string& path) {
  const auto location = parse_location(path);
  if (!location) return false;
  if (!location->is_path()) return true;
  if (path.starts_with('/') || path.starts_with('~')) return false;
  const std::vector<std::string_view> parts = split(path, '/');
  return std::find(parts.begin(), parts.end(), "..") == parts.end();
}

std::string source_text(const ObservedFile& file) {
  return can_be_got(file.path) ? code_text(file.path, Place::cell) : "";
}

/// Of data that the processing makes: what the sections ask for does not apply.
void write_no_raw_data(Draft& draft) {
  const document::Recipe& recipe = draft.recipe();
  for (const SectionKind kind :
       {SectionKind::raw_data, SectionKind::raw_data_description, SectionKind::raw_data_path}) {
    if (!is_skeleton_section(recipe, kind)) return;
  }
  const Span first = recipe.section(SectionKind::raw_data)->body;
  const Span last = recipe.section(SectionKind::raw_data_path)->body;
  if (last.begin < first.end) return;
  const std::string text = "Not applicable. Processing reads no data: its code makes them.";
  draft.note(SectionKind::raw_data, first.begin, "raw data", "", text);
  draft.replace({first.begin, last.end}, "\n\n" + text + "\n\n");
}

class RawDataWriting {
 public:
  RawDataWriting(Draft& draft, const std::vector<ObservedFile>& inputs)
      : draft_(draft), section_(draft, SectionKind::raw_data_path), inputs_(inputs) {
    for (TableDraft& table : section_.tables()) {
      if (!table.column("split") && table.column(source_field_names)) table_ = &table;
      if (table_ != nullptr) break;
    }
  }

  void write() {
    if (!section_.applies()) return;
    const document::Statement* source = section_.field(source_field_names);
    const bool fields = table_ == nullptr && source != nullptr && source->item != nullptr;
    if (fields && !source->value.empty()) {
      with_source(*source);
    } else if (fields && inputs_.size() == 1 && can_be_got(inputs_.front().path)) {
      fill_fields(inputs_.front());
    } else {
      remove_empty_fields(section_, {source_field_names, "size|bytes", digest_field_names});
      rows();
    }
    section_.finish();
  }

 private:
  void leave(const ObservedFile& file) {
    draft_.leave("Data / Raw data / Path: the command read " + one_line(file.path) +
                 ", which is not what the section names");
  }

  /// The section has one part, which may be one of the files.
  void with_source(const document::Statement& source) {
    const auto location = document::location_in(source.value);
    for (const ObservedFile& file : inputs_) {
      const bool same = location && (location->value.text == file.path ||
                                     location->value.last_name() == last_name(file.path));
      if (same) {
        size_and_digest(file);
      } else {
        leave(file);
      }
    }
  }

  void fill_fields(const ObservedFile& file) {
    section_.set_field("Source", source_field_names, code_text(file.path, Place::line),
                       [](Slice) { return false; });
    size_and_digest(file);
  }

  void size_and_digest(const ObservedFile& file) {
    section_.set_field("Size", "size|bytes", size_text(file.bytes), [&](Slice text) {
      const auto bytes = parse_bytes(text.view());
      return bytes && *bytes == static_cast<double>(file.bytes);
    });
    write_digest(section_, file.digest);
  }

  void rows() {
    std::vector<std::vector<std::string>> made;
    std::set<std::string> seen;
    for (const ObservedFile& file : inputs_) {
      if (!seen.insert(file.path).second) continue;
      const std::string name = file_name(file);
      if (!fits(name, Place::cell)) {
        leave(file);
      } else if (const auto row = known_row(file, name)) {
        update_file_row(*table_, *row, file);
      } else {
        const bool digest = Digest::parse(file.digest).has_value();
        made.push_back({code_text(name, Place::cell), source_text(file), size_text(file.bytes),
                        digest ? "`" + lower(file.digest) + "`" : ""});
      }
    }
    if (made.empty()) return;
    if (table_ != nullptr) return append(made);
    made.insert(made.begin(), {"File", "Source", "Size", "Digest"});
    section_.add_below("table of files", table_text(made));
  }

  void append(const std::vector<std::vector<std::string>>& made) {
    for (const std::vector<std::string>& row : made) {
      std::vector<std::string> cells(table_->table().head().size());
      const auto put = [&](std::string_view names, const std::string& text) {
        if (const auto column = table_->column(names)) cells[*column] = text;
      };
      put("file|name|part", row[0]);
      put(source_field_names, row[1]);
      put("size|bytes", row[2]);
      put(digest_field_names, row[3]);
      table_->append(cells, row[0], row[3]);
    }
  }

  /// The last name, or the path where another file has the same.
  std::string file_name(const ObservedFile& file) const {
    const std::string name = last_name(file.path);
    const auto same = std::count_if(inputs_.begin(), inputs_.end(), [&](const ObservedFile& f) {
      return last_name(f.path) == name;
    });
    return same > 1 || name.empty() ? file.path : name;
  }

  std::optional<std::size_t> known_row(const ObservedFile& file, const std::string& name) const {
    if (table_ == nullptr) return std::nullopt;
    const auto named = table_->column("file|name|part");
    const auto source = table_->column(source_field_names);
    for (std::size_t row = 0; row < table_->row_count(); ++row) {
      const auto a = table_->cell(row, named);
      if (a && document::name_in(*a).value == name) return row;
      const auto b = table_->cell(row, source);
      const auto location = b ? document::location_in(*b) : std::nullopt;
      if (!a && location &&
          (location->value.text == file.path || location->value.last_name() == name)) {
        return row;
      }
    }
    return std::nullopt;
  }

  Draft& draft_;
  SectionDraft section_;
  const std::vector<ObservedFile>& inputs_;
  TableDraft* table_ = nullptr;
};

}  // namespace

void write_raw_data(Draft& draft, const Observed& observed) {
  const auto processing = draft.recipe().code.find(document::Stage::processing);
  const bool processed = processing != draft.recipe().code.end() && processing->second.runnable();
  const bool reads_raw_data = observed.stage == document::Stage::processing ||
                              (observed.stage == document::Stage::training && !processed);
  if (!reads_raw_data) return;
  if (observed.reads_no_data && observed.stage == document::Stage::processing) {
    return write_no_raw_data(draft);
  }
  if (observed.inputs.empty()) return;
  RawDataWriting(draft, observed.inputs).write();
}

}  // namespace recipe::author
