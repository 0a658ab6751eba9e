#include "data/digest_of.h"
#include "data/remembered.h"
#include "expect.h"
#include "run/known_programs.h"

using recipe::fuzz::expect;
using namespace recipe;

namespace {

/// With the check in front that such a row must have, which no chance would find.
std::string with_check(const std::string& folder, std::string_view rest) {
  data::Sha256 sha;
  sha.add(folder);
  sha.add({"\0", 1});
  sha.add(rest);
  const data::RawDigest check = sha.finish();
  std::string row(reinterpret_cast<const char*>(check.data()), check.size());
  return row.append(rest);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  const std::string folder = "/data/images";
  if (const auto files = data::files_of_row(folder, text)) {
    expect(data::row_of(folder, *files) == text, "whatever is read was written so");
  }
  const std::string row = with_check(folder, text);
  if (const auto files = data::files_of_row(folder, row)) {
    expect(data::row_of(folder, *files) == row, "a row reads back");
    expect(!data::files_of_row("/data/other", row), "it is of one folder");
  }
  expect(run::programs_of_row(text).empty() || text.size() > 64, "a row has a check");
  const auto programs = run::programs_of_row(data::digest_of_bytes(text).hex() + std::string(text));
  const auto again = run::programs_of_row(run::row_of_programs(programs));
  expect(again.size() == programs.size(), "programs read back");
  for (std::size_t i = 0; i < again.size(); ++i) {
    expect(again[i].looks_like(programs[i].status), "as they looked");
    expect(again[i].path == programs[i].path && again[i].said == programs[i].said, "and said");
  }
  return 0;
}
