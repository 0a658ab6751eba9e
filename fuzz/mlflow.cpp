#include "dynamics/mlflow.h"

#include "dynamics/csv.h"
#include "dynamics/log.h"
#include "expect.h"
#include "fakes/memory_files.h"

using namespace recipe;
using recipe::fuzz::expect;

/// The input is all texts of a store at once, then a table.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  const auto value = dynamics::parse_mlflow_value(text);
  if (value && value->step) expect(text.find(' ') != std::string::npos, "a value is several words");
  expect(dynamics::parse_mlflow_meta(text).size() <= 100, "few keys are kept");

  fakes::MemoryFiles files;
  files.put("mlruns/1/meta.yaml", "experiment_id: 1\nname: x\n");
  files.put("mlruns/1/a/meta.yaml", "run_id: a\n" + text);
  files.put("mlruns/1/a/metrics/loss", text);
  files.put("mlruns/1/a/params/lr", text);
  files.put("table.csv", text);
  for (const char* path : {"mlruns", "table.csv"}) {
    const auto candidates = dynamics::candidates_for(files, path);
    expect(candidates.has_value(), "bad bytes are no error");
    for (const dynamics::Candidate& candidate : *candidates) {
      expect(!candidate.recognition.reason.empty(), "a reason is given");
      const auto reader = candidate.kind->open(files, path);
      expect(reader && (*reader)->poll() && (*reader)->finish(), "and are read as far as they go");
    }
  }
  return 0;
}
