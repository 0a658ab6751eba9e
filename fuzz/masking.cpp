#include "base/masking.h"

#include "base/text.h"
#include "expect.h"

using recipe::fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = recipe::fuzz::text_of(data, size);
  const std::string once = recipe::masked(text);
  // Every secret has at least one byte.
  expect(once.size() <= 3 * size, "masks are short");
  // Whatever stands before it.
  const std::string token = "hf_Q7wErT5yUiOp3AsDfG9hJkLzXc2VbNm4Q7";
  const bool apart = text.find(token.substr(3)) == std::string_view::npos;
  const std::string with = recipe::masked(std::string(text) + " " + token);
  expect(!apart || with.find(token.substr(3)) == std::string::npos, "a token never stays");

  std::vector<std::string> arguments;
  for (const std::string_view line : recipe::lines(text)) arguments.emplace_back(line);
  expect(recipe::masked_arguments(arguments).size() == arguments.size(), "one for one");
  return 0;
}
