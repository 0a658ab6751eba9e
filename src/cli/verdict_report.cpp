#include "cli/verdict_report.h"

#include <set>

#include "base/digest.h"
#include "base/quantity.h"
#include "base/text.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

using verify::Judgement;
using verify::Outcome;
using verify::Weight;

constexpr std::size_t reason_indent = 11;

Style style_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::holds:
      return Style::green;
    case Outcome::fails:
      return Style::red;
    case Outcome::undecided:
      return Style::yellow;
  }
  return Style::plain;
}

/// Digests and commits are shortened: in full they are in the recipe, in the reason where they
/// differ, and in JSON.
std::string short_value(const std::string& value) {
  constexpr std::size_t digest_kept = 19;
  constexpr std::size_t commit_kept = 12;
  const std::string text = one_line(value);
  if (Digest::parse(text)) return text.substr(0, digest_kept) + "...";
  if (is_commit(text)) return text.substr(0, commit_kept) + "...";
  return text;
}

std::string claim_name(const Judgement& claim) {
  return one_line(claim.split.empty() ? claim.metric : claim.metric + " (" + claim.split + ")");
}

/// In the unit in which the claim is written.
std::string margin_text(const Judgement& claim) {
  if (!claim.margin || *claim.margin == 0) return "";
  if (claim.claimed.ends_with('%')) return rounded(*claim.margin * 100, 4) + " %";
  const auto written = parse_quantity(claim.claimed);
  if (written && written->value == claim.claimed_value) {
    return rounded(*claim.margin, 4) + (written->unit.empty() ? "" : " " + one_line(written->unit));
  }
  if (parse_duration(claim.claimed)) return format_duration(*claim.margin);
  return rounded(*claim.margin, 4);
}

std::vector<Cell> row_of(const Judgement& claim) {
  return {{std::string(to_string(claim.outcome)), style_of(claim.outcome)},
          {claim_name(claim)},
          {short_value(claim.claimed)},
          {short_value(claim.measured)},
          {margin_text(claim)},
          {claim.runs > 0 ? std::to_string(claim.runs) : ""}};
}

std::string table_of(const std::vector<const Judgement*>& claims, Colour colour,
                     std::size_t width) {
  std::vector<std::vector<Cell>> rows = {{{"", Style::dim},
                                          {"claim", Style::dim},
                                          {"claimed", Style::dim},
                                          {"measured", Style::dim},
                                          {"margin", Style::dim},
                                          {"runs", Style::dim}}};
  for (const Judgement* claim : claims) rows.push_back(row_of(*claim));
  const std::vector<std::string> lines = in_columns(rows, colour);
  std::string text = lines.front() + "\n";
  const std::size_t wrap = width == 0 ? static_cast<std::size_t>(-1) : width;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    text += lines[i + 1] + "\n";
    // What holds and needs no rule is said by its row.
    if (claims[i]->outcome == Outcome::holds && claims[i]->rule.empty()) continue;
    const std::string reason = wrapped(one_line(claims[i]->reason), reason_indent, wrap);
    for (const std::string_view line : split(reason, '\n')) {
      if (!line.empty()) text += styled(colour, Style::dim, line) + "\n";
    }
  }
  return text;
}

Json value_json(const std::optional<double>& value, const std::string& text) {
  if (value) return *value;
  return text.empty() ? Json(nullptr) : Json(text);
}

Json place_json(const SourceText& source, Span place) {
  const Position position = source.position(place.begin);
  return {{"line", position.line}, {"column", position.column}};
}

}  // namespace

std::string verdict_text(const verify::Verdict& verdict, Colour colour, std::size_t width) {
  std::vector<const Judgement*> judged;
  std::vector<const Judgement*> open;
  for (const Judgement& claim : verdict.claims) {
    const bool apart = claim.weight == Weight::advisory && claim.outcome == Outcome::undecided;
    (apart ? open : judged).push_back(&claim);
  }
  std::string text;
  if (!judged.empty()) text += table_of(judged, colour, width) + "\n";
  if (!open.empty()) {
    text += "Not judged, and not needed for the verdict:\n" + table_of(open, colour, width) + "\n";
  }
  std::set<std::string> rules;
  for (const Judgement& claim : verdict.claims) rules.insert(claim.rule);
  for (const std::string& rule : rules) {
    if (!rule.empty()) text += styled(colour, Style::dim, one_line(rule)) + "\n\n";
  }
  if (verdict.claims.empty()) text += "The recipe claims nothing that can be judged.\n\n";
  text += "verdict: " +
          styled(colour, style_of(verdict.outcome), std::string(to_string(verdict.outcome))) + "\n";
  return text;
}

Json verdict_json(const verify::Verdict& verdict, const SourceText& source) {
  Json claims = Json::array();
  for (const Judgement& claim : verdict.claims) {
    claims.push_back({{"metric", claim.metric},
                      {"split", claim.split.empty() ? Json(nullptr) : Json(claim.split)},
                      {"claimed", value_json(claim.claimed_value, claim.claimed)},
                      {"measured", value_json(claim.measured_value, claim.measured)},
                      {"margin", claim.margin ? Json(*claim.margin) : Json(nullptr)},
                      {"spread", claim.spread ? Json(*claim.spread) : Json(nullptr)},
                      {"runs", claim.runs},
                      {"verdict", to_string(claim.outcome)},
                      {"required", claim.weight == Weight::required},
                      {"reason", claim.reason},
                      {"rule", claim.rule.empty() ? Json(nullptr) : Json(claim.rule)},
                      {"path", source.path()},
                      {"start", place_json(source, claim.place)}});
  }
  return {{"verdict", to_string(verdict.outcome)}, {"claims", std::move(claims)}};
}

Json stages_json(const record::Record& record) {
  Json stages = Json::array();
  for (const record::StageRecord& stage : record.stages) {
    const bool has_log = !stage.log.empty();
    stages.push_back({{"name", stage.stage},
                      {"state", to_string(stage.state)},
                      {"reason", stage.reason},
                      {"seconds", stage.usage.seconds},
                      {"exit_code", has_log ? Json(stage.exit_code) : Json(nullptr)},
                      {"log", has_log ? Json(stage.log) : Json(nullptr)}});
  }
  return stages;
}

Exit exit_of(verify::Outcome outcome) {
  switch (outcome) {
    case Outcome::holds:
      return Exit::fine;
    case Outcome::fails:
      return Exit::failed;
    case Outcome::undecided:
      return Exit::undecided;
  }
  return Exit::bug;
}

void print_verdict(Terminal& terminal, Format format, const VerdictReport& report) {
  if (format == Format::text) {
    const auto width = terminal.out_is_live() ? static_cast<std::size_t>(terminal.width()) : 0;
    terminal.out(verdict_text(report.verdict, out_colour(terminal), width));
    return;
  }
  Json json = verdict_json(report.verdict, report.recipe.source);
  json["stages"] = report.runs.empty() ? Json::array() : stages_json(report.runs.back());
  json["recipe"] = report.recipe.source.path();
  json["profile"] = report.profile.empty() ? Json(nullptr) : Json(report.profile);
  json["runs"] = Json::array();
  for (const record::Record& run : report.runs) json["runs"].push_back(run.id);
  terminal.out(to_page(json));
}

}  // namespace recipe::cli
