#include <array>

#include "base/text.h"
#include "check/goal.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// What templates of model cards and result tables come with, in lower case.
constexpr std::array<std::string_view, 8> template_phrases = {
    "my awesome model", "my awesome paper",          "lorem ipsum",      "\U0001F4CB",

    "your paper title", "[more information needed]", "insert text here", "description goes here"};

constexpr std::array<std::string_view, 5> open_words = {"TODO", "TBD", "TBA", "FIXME", "XXX"};

/// In code, or in a link without a target, of which another rule tells.
bool is_code_at(const document::Flat& flat, std::size_t at) {
  for (const document::Piece& piece : flat.pieces) {
    const bool silent = piece.kind == document::PieceKind::code || piece.target.empty();
    if (silent && piece.begin <= at && at < piece.end) return true;
  }
  return false;
}

void template_text(const document::Passage& passage, Judge& judge) {
  const std::string text = lower(passage.flat.text);
  for (const std::string_view phrase : template_phrases) {
    const std::size_t at = text.find(phrase);
    if (at == std::string::npos || is_code_at(passage.flat, at)) continue;
    judge.untrue(passage.flat.span(at, at + phrase.size()),
                 quoted(passage.flat.text.substr(at, phrase.size())) +
                     " is a template's text; write what is so, or remove it");
    return;
  }
}

/// "TODO" as all that a cell or paragraph says, or in front of what is to be done.
void open_word(const document::Passage& passage, Judge& judge) {
  if (passage.kind == document::PassageKind::heading) return;
  const std::string_view text = passage.flat.text;
  const std::size_t begin = text.find_first_not_of(" \t([*_-");
  if (begin == std::string_view::npos || is_code_at(passage.flat, begin)) return;
  for (const std::string_view word : open_words) {
    if (!text.substr(begin).starts_with(word)) continue;
    const std::string_view behind = text.substr(begin + word.size());
    const bool alone = behind.find_first_not_of(" \t)].!:*_-") == std::string_view::npos;
    const bool task = behind.starts_with(':') && word != "XXX";
    if (!alone && !task) return;
    Finding& finding =
        judge.untrue(passage.flat.span(begin, begin + word.size()),
                     quoted(word) + " was left; write what is so, or that it is not known");
    finding.severity = Severity::info;
    return;
  }
}

void check_placeholders(Study& study, Judge& judge) {
  if (is_template(study)) return;
  for (const document::Passage& passage : study.page.passages) {
    template_text(passage, judge);
    open_word(passage, judge);
  }
  for (const document::Link& link : study.page.links) {
    const bool written_out = link.kind == document::LinkKind::url;
    const bool word = link.target.find_first_of("./<>{}$# ") == std::string::npos;
    if (written_out || !word || !is_placeholder_target(link.target)) continue;
    if (study.facts.tree("")->find(goal_of("./" + link.target, study).path)) continue;
    judge.untrue(target_place(link), "the target " + quoted(link.target) +
                                         " is a placeholder; give the link its address");
  }
}

}  // namespace

constexpr Rule rules::placeholder_left = {
    .name = "placeholder-left",
    .code = "RC194",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "text that was to be filled in",
    .document =
        "What templates come with (\"My awesome model\", lines with a clipboard) and targets of "
        "links such as `LINK`; as information, `TODO` and `TBD` where they are all that a cell or "
        "paragraph says or introduce it.\n"
        "\n"
        "HTML comments, code and documents that are templates themselves (by their path, or since "
        "several of their links are to be filled in) are left alone.",
    .bad = "| Model | Top-1 |\n| - | - |\n| My awesome model | 85% |",
    .good = "| Model | Top-1 |\n| - | - |\n| ResNet-50 | 76.1 % |",
    .check = check_placeholders,
};

}  // namespace recipe::check
