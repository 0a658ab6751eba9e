#include "author/template.h"

#include <gtest/gtest.h>

#include "document/recipe.h"

namespace recipe::author {
namespace {

TEST(Template, HasEverySectionWithItsHint) {
  const std::string text = recipe_template("Digits");
  EXPECT_TRUE(text.starts_with("# Digits\n"));
  for (const document::OutlineRow& row : document::outline()) {
    EXPECT_NE(text.find("# " + std::string(row.name) + "\n"), std::string::npos) << row.name;
    if (row.hint.empty()) continue;
    EXPECT_NE(text.find("<!-- " + std::string(row.hint) + " -->"), std::string::npos) << row.hint;
  }
}

TEST(Template, MakesATitleOfAName) {
  EXPECT_EQ(title_from("digit-classifier_v2"), "Digit classifier v2");
  EXPECT_EQ(title_from(""), "Training recipe");
}

}  // namespace
}  // namespace recipe::author
