#pragma once

#include <string>

#include "check/engine.h"
#include "check/rule.h"
#include "document/page.h"
#include "document/recipe.h"

namespace recipe {

/// What one rule says of a document with this text.
inline check::Report judged(std::string_view rule, const std::string& text, check::Facts& facts,
                            const std::string& path = "README.md") {
  const document::Page page(SourceText(path, text));
  const document::Recipe parsed = document::parse(SourceText(path, text));
  check::Study study(page, parsed, path, facts);
  return check::check_document(study, {check::rule_named(rule)});
}

/// The findings of a report, as "line:text of the span".
inline std::vector<std::string> places(const check::Report& report, const std::string& text) {
  const SourceText source("", text);
  std::vector<std::string> all;
  for (const check::Finding& finding : report.findings) {
    all.push_back(std::to_string(source.line_at(finding.span.begin)) + ":" +
                  std::string(source.text(finding.span)));
  }
  return all;
}

/// `text` with the fix of the first finding applied; as it is if there is none.
inline std::string mended(const check::Report& report, std::string text) {
  if (report.findings.empty() || !report.findings.front().fix) return text;
  auto edits = report.findings.front().fix->edits;
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    text.replace(edit->span.begin, edit->span.size(), edit->replacement);
  }
  return text;
}

}  // namespace recipe
