#include <fmt/format.h>

#include "check/rule.h"
#include "check/used_versions.h"

namespace recipe::check {
namespace {

void check_versions(Study& study, Judge& judge) {
  const std::vector<UsedVersion> used = versions_used(study.page);
  for (std::size_t i = 1; i < used.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (used[i].library != used[j].library) continue;
      if (same_version(used[i], used[j])) {
        judge.holds();
      } else {
        const std::size_t line = study.page.source.line_at(used[j].span.begin);
        judge
            .untrue(used[i].span,
                    fmt::format("{} {} is used here and {} on line {}; say for each stage which "
                                "version it needs",
                                used[i].library, used[i].text, used[j].text, line))
            .evidence.push_back({study.path, line, ""});
      }
      break;
    }
  }
}

}  // namespace

constexpr Rule rules::inconsistent_version = {
    .name = "inconsistent-version",
    .code = "RC705",
    .family = Family::numbers,
    .severity = Severity::info,
    .summary = "a library that is used in two versions",
    .document =
        "Results are rarely the same across versions of a library, and rarely were two in use on "
        "purpose. This finds sentences in which the authors say what they used, such as `We use "
        "TensorFlow v1.8`, and tells where two of them name another version of one library. A "
        "version may stand in the sentence behind the one that names the library.\n"
        "\n"
        "Versions that are required, supported or changed to are left alone, and 1.8 agrees with "
        "1.8.1. That two versions are used may be true, so that this is information only.",
    .bad = "We train with TensorFlow 1.10.\n\nFor inference we use TensorFlow 1.8.",
    .good = "We train with TensorFlow 1.10.\n\nFor inference we use TensorFlow 1.10.",
    .check = check_versions,
};

}  // namespace recipe::check
