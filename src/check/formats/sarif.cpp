#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "check/format.h"
#include "check/rule.h"

// SARIF: Static Analysis Results Interchange Format, version 2.1.0, an OASIS standard.

namespace recipe::check {
namespace {

constexpr std::string_view schema_url = "https://json.schemastore.org/sarif-2.1.0.json";

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "note";
  }
  return "none";
}

/// A path as a relative URI (RFC 3986): all but unreserved characters and `/` as %XX.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "-._~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (is_alnum(c) || plain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4U];
      uri += digits[byte & 0xFU];
    }
  }
  return uri;
}

Json artifact(std::string_view path) { return {{"uri", uri_of(path)}, {"uriBaseId", "%SRCROOT%"}}; }

Json region(const SourceText& source, Span span) {
  const Position begin = source.position(span.begin);
  const Position end = source.position(span.end);
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json rule_json(const Rule& rule) {
  return {{"id", rule.name},
          {"name", rule.name},
          {"shortDescription", {{"text", rule.summary}}},
          {"fullDescription", {{"text", rule.document}}},
          {"help", {{"text", rule.document}, {"markdown", rule.document}}},
          {"defaultConfiguration", {{"level", level_of(rule.severity)}}},
          {"properties", {{"code", rule.code}, {"tags", {to_string(rule.family)}}}}};
}

Json fix_json_of(const CheckedDocument& document, const Fix& fix) {
  Json replacements = Json::array();
  for (const Edit& edit : fix.edits) {
    replacements.push_back({{"deletedRegion", region(document.source, edit.span)},
                            {"insertedContent", {{"text", edit.replacement}}}});
  }
  return {{"description", {{"text", fix.title}}},
          {"artifactChanges",
           {{{"artifactLocation", artifact(document.repository_path)},
             {"replacements", std::move(replacements)}}}}};
}

/// A fingerprint that stays when lines are added above: rule and text of the line.
std::string fingerprint(const CheckedDocument& document, const Finding& finding) {
  const Span line = document.source.line(document.source.line_at(finding.span.begin));
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : finding.rule + "\n" + std::string(trim(document.source.text(line)))) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 0xFU];
  }
  return text;
}

Json result_json(const CheckedDocument& document, const Finding& finding,
                 const std::vector<std::string_view>& rule_names) {
  const auto index = std::find(rule_names.begin(), rule_names.end(), finding.rule);
  Json related = Json::array();
  for (const Evidence& evidence : finding.evidence) {
    Json physical = {{"artifactLocation", artifact(evidence.path)}};
    if (evidence.line > 0) physical["region"] = {{"startLine", evidence.line}};
    related.push_back({{"id", related.size()},
                       {"physicalLocation", std::move(physical)},
                       {"message", {{"text", evidence.to_string()}}}});
  }
  Json result = {{"ruleId", finding.rule},
                 {"ruleIndex", index - rule_names.begin()},
                 {"level", level_of(finding.severity)},
                 {"message", {{"text", finding.message}}},
                 {"locations",
                  {{{"physicalLocation",
                     {{"artifactLocation", artifact(document.repository_path)},
                      {"region", region(document.source, finding.span)}}}}}},
                 {"partialFingerprints", {{"ruleAndLine/v1", fingerprint(document, finding)}}}};
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  if (finding.fix) result["fixes"] = {fix_json_of(document, *finding.fix)};
  return result;
}

Json notifications(const Outcome& outcome) {
  Json all = Json::array();
  for (const Unchecked& one : outcome.unchecked) {
    all.push_back(
        {{"level", "warning"}, {"message", {{"text", one.path + ": not checked: " + one.why}}}});
  }
  return all;
}

std::string write_sarif(const Outcome& outcome, const Presentation&) {
  Json rules = Json::array();
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) {
    rules.push_back(rule_json(*rule));
    names.push_back(rule->name);
  }
  Json results = Json::array();
  for (const CheckedDocument& document : outcome.documents) {
    for (const Finding& finding : document.report.findings) {
      results.push_back(result_json(document, finding, names));
    }
  }
  const Counts counts = outcome.counts();
  const Json run = {
      {"tool", {{"driver", {{"name", "recipe"}, {"rules", std::move(rules)}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds",
       {{"%SRCROOT%", {{"description", {{"text", "the root of the repository"}}}}}}},
      {"invocations",
       {{{"executionSuccessful", outcome.unchecked.empty()},
         {"toolExecutionNotifications", notifications(outcome)}}}},
      {"results", std::move(results)},
      {"properties",
       {{"statements",
         {{"true", counts.held}, {"untrue", counts.untrue}, {"undecided", counts.undecided}}}}}};
  return to_page({{"$schema", schema_url}, {"version", "2.1.0"}, {"runs", {run}}});
}

}  // namespace

constexpr Format formats::sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, which code-scanning services read",
    .write = write_sarif,
};

}  // namespace recipe::check
