#include "data/manifest.h"

#include <algorithm>

#include "expect.h"

using recipe::fuzz::expect;
using namespace recipe::data;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = parse_manifest(recipe::fuzz::text_of(data, size));
  if (!files) return 0;
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  expect(std::is_sorted(files->begin(), files->end(), by_path), "sorted by path");
  const auto again = parse_manifest(manifest_text(*files));
  expect(again && *again == *files, "a manifest reads back");
  expect(digest_of_listing(*again) == digest_of_listing(*files), "of one digest");
  expect(compare(*files, *again).empty(), "nothing differs from itself");
  for (const ManifestEntry& file : *files) {
    const std::size_t slash = file.path.find('/', 2);
    if (slash == std::string::npos) continue;
    const auto inner = below(*files, file.path.substr(2, slash - 2));
    expect(inner.size() <= files->size(), "a part is no more than the whole");
    break;
  }
  const auto none = compare(*files, {});
  expect(none.missing.count == files->size() && none.added.count == 0, "all are missing");
  return 0;
}
