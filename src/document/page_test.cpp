#include "document/page.h"

#include <gtest/gtest.h>

namespace recipe::document {
namespace {

TEST(Page, KnowsHeadingsAndWhatStandsBelowThem) {
  const Page page(
      SourceText("a.md",
                 "# Model\n\nFirst `lr`.\n\n## Results\n\n| a | b |\n| - | - |\n| "
                 "[x](y.md) | 2 |\n\n## Results\n\n<h3 id=\"own\">By <b>hand</b></h3>\n"));
  ASSERT_EQ(page.headings.size(), 4U);
  EXPECT_EQ(page.headings[2].slug, "results-1");
  EXPECT_EQ(page.headings[3].text, "By hand");
  EXPECT_EQ(page.headings[3].parent, 2U);
  EXPECT_EQ(page.heading_path(3), "Model / Results / By hand");
  EXPECT_TRUE(page.has_anchor("own"));
  EXPECT_TRUE(page.has_anchor("by-hand"));
  EXPECT_FALSE(page.has_anchor("results-2"));
  ASSERT_EQ(page.tables.size(), 1U);
  EXPECT_EQ(page.tables[0].heading, 1U);
  EXPECT_EQ(page.passages[page.tables[0].cells[1][1]].flat.text, "2");
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_EQ(page.links[0].target, "y.md");
  EXPECT_EQ(page.links[0].text, "x");
  ASSERT_EQ(page.code_spans.size(), 1U);
  EXPECT_EQ(page.source.text(page.code_spans[0].span), "`lr`");
  EXPECT_EQ(page.headings[0].section_end, page.source.bytes().size());
  EXPECT_EQ(page.headings[1].section_end, page.headings[2].span.begin);
}

TEST(Page, FindsLinksInHtml) {
  const Page page(
      SourceText("a.md",
                 "<p>\n<img\n src=\"a b.png\" width=1>\n<!-- <a href=no> --></p>\n\nSee <a "
                 "href='x.md'>x</a> and `<a href=no>`, ![alt](i.png) and https://example.org/.\n"));
  std::vector<std::string> targets;
  for (const Link& link : page.links) targets.push_back(link.target);
  EXPECT_EQ(targets,
            (std::vector<std::string>{"a b.png", "i.png", "https://example.org/", "x.md"}));
  EXPECT_EQ(page.source.text(page.links[0].target_span), "a b.png");
  EXPECT_EQ(page.links[0].kind, LinkKind::html_image);
}

TEST(Page, KeepsASpaceBehindMarkupInAnAnchor) {
  const Page page(
      SourceText("a.md", "## <a name=\"Zoo\"></a> Model zoo\n\n<h2>\n  By hand\n</h2>\n"));
  for (const std::string_view anchor : {"Zoo", "-model-zoo", "model-zoo", "by-hand"}) {
    EXPECT_TRUE(page.has_anchor(anchor)) << anchor;
  }
}

}  // namespace
}  // namespace recipe::document
