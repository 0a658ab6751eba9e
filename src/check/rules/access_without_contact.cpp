#include "check/recipe_data.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_contacts(Study& study, Judge& judge) {
  for (const NamedData& named : data_of(study.recipe)) {
    const document::Governance& governance = named.data->governance;
    if (!governance.access || governance.access->value != document::Access::restricted) continue;
    if (governance.contact) {
      judge.holds();
      continue;
    }
    judge.untrue(governance.access->span,
                 "access to " + std::string(named.name) +
                     " is restricted, and nothing says whom to ask; write `Contact:`");
  }
}

}  // namespace

constexpr Rule rules::access_without_contact = {
    .name = "access-without-contact",
    .code = "RC903",
    .family = Family::locations,
    .severity = Severity::warning,
    .summary = "restricted data without anyone to ask",
    .document =
        "`Access: restricted` in a recipe needs a `Contact:`, or the name behind it: `restricted "
        "(ask data@example.org)`. Authors leave; name a team or a form.",
    .bad = "Access: restricted",
    .good = "Access: restricted (ask the data team at data-access@mlhub.dev)",
    .check = check_contacts,
};

}  // namespace recipe::check
