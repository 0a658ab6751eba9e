#include "check/gitignore.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "document/recipe.h"
#include "expect.h"
#include "fakes/memory_facts.h"

using namespace recipe;

namespace {

constexpr std::size_t longest_text = 20'000;
constexpr std::ptrdiff_t most_lines = 500;

bool is_named(const std::string& at_root, const std::string& in_folder, std::string_view path) {
  const document::Page page(SourceText("README.md", ""));
  const document::Recipe recipe;
  MemoryFacts facts;
  facts.head.files[".gitignore"] = at_root;
  facts.head.files["a/.gitignore"] = in_folder;
  check::Study study(page, recipe, "README.md", facts);
  return study.shared<check::GitIgnore>().names(facts.head, path);
}

}  // namespace

/// Whatever a .gitignore says, what its last lines take in again is not named.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (size > longest_text || std::count(text.begin(), text.end(), '\n') > most_lines) return 0;
  for (const std::string_view path : {"a/b/c.txt", "a/b/", "c.txt"}) {
    const bool once = is_named(text, text, path);
    fuzz::expect(once == is_named(text, text, path), "the same is said of the same");
    fuzz::expect(!is_named("", "", path), "nothing names nothing");
  }
  const bool taken_in = !is_named(text + "\n!/a/\n!/a/b/\n!/a/b/c.txt", "", "a/b/c.txt") &&
                        !is_named(text + "\n!/a/", text + "\n!/b/\n!/b/c.txt", "a/b/c.txt");
  fuzz::expect(taken_in, "what is taken in again is not named");
  return 0;
}
