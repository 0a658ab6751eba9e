#pragma once

#include <string>

#include "base/json.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "record/record.h"
#include "verify/verdict.h"

namespace recipe::cli {

/// A verdict as people read it: a row for each claim, its reason below unless the row says it all,
/// advisory claims that could not be judged apart, and at the end "verdict: holds". Reasons are
/// wrapped at `width` columns; 0 is not at all.
std::string verdict_text(const verify::Verdict& verdict, Colour colour, std::size_t width);

/// `verdict` and `claims` as docs and scripts know them; `source` gives their places.
Json verdict_json(const verify::Verdict& verdict, const SourceText& source);
/// Name, state, reason, seconds, exit code and log of each stage.
Json stages_json(const record::Record& record);

/// holds is 0, fails 1, undecided 4.
Exit exit_of(verify::Outcome outcome);

/// A verdict and what it rests on; all outlive it.
struct VerdictReport {
  const document::Recipe& recipe;
  const std::string& profile;
  const std::vector<record::Record>& runs;  ///< newest last
  const verify::Verdict& verdict;
};

enum class Format { text, json };
/// On standard output. JSON is one object: `verdict`, `claims`, the `stages` of the newest run.
void print_verdict(Terminal& terminal, Format format, const VerdictReport& report);

}  // namespace recipe::cli
