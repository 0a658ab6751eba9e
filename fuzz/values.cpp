#include <cmath>

#include "base/digest.h"
#include "base/location.h"
#include "base/metric.h"
#include "base/quantity.h"
#include "base/text.h"
#include "expect.h"

using namespace recipe;
using fuzz::expect;

namespace {

void quantities(std::string_view text) {
  if (const auto quantity = parse_quantity(text)) {
    expect(std::isfinite(quantity->value), "a quantity is a number");
    const auto again = parse_quantity(shortest(quantity->value));
    expect(again && again->value == quantity->value, "a number reads back");
  }
  if (const auto seconds = parse_duration(text)) {
    expect(std::isfinite(*seconds), "a duration is a number");
    expect(!format_duration(*seconds).empty(), "a duration can be shown");
  }
  if (const auto bytes = parse_bytes(text)) {
    expect(std::isfinite(*bytes) && *bytes >= 0, "a size is a number");
    expect(!format_bytes(*bytes).empty(), "a size can be shown");
  }
  if (const auto number = parse_double(text)) {
    expect(parse_double(shortest(*number)) == *number, "a number reads back");
  }
}

void values(std::string_view text) {
  const Value value = parse_value(text);
  expect(value.same_as(value), "a value is itself");
  expect(text.find(value.text) != std::string_view::npos, "the text is as written");
  expect(text.find(value.remark) != std::string_view::npos, "the remark is as written");
  if (const auto* list = value.list()) expect(list->size() > 1, "a list has elements");
}

void names(std::string_view text) {
  if (const auto location = parse_location(text)) {
    expect(location->text == trim(text), "a location is as written");
    expect(location->last_name().find('/') == std::string::npos, "a name is one component");
    expect(!to_string(location->scheme).empty(), "a scheme has a name");
  }
  if (const auto url = parse_url(text)) expect(!url->is_path(), "a URL has a scheme");
  if (const auto digest = Digest::parse(text)) {
    expect(Digest::parse(digest->to_string()) == digest, "a digest reads back");
  }
  if (is_commit(text)) expect(text.size() == 40 || text.size() == 64, "a commit is whole");
  expect(same_metric(text, text), "a metric is itself");
  expect(upper_snake(upper_snake(text)) == upper_snake(text), "a variable's name is one");
  expect(kebab(kebab(text)) == kebab(text), "a file's name is one");
}

void texts(std::string_view text) {
  const std::string shown = printable(text);
  expect(printable(shown) == shown, "what may be printed may be printed");
  for (const char c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    expect(byte >= 0x20 || c == '\t' || c == '\n', "no control character is left");
  }
  std::size_t bytes = 0;
  for (const std::string_view line : lines(text)) bytes += line.size();
  expect(bytes <= text.size(), "lines are of the text");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  quantities(text);
  values(text);
  names(text);
  texts(text);
  return 0;
}
