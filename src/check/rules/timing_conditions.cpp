#include <map>

#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

std::string lacks_of(const document::Measure& measure) {
  std::vector<std::string> lacks;
  if (!measure.hardware) lacks.push_back("hardware");
  if (!measure.batch_size) lacks.push_back("batch size");
  if (!measure.software) lacks.push_back("software version");
  return join(lacks, ", ");
}

void check_conditions(Study& study, Judge& judge) {
  if (!study.recipe.has_outline()) return;
  std::map<std::string, std::vector<const document::Measure*>> by_lacks;
  for (const document::Measure& measure : study.recipe.timing) {
    const std::string lacks = lacks_of(measure);
    if (lacks.empty()) {
      judge.holds();
    } else {
      by_lacks[lacks].push_back(&measure);
    }
  }
  for (const auto& [lacks, measures] : by_lacks) {
    const std::string others =
        measures.size() > 1 ? " and " + counted(measures.size() - 1, "other measure") : "";
    judge.untrue(measures.front()->name.span,
                 "`" + printable(measures.front()->key) + "`" + others + " without " + lacks +
                     ": a latency depends on all of hardware, batch size and software");
  }
}

}  // namespace

constexpr Rule rules::timing_conditions = {
    .name = "timing-conditions",
    .code = "RC141",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a latency or throughput of a recipe without its conditions",
    .document =
        "A measure of Timing information names the hardware, the batch size and the software with "
        "its version; on others it is not judged. A field `Hardware:` or `Software:` stands for "
        "all rows of the table.",
    .bad = "| Measure | Value |\n| --- | --- |\n| Latency | 11 ms |\n",
    .good =
        "- Hardware: NVIDIA V100\n- Software: TensorFlow 1.8\n\n| Measure | Value | Batch size "
        "|\n| --- | --- | --- |\n| Latency | 11 ms | 1 |\n",
    .check = check_conditions,
};

}  // namespace recipe::check
