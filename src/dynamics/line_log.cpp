#include "dynamics/line_log.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr std::size_t most_line_files = 1000;
constexpr std::size_t line_chunk = 128 << 10;

}  // namespace

Result<std::vector<std::string>> files_of_format(os::FileSystem& files, const std::string& folder,
                                                 const LineFormat& format) {
  TRY_ASSIGN(const auto entries, files.list(folder));
  std::vector<std::string> names;
  for (const os::DirectoryEntry& entry : entries) {
    if (entry.kind != os::FileKind::regular || names.size() >= most_line_files) continue;
    if (!format.is_one(entry.name, "")) continue;
    const auto beginning = beginning_of(files, os::join_path(folder, entry.name), recognised_bytes);
    if (beginning && format.is_one(entry.name, *beginning)) names.push_back(entry.name);
  }
  return names;
}

Result<std::unique_ptr<LogReader>> LineLog::open(os::FileSystem& files, const std::string& path,
                                                 LineFormat format) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  const bool is_file = status->kind != os::FileKind::directory;
  return std::unique_ptr<LogReader>(std::make_unique<LineLog>(files, path, is_file, format));
}

Result<> LineLog::find_parts() {
  if (is_file_) {
    if (parts_.empty()) add_part("", source_);
    return {};
  }
  TRY_ASSIGN(const auto names, files_of_format(files_, source_, format_));
  for (const std::string& name : names) {
    const bool known = std::any_of(parts_.begin(), parts_.end(),
                                   [&](const auto& part) { return part->name == name; });
    if (!known) add_part(name, os::join_path(source_, name));
  }
  return {};
}

void LineLog::add_part(const std::string& name, const std::string& path) {
  parts_.push_back(std::make_unique<Part>(
      Part{name, GrowingFile(files_, path), format_.parser(os::file_name(path)), {}}));
}

Result<> LineLog::read(Part& part) {
  TRY_ASSIGN(const GrowingFile::News news, part.file.look());
  if (news == GrowingFile::News::none || news == GrowingFile::News::gone) return {};
  if (news == GrowingFile::News::anew) {
    part.parser = format_.parser(os::file_name(part.file.path()));
    part.lines = {};
  }
  std::vector<char> buffer(line_chunk);
  while (true) {
    TRY_ASSIGN(const std::size_t size, part.file.read(buffer.data(), buffer.size()));
    if (size == 0) return {};
    part.lines.feed({buffer.data(), size}, [&](std::string_view line) { part.parser->read(line); });
  }
}

Result<> LineLog::poll() {
  constexpr std::size_t most_open = 64;
  take_back();
  TRY(find_parts());
  for (const auto& part : parts_) {
    TRY(read(*part));
    if (parts_.size() > most_open) part->file.close();
  }
  lend();
  return {};
}

Result<> LineLog::finish() {
  take_back();
  for (const auto& part : parts_) {
    part->lines.finish([&](std::string_view line) { part->parser->read(line); });
    part->parser->finish();
  }
  lend();
  return {};
}

void LineLog::take_back() {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    runs_[i].notes.resize(origins_[i].notes);
    runs_[i].name = origins_[i].name;
    *origins_[i].found = std::move(runs_[i]);
  }
  runs_.clear();
  origins_.clear();
}

void LineLog::lend() {
  struct Shown {
    std::string name;
    FoundRun* found;
  };
  std::vector<Shown> all;
  for (const auto& part : parts_) {
    for (FoundRun& found : part->parser->found()) {
      if (is_empty(found)) continue;
      const bool both = !part->name.empty() && !found.name.empty();
      all.push_back({printable(part->name) + (both ? "/" : "") + found.name, &found});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Shown& a, const Shown& b) { return a.name < b.name; });
  for (const Shown& shown : all) {
    origins_.push_back({shown.found, shown.found->name, shown.found->notes.size()});
    FoundRun& run = runs_.emplace_back(std::move(*shown.found));
    run.name = shown.name;
    take_seed(run);
    note_metrics(run);
  }
}

}  // namespace recipe::dynamics
