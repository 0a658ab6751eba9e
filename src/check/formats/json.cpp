#include "base/json.h"

#include "check/format.h"

namespace recipe::check {
namespace {

Json place_json(const SourceText& source, std::size_t offset) {
  const Position at = source.position(offset);
  return {{"line", at.line}, {"column", at.column}};
}

Json evidence_json(const Evidence& evidence) {
  return {{"path", evidence.path},
          {"line", evidence.line > 0 ? Json(evidence.line) : Json(nullptr)},
          {"commit", evidence.commit.empty() ? Json(nullptr) : Json(evidence.commit)}};
}

Json fix_json(const SourceText& source, const Fix& fix) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    edits.push_back({{"start", place_json(source, edit.span.begin)},
                     {"end", place_json(source, edit.span.end)},
                     {"replacement", edit.replacement}});
  }
  return {{"title", fix.title}, {"safe", fix.safety == Safety::safe}, {"edits", std::move(edits)}};
}

Json finding_json(const SourceText& source, const Finding& finding) {
  Json evidence = Json::array();
  for (const Evidence& seen : finding.evidence) evidence.push_back(evidence_json(seen));
  Json json = {{"rule", finding.rule},
               {"code", finding.code},
               {"severity", to_string(finding.severity)},
               {"path", source.path()},
               {"start", place_json(source, finding.span.begin)},
               {"end", place_json(source, finding.span.end)},
               {"message", finding.message},
               {"evidence", std::move(evidence)}};
  if (finding.fix) json["fix"] = fix_json(source, *finding.fix);
  return json;
}

Json counts_json(const Counts& counts) {
  return {{"true", counts.held}, {"untrue", counts.untrue}, {"undecided", counts.undecided}};
}

Json completeness_json(const SourceText& source, const Completeness& completeness) {
  Json found = Json::array();
  Json missing = Json::array();
  for (const ItemFound& one : completeness.found) {
    found.push_back({{"item", one.item->key},
                     {"start", place_json(source, one.where.span.begin)},
                     {"end", place_json(source, one.where.span.end)},
                     {"by", one.where.by}});
  }
  for (const Item* item : completeness.missing) {
    missing.push_back({{"item", item->key}, {"name", item->name}, {"advice", item->advice}});
  }
  return {
      {"score", completeness.score}, {"found", std::move(found)}, {"missing", std::move(missing)}};
}

std::string write_json(const Outcome& outcome, const Presentation& how) {
  Json findings = Json::array();
  Json undecided = Json::array();
  Json documents = Json::array();
  Json unchecked = Json::array();
  for (const CheckedDocument& document : outcome.documents) {
    for (const Finding& finding : document.report.findings) {
      findings.push_back(finding_json(document.source, finding));
    }
    for (const Undecided& statement : document.report.undecided) {
      undecided.push_back({{"rule", statement.rule},
                           {"path", document.source.path()},
                           {"start", place_json(document.source, statement.span.begin)},
                           {"end", place_json(document.source, statement.span.end)},
                           {"reason", statement.why}});
    }
    documents.push_back(
        {{"path", document.source.path()},
         {"statements", counts_json(document.report.counts)},
         {"completeness", completeness_json(document.source, document.report.completeness)}});
  }
  for (const Unchecked& one : outcome.unchecked) {
    unchecked.push_back({{"path", one.path}, {"reason", one.why}});
  }
  Json page = {{"findings", std::move(findings)},
               {"statements", counts_json(outcome.counts())},
               {"documents", std::move(documents)},
               {"unchecked", std::move(unchecked)}};
  if (how.verbose) page["undecided"] = std::move(undecided);
  return to_page(page);
}

}  // namespace

constexpr Format formats::json = {
    .name = "json",
    .summary = "one object with findings, counts of statements, and documents",
    .write = write_json,
};

}  // namespace recipe::check
