#include "expect.h"
#include "run/kept_result.h"

using recipe::fuzz::expect;
using namespace recipe::run;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto kept = kept_result_from(recipe::fuzz::text_of(data, size));
  if (!kept) return 0;
  const std::string text = text_of(*kept);
  const auto again = kept_result_from(text);
  expect(again.has_value(), "a result reads back");
  expect(text_of(*again) == text, "as it was");
  for (const auto& [name, files] : again->folders) {
    expect(name == "data" || name == "model" || name == "output", "of folders that a stage has");
  }
  return 0;
}
