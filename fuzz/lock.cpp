#include "record/lock.h"

#include "expect.h"

using recipe::fuzz::expect;
using recipe::record::Lock;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = recipe::fuzz::text_of(data, size);
  std::vector<std::size_t> broken;
  Lock lock = Lock::parse(text, broken);
  for (const std::size_t line : broken) expect(line >= 1 && line <= size, "a line of the text");
  expect(lock.contradicting().size() <= lock.facts().size(), "contradictions are facts");

  broken.clear();
  const std::string written = lock.to_text();
  expect(Lock::parse(written, broken).to_text() == written, "what was written reads back");
  expect(Lock::parse(written + written, broken).to_text() == written,
         "a union with itself is none");
  expect(broken.empty(), "what was written is whole");

  const std::vector<recipe::record::Fact> facts = lock.facts();
  lock.update(facts);
  expect(lock.to_text() == written, "an update with its own facts changes nothing");
  return 0;
}
