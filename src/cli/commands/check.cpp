#include "base/text.h"
#include "check/format.h"
#include "cli/check_documents.h"
#include "cli/command.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

constexpr Positional check_positionals[] = {
    {"PATH",
     "Documents, or folders with documents; without it, every document here that describes a "
     "training.",
     /*required=*/false, /*repeatable=*/true}};

constexpr Option check_options[] = {
    {"--repository", "DIR", "Judge by this repository instead of the one each document lies in."},
    {"--beside", "DIR", "Another repository, to which documents may link.", "", true},
    {"--verbose", "", "Tell what could not be decided too, and why."},
    {"--format", "FORMAT", "How to report.", "text|json"},
};

std::string painted(check::Paint paint, std::string_view text) {
  switch (paint) {
    case check::Paint::error:
      return styled(Colour::yes, Style::red, text);
    case check::Paint::warning:
      return styled(Colour::yes, Style::yellow, text);
    case check::Paint::info:
    case check::Paint::mark:
      return styled(Colour::yes, Style::green, text);
    case check::Paint::place:
      return styled(Colour::yes, Style::bold, text);
    case check::Paint::note:
    case check::Paint::rule:
      return styled(Colour::yes, Style::dim, text);
  }
  return std::string(text);
}

Exit exit_of_check(const check::Outcome& outcome) {
  Exit exit = Exit::fine;
  const check::Counts counts = outcome.counts();
  if (!outcome.documents.empty() && counts.held + counts.untrue == 0) exit = Exit::undecided;
  if (outcome.count(Severity::error) > 0) exit = worst(exit, Exit::failed);
  if (!outcome.unchecked.empty()) exit = worst(exit, Exit::refused);
  return exit;
}

Result<Exit> check_paths(os::World& world, Terminal& terminal, const Arguments& arguments) {
  CheckRequest request;
  request.paths = arguments.positionals();
  request.rules.assign(check::all_rules().begin(), check::all_rules().end());
  request.repository = arguments.value("--repository").value_or("");
  request.beside = arguments.values("--beside");
  TRY_ASSIGN(const CheckAnswer answer, check_documents(world, request));
  check::Presentation how;
  how.verbose = arguments.has("--verbose");
  if (terminal.out_has_colour()) how.paint = painted;
  const check::Format* format = check::format_named(arguments.value("--format").value_or("text"));
  terminal.out(format->write(answer.outcome, how));
  return exit_of_check(answer.outcome);
}

}  // namespace

constexpr Command commands::check_command = {
    .name = "check",
    .summary = "says what in a document is untrue or missing",
    .description =
        "Reads documents and compares what they say with the code: files, commands, flags, values, "
        "links, commits. Nothing is run.",
    .example = "$ recipe check README.md",
    .positionals = check_positionals,
    .options = check_options,
    .run = check_paths,
};

}  // namespace recipe::cli
