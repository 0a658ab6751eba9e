#include "record/touched_summary.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quantity.h"
#include "base/text.h"
#include "record/touched_findings.h"
#include "record/touched_places.h"

namespace recipe::record {
namespace {

constexpr std::string_view meaning_names[meanings] = {
    "code", "data", "model", "libraries", "configuration", "cache", "temporary", "system"};
constexpr std::pair<TouchedKind, std::string_view> kind_names[] = {
    {TouchedKind::undeclared_input, "undeclared-input"},
    {TouchedKind::undeclared_output, "undeclared-output"},
    {TouchedKind::cached_model, "cached-model"},
    {TouchedKind::downloaded_data, "downloaded-data"},
    {TouchedKind::untracked_file, "untracked-file"},
};

constexpr std::size_t most_findings = 200;

void count(MeaningCount& counted_files, const os::TracedFile& file) {
  if (file.input) {
    ++counted_files.files_read;
    counted_files.bytes_read += file.bytes;
  }
  if ((file.access & os::access_written) != 0 && file.exists) {
    ++counted_files.files_written;
    counted_files.bytes_written += file.bytes;
  }
}

bool is_output(const os::TracedFile& file, Meaning meaning, const Surroundings& where) {
  return (file.access & os::access_written) != 0 && file.exists && meaning != Meaning::temporary &&
         meaning != Meaning::system && !is_in_cache(file.path, where) &&
         !is_below(file.path, where.repository + "/.git");
}

}  // namespace

std::string_view to_string(Meaning meaning) {
  return meaning_names[static_cast<std::size_t>(meaning)];
}

std::string_view to_string(TouchedKind kind) {
  for (const auto& [known, name] : kind_names) {
    if (known == kind) return name;
  }
  return "";
}

TouchedSummary summarise(const Touched& touched, const Surroundings& where) {
  TouchedSummary summary;
  TouchedFindings findings(touched, where);
  for (const os::TracedFile& file : touched.files) {
    const Meaning meaning = meaning_of(file, where);
    count(summary.counts[static_cast<std::size_t>(meaning)], file);
    if (file.input && file.existed && meaning == Meaning::data) summary.inputs.push_back(&file);
    if (is_output(file, meaning, where)) summary.outputs.push_back(&file);
    findings.look(file, meaning);
  }
  summary.findings = findings.take();
  if (summary.findings.size() > most_findings) {
    summary.findings_dropped = summary.findings.size() - most_findings;
    summary.findings.resize(most_findings);
  }
  return summary;
}

std::vector<std::string> lines_of(const TouchedSummary& summary) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < meanings; ++i) {
    const MeaningCount& of = summary.counts[i];
    std::string line;
    if (of.files_read > 0) {
      line = fmt::format("{} read ({})", counted(of.files_read, "file"),
                         format_bytes(static_cast<double>(of.bytes_read)));
    }
    if (of.files_written > 0) {
      line += fmt::format("{}{} written ({})", line.empty() ? "" : ", ",
                          counted(of.files_written, "file"),
                          format_bytes(static_cast<double>(of.bytes_written)));
    }
    if (!line.empty()) lines.push_back(std::string(meaning_names[i]) + ": " + line);
  }
  return lines;
}

}  // namespace recipe::record
