// Every rule finds something in its own example and nothing in the mended one: here in a repository
// that holds only the document, or on a page of tests/check with the files that the example needs.
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>

#include "check/engine.h"
#include "check/rule.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

std::string page_of(const Rule& rule) {
  return std::string(RECIPE_RULE_PAGES) + "/" + std::string(rule.name) + ".md";
}

bool has_page(const Rule& rule) { return ::access(page_of(rule).c_str(), R_OK) == 0; }

/// What a rule, with all those that it may speak for, finds in an excerpt.
std::vector<Finding> found_in(const Rule& rule, std::string_view excerpt) {
  MemoryFacts facts;
  facts.head.files["README.md"] = std::string(excerpt);
  const document::Page page(SourceText("README.md", std::string(excerpt) + "\n"));
  const document::Recipe recipe = document::parse(page.source);
  Study study(page, recipe, "README.md", facts);
  std::vector<const Rule*> rules(all_rules().begin(), all_rules().end());
  std::vector<Finding> own;
  for (const Finding& finding : check_document(study, rules).findings) {
    if (finding.rule == rule.name) own.push_back(finding);
  }
  return own;
}

TEST(Rules, FindTheirBadExampleAndNotTheirGoodOne) {
  for (const Rule* rule : all_rules()) {
    if (has_page(*rule)) continue;
    EXPECT_FALSE(found_in(*rule, rule->bad).empty())
        << rule->name << " finds nothing in its bad example; if that needs files, write "
        << page_of(*rule);
    for (const Finding& finding : found_in(*rule, rule->good)) {
      ADD_FAILURE() << rule->name << " finds in its good example: " << finding.message;
    }
  }
}

TEST(Rules, HaveNamesCodesAndTextsOfOneKind) {
  std::set<std::string_view> names;
  std::set<std::string_view> codes;
  constexpr std::string_view digits = "1234567890";  // by family
  for (const Rule* rule : all_rules()) {
    EXPECT_TRUE(names.insert(rule->name).second) << rule->name;
    EXPECT_TRUE(codes.insert(rule->code).second) << rule->name << " has a code given twice";
    ASSERT_EQ(rule->code.size(), 5U) << rule->name;
    EXPECT_TRUE(rule->code.starts_with("RC")) << rule->name;
    EXPECT_EQ(rule->code[2], digits[static_cast<std::size_t>(rule->family)]) << rule->name;
    EXPECT_FALSE(rule->summary.empty() || rule->summary.ends_with('.')) << rule->name;
    EXPECT_TRUE(rule->document.ends_with('.')) << rule->name;
    EXPECT_NE(rule->bad, rule->good) << rule->name;
    EXPECT_EQ(rule_named(rule->name), rule);
    EXPECT_EQ(rule_named(rule->code), rule);
  }
}

}  // namespace
}  // namespace recipe::check
