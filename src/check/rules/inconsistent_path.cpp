#include <fmt/format.h>

#include "check/rule.h"
#include "check/written_paths.h"

namespace recipe::check {
namespace {

void check_paths(Study& study, Judge& judge) {
  const std::vector<WrittenPath> paths = written_paths(study.page);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    bool fine = true;
    for (std::size_t j = 0; j < i && fine; ++j) {
      if (!differ_by_a_letter(paths[i].text, paths[j].text)) continue;
      fine = false;
      const bool later = paths[i].spans.size() <= paths[j].spans.size();
      const WrittenPath& odd = later ? paths[i] : paths[j];
      const WrittenPath& usual = later ? paths[j] : paths[i];
      const std::size_t line = study.page.source.line_at(usual.spans.front().begin);
      judge
          .untrue(odd.spans.front(), fmt::format("{} is written {} on line {}; use one path",
                                                 odd.text, usual.text, line))
          .evidence.push_back({study.path, line, ""});
    }
    if (fine) judge.holds();
  }
}

}  // namespace

constexpr Rule rules::inconsistent_path = {
    .name = "inconsistent-path",
    .code = "RC706",
    .family = Family::numbers,
    .severity = Severity::warning,
    .summary = "a path that is written with a letter more or less elsewhere",
    .document =
        "Commands are copied from a document one after the other: a folder that one writes to and "
        "the next reads under another name breaks the chain. This compares the absolute paths and "
        "the placeholders such as `/path/to/data` in code, and finds two whose last component "
        "differs by one letter that is there or not.\n"
        "\n"
        "Names of three characters or fewer, and those that differ in a digit, are left alone. The "
        "one that stands less often, or later, is pointed at.",
    .bad =
        "    python train.py --output=/path/to/output\n    tensorboard --logdir /path/to/outputs",
    .good =
        "    python train.py --output=/path/to/output\n    tensorboard --logdir /path/to/output",
    .check = check_paths,
};

}  // namespace recipe::check
