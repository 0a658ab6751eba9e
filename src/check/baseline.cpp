#include "check/baseline.h"

#include "base/json.h"
#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_key_text = 400;
constexpr std::uint64_t baseline_version = 1;

/// The text with every run of white space as one space, so that indentation does not count.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : trim(text)) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
    if (out.size() == longest_key_text) break;
  }
  return printable(out);
}

}  // namespace

Baseline::Key Baseline::key_of(std::string_view path, const SourceText& source,
                               const Finding& finding) {
  const Span first = source.line(source.line_at(finding.span.begin));
  const std::size_t last = finding.span.empty() ? finding.span.begin : finding.span.end - 1;
  const Span end = source.line(source.line_at(last));
  return {printable(path), finding.rule, collapsed(source.text({first.begin, end.end}))};
}

Result<Baseline> Baseline::parse(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object() || count_at(*json, "version") != baseline_version ||
      !json->contains("findings") || !(*json)["findings"].is_array()) {
    return fail(ErrorKind::invalid, "this is no baseline of version " +
                                        std::to_string(baseline_version) +
                                        "; write it again with --write-baseline");
  }
  Baseline baseline;
  for (const Json& entry : (*json)["findings"]) {
    const auto path = entry.is_object() ? text_at(entry, "path") : std::nullopt;
    const auto rule = entry.is_object() ? text_at(entry, "rule") : std::nullopt;
    const auto words = entry.is_object() ? text_at(entry, "text") : std::nullopt;
    if (!path || !rule || !words) {
      return fail(ErrorKind::invalid, "an entry lacks its path, rule or text: " + to_line(entry));
    }
    baseline.counts_[{*path, *rule, *words}] += count_at(entry, "count").value_or(1);
  }
  return baseline;
}

std::string Baseline::to_text() const {
  std::string text = "{\"version\": " + std::to_string(baseline_version) + ", \"findings\": [";
  std::string_view separator = "\n";
  for (const auto& [key, count] : counts_) {
    Json entry = {
        {"path", std::get<0>(key)}, {"rule", std::get<1>(key)}, {"text", std::get<2>(key)}};
    if (count > 1) entry["count"] = count;
    text += std::string(separator) + to_line(entry);
    separator = ",\n";
  }
  return text + "\n]}\n";
}

void Baseline::add(std::string_view path, const SourceText& source, const Finding& finding) {
  ++counts_[key_of(path, source, finding)];
}

void Baseline::remove(std::string_view path) {
  const std::string name = printable(path);
  std::erase_if(counts_, [&](const auto& entry) { return std::get<0>(entry.first) == name; });
}

std::size_t Baseline::take(std::string_view path, const SourceText& source,
                           std::vector<Finding>& findings) const {
  std::map<Key, std::size_t> met;
  return std::erase_if(findings, [&](const Finding& finding) {
    const Key key = key_of(path, source, finding);
    const auto known = counts_.find(key);
    return known != counts_.end() && ++met[key] <= known->second;
  });
}

std::size_t Baseline::count(std::string_view path) const {
  const std::string name = printable(path);
  std::size_t count = 0;
  for (auto at = counts_.lower_bound({name, "", ""});
       at != counts_.end() && std::get<0>(at->first) == name; ++at) {
    count += at->second;
  }
  return count;
}

std::size_t Baseline::size() const {
  std::size_t size = 0;
  for (const auto& [key, count] : counts_) size += count;
  return size;
}

}  // namespace recipe::check
