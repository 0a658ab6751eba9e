#include "record/record.h"

#include "base/text.h"
#include "expect.h"

using recipe::Json;
using recipe::fuzz::expect;
using namespace recipe::record;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const std::string_view line : recipe::lines(recipe::fuzz::text_of(data, size))) {
    const auto json = recipe::parse_json(line);
    if (!json) continue;
    const Json stage = to_json(stage_from_json(*json));
    const Json header = header_to_json(header_from_json(*json));
    const std::string stage_line = recipe::to_line(stage);
    const std::string header_line = recipe::to_line(header);
    expect(recipe::parse_json(stage_line) && recipe::parse_json(header_line), "it is JSON");
    const Json again = *recipe::parse_json(stage_line);
    expect(recipe::to_line(to_json(stage_from_json(again))) == stage_line, "a stage reads back");
    const Json twin = *recipe::parse_json(header_line);
    expect(recipe::to_line(header_to_json(header_from_json(twin))) == header_line,
           "a header reads back");
  }
  return 0;
}
