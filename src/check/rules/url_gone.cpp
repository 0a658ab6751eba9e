#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_urls(Study& study, Judge& judge) {
  for (const document::Link& link : study.page.links) {
    const UrlFact fact = study.facts.url(link.target);
    if (fact.presence == Presence::present) {
      judge.holds();
    } else if (fact.presence == Presence::absent) {
      judge.untrue(link.target_span.empty() ? link.span : link.target_span,
                   "nothing is at this address: " + fact.why +
                       "; name where it is now, or an archived copy");
    } else if (!fact.why.empty()) {
      judge.undecided(link.span, "could not be verified: " + fact.why);
    }
  }
}

}  // namespace

constexpr Rule rules::url_gone = {
    .name = "url-gone",
    .code = "RC290",
    .family = Family::links,
    .severity = Severity::warning,
    .summary = "an address on the web at which there is nothing",
    .document =
        "With `--online`, every address is asked for, each host one request at a time. Only the "
        "answers 404 and 410 are findings: what is busy, needs an account or cannot be reached "
        "could "
        "not be verified.\n"
        "\n"
        "Data sets move and services close; a reader who comes a year later has only what the "
        "document says.",
    .bad = "Get the data from https://example.org/removed.tar.gz.",
    .good = "Get the data from https://example.org/data.tar.gz.",
    .check = check_urls,
};

}  // namespace recipe::check
