#include "check/fixing.h"

#include <algorithm>

#include "document/edit.h"

namespace recipe::check {
namespace {

/// The bytes that edits touch, in order; two that meet at an insertion touch each other too.
class Touched {
 public:
  bool meets(const Edit& edit) const {
    const auto after =
        std::lower_bound(spans_.begin(), spans_.end(), edit.span.begin,
                         [](const Span& span, std::size_t wanted) { return span.end < wanted; });
    return after != spans_.end() && after->begin <= edit.span.end;
  }
  void add(const Edit& edit) {
    const auto at =
        std::upper_bound(spans_.begin(), spans_.end(), edit.span.begin,
                         [](std::size_t wanted, const Span& span) { return wanted < span.begin; });
    spans_.insert(at, edit.span);
  }

 private:
  std::vector<Span> spans_;
};

bool is_wanted(const Finding& finding, FixesWanted wanted) {
  if (!finding.fix || finding.fix->edits.empty()) return false;
  return wanted == FixesWanted::all ||
         (wanted == FixesWanted::safe && finding.fix->safety == Safety::safe);
}

}  // namespace

Result<Fixed> fixed(const SourceText& source, const std::vector<Finding>& findings,
                    FixesWanted wanted) {
  Touched touched;
  std::vector<Edit> edits;
  Fixed done;
  for (const Finding& finding : findings) {
    if (!is_wanted(finding, wanted)) continue;
    const std::vector<Edit>& own = finding.fix->edits;
    const bool free =
        std::none_of(own.begin(), own.end(), [&](const Edit& edit) { return touched.meets(edit); });
    if (!free) continue;
    for (const Edit& edit : own) touched.add(edit);
    edits.insert(edits.end(), own.begin(), own.end());
    ++done.applied;
  }
  TRY_ASSIGN(done.text, document::apply(source, std::move(edits)));
  return done;
}

}  // namespace recipe::check
