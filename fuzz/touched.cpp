#include "record/touched.h"

#include "expect.h"
#include "record/touched_summary.h"

using recipe::fuzz::expect;
using namespace recipe::record;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::size_t> broken;
  const Touched touched = touched_from_lines(recipe::fuzz::text_of(data, size), broken);
  expect(broken.size() <= 100, "few broken lines are told");
  const std::string text = to_lines(touched);
  std::vector<std::size_t> none;
  expect(to_lines(touched_from_lines(text, none)) == text, "what was written reads back");
  expect(none.empty(), "and no line of it is broken");

  Surroundings where;
  where.repository = "/r";
  where.home = "/h";
  where.tracked = {"a"};
  where.data = {"/d"};
  const TouchedSummary summary = summarise(touched, where);
  expect(summary.findings.size() <= 200, "findings are bounded");
  for (const TouchedFinding& finding : summary.findings) {
    expect(finding.files >= 1 && finding.files <= touched.files.size(), "a finding has its files");
    expect(!finding.examples.empty() && finding.examples.size() <= 3, "and examples");
  }
  return 0;
}
