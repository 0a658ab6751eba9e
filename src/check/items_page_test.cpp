#include "check/items_page.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace recipe::check {
namespace {

constexpr const char* docs_page = RECIPE_DOCS_DIR "/completeness.md";
constexpr std::string_view begins_at = "| Item | Key |";

/// RECIPE_UPDATE=1 writes the tables into the page.
TEST(ItemsPage, IsInTheDocumentation) {
  std::ifstream file(docs_page, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t begin = text.find(begins_at);
  ASSERT_NE(begin, std::string::npos) << docs_page;
  const std::string expected = text.substr(0, begin) + items_page();
  if (std::getenv("RECIPE_UPDATE") != nullptr) {
    std::ofstream(docs_page, std::ios::binary) << expected;
    return;
  }
  EXPECT_EQ(text, expected) << "run it with RECIPE_UPDATE=1";
}

}  // namespace
}  // namespace recipe::check
