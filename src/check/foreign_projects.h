#pragma once

#include <set>
#include <string>
#include <string_view>

#include "check/study.h"

namespace recipe::check {

/// Other repositories that a document speaks of: the names in every address on a code-hosting site,
/// and what links to them are called ("NeMo-RL"). For Study::shared.
class ForeignProjects {
 public:
  explicit ForeignProjects(const Study& study) : ForeignProjects(study.page, study.facts) {}
  ForeignProjects(const document::Page& page, const Facts& facts);

  bool is_named_in(std::string_view text) const;
  /// "mmdetection: at commit ..." tells of that project.
  bool begins(std::string_view text) const;

 private:
  std::set<std::string> names_;  ///< in lower case
};

/// Whether the text has the word on its own, or its plural, whatever the case: "sha" is not in
/// "mshadow".
bool mentions_word(std::string_view text, std::string_view word);

}  // namespace recipe::check
