#include <algorithm>

#include "base/text.h"
#include "check/goal.h"
#include "check/rule.h"
#include "check/target_paths.h"
#include "check/uri_fault.h"

namespace recipe::check {
namespace {

void faulty_uri(Judge& judge, Span span, std::string_view text, const UriFault& fault,
                bool verbatim) {
  std::string message = "the address " + quoted(text) + " is malformed: " + fault.what;
  if (!fault.mended.empty()) message += "; did you mean " + quoted(fault.mended) + "?";
  Finding& finding = judge.untrue(span, std::move(message));
  if (verbatim && !fault.mended.empty()) {
    finding.fix = Fix{"write " + fault.mended, Safety::unsafe, {{span, fault.mended}}};
  }
}

bool ends_uri(char c) {
  return is_space(c) || std::string_view("<>\"|()[]{}`,").find(c) != std::string_view::npos;
}

/// Words of the text that were meant as addresses, in code spans too; the targets of links are
/// judged as such.
void check_text(const document::Passage& passage, Judge& judge, const SourceText& source) {
  const std::string_view text = passage.flat.text;
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at)) {
    std::size_t begin = at;
    while (begin > 0 && !ends_uri(text[begin - 1])) --begin;
    std::size_t end = at;
    while (end < text.size() && !ends_uri(text[end])) ++end;
    std::string_view word = text.substr(begin, end - begin);
    while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == ';')) {
      word.remove_suffix(1);
    }
    at = end;
    // An option's value, `--path=hdfs:/x`.
    const std::size_t equals = word.find('=');
    const std::size_t colon = word.find_first_of(":/");
    if (equals != std::string_view::npos && equals < colon) {
      begin += equals + 1;
      word.remove_prefix(equals + 1);
    }
    const auto fault = uri_fault(word);
    // A scheme alone is spoken of, not linked to.
    if (!fault || is_placeholder_target(word) || word.ends_with("//")) continue;
    const Span span = passage.flat.span(begin, begin + word.size());
    faulty_uri(judge, span, word, *fault, source.text(span) == word);
  }
}

void check_uris(Study& study, Judge& judge) {
  const document::Page& page = study.page;
  for (const document::Link& link : page.links) {
    const bool written_out = link.kind == document::LinkKind::url;
    if (written_out || goal_of(link.target, study).kind != GoalKind::malformed) continue;
    const auto fault = uri_fault(trim(link.target));
    if (!fault) continue;
    faulty_uri(judge, target_place(link), link.target, *fault,
               page.source.text(link.target_span) == link.target);
  }
  for (const document::Passage& passage : page.passages) check_text(passage, judge, page.source);
}

}  // namespace

constexpr Rule rules::malformed_uri = {
    .name = "malformed-uri",
    .code = "RC208",
    .family = Family::links,
    .severity = Severity::warning,
    .summary = "an address that no program can read",
    .document =
        "Addresses in links, running text and code spans: `https//host`, `http:/host`, "
        "`https:///host`, `htpp://host`, a scheme written twice, typographic quotes around an "
        "`href`, and `hdfs:/path`, which names no nameservice: where it leads depends on the "
        "reader's configuration.",
    .bad = "The data is at `hdfs:/projects/data`.",
    .good = "The data is at `hdfs://cluster/projects/data`.",
    .check = check_uris,
};

}  // namespace recipe::check
