#include "data/manifest.h"

#include <gtest/gtest.h>

#include "data/digest_of.h"
#include "fakes/memory_world.h"

namespace recipe::data {
namespace {

using Files = std::vector<ManifestEntry>;

ManifestEntry entry(const std::string& path, std::string_view bytes) {
  return {path, bytes.size(), digest_of_bytes(bytes)};
}

TEST(Manifest, IsReadAsItWasWritten) {
  const Files files = {entry("./a b", "1"), entry("./back\\slash", "22"),
                       entry("./new\nline\r", ""), entry("./sub/\xff", "4")};
  EXPECT_EQ(parse_manifest(manifest_text(files)), files);
  EXPECT_EQ(manifest_text({entry("./x y", "abc")}),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 ./x y\n");
  EXPECT_EQ(parse_manifest(""), Files());
}

TEST(Manifest, HalfOfOneIsNone) {
  const std::string text = manifest_text({entry("./a", "1"), entry("./b\\", "2")});
  for (std::size_t size = 1; size < text.size(); ++size) {
    const auto files = parse_manifest(text.substr(0, size));
    EXPECT_TRUE(!files || files->size() == 1) << size;
    if (files) {
      EXPECT_EQ(text[size - 1], '\n');
    }
  }
  EXPECT_FALSE(parse_manifest("words\n"));
  EXPECT_FALSE(parse_manifest(text + text)) << "not sorted";
}

TEST(Manifest, HasTheDigestOfItsFolder) {
  fakes::MemoryWorld memory;
  memory.files.put("d/a", "1");
  memory.files.put("d/s/b\n", "2");
  memory.files.put("d/s/c", "3");
  const Content whole = digest_of(memory.world, "d").value();
  EXPECT_EQ(digest_of_listing(whole.files), whole.digest);
  EXPECT_EQ(digest_of_listing(below(whole.files, "s")),
            digest_of(memory.world, "d/s").value().digest);
}

TEST(Manifest, NamesWhatDiffers) {
  const Files before = {entry("./a", "1"), entry("./b", "1"), entry("./c", "1")};
  const Files now = {entry("./a", "2"), entry("./c", "1"), entry("./d", "1"), entry("./e", "1")};
  EXPECT_TRUE(compare(before, before).empty());
  EXPECT_EQ(compare(before, now).to_string(),
            "1 file differs (./a); 1 file is missing (./b); 2 files are new (./d, ./e)");
  EXPECT_EQ(compare({}, now).added.count, 4U);
  EXPECT_EQ(compare(before, {}).missing.count, 3U);
}

TEST(Manifest, NamesTheFirstOfMany) {
  Files many;
  for (int i = 10; i < 99; ++i) many.push_back(entry("./" + std::to_string(i), "1"));
  const Difference difference = compare(many, {});
  EXPECT_EQ(difference.missing.count, 89U);
  EXPECT_EQ(difference.missing.first.size(), 10U);
  EXPECT_EQ(
      difference.to_string(),
      "89 files are missing (./10, ./11, ./12, ./13, ./14, ./15, ./16, ./17, ./18, ./19, ...)");
}

}  // namespace
}  // namespace recipe::data
