#include "document/inline.h"

#include <gtest/gtest.h>

#include "document/markdown.h"

namespace recipe::document {
namespace {

Flat flat_of(const SourceText& source) {
  const Markdown markdown = read_markdown(source);
  if (markdown.blocks.empty()) return {};
  return read_inline(source, markdown.blocks.back().lines, markdown);
}

Flat flat_of(const std::string& text) { return flat_of(SourceText("x.md", text)); }

TEST(Inline, DropsMarkupAndKeepsTheText) {
  EXPECT_EQ(flat_of("**License:** MIT and `code` and _this_").text,
            "License: MIT and code and this");
  EXPECT_EQ(flat_of("***a** b*").text, "a b");
  EXPECT_EQ(flat_of("snake_case_name, 2 * 3 * 4, ~24 hours").text,
            "snake_case_name, 2 * 3 * 4, ~24 hours");
  EXPECT_EQ(flat_of("a\\*b \\_c &amp; &lt;d").text, "a*b _c & <d");
  EXPECT_EQ(flat_of("one<br>two <!-- hidden -->three").text, "one two three");
  EXPECT_EQ(flat_of("put <your-token> here").text, "put <your-token> here");
}

TEST(Inline, FindsLinksOfEveryKind) {
  const Flat flat = flat_of(
      "[label]: https://a.example/ref\n\n"
      "[x](https://a.example/in \"t\") [label] [y][label] <https://a.example/auto> "
      "https://a.example/bare. ![i](i.png) [z](a\\#b) [![b](b.svg)](https://a.example/out)");
  std::vector<std::string> targets;
  for (const Piece& piece : flat.pieces) targets.push_back(piece.target);
  EXPECT_EQ(targets, (std::vector<std::string>{"https://a.example/in", "https://a.example/ref",
                                               "https://a.example/ref", "https://a.example/auto",
                                               "https://a.example/bare", "i.png", "a#b",
                                               "https://a.example/out", "b.svg"}));
}

TEST(Inline, SpansAreTheBytesOfTheWords) {
  const SourceText source(
      "x.md", "\xEF\xBB\xBF> > first \xC3\xA9 `code`\r\nlazy\t**bold** word\r\n> > last");
  const Markdown markdown = read_markdown(source);
  const Block& paragraph = markdown.blocks.at(0).children.at(0).children.at(0);
  const Flat flat = read_inline(source, paragraph.lines, markdown);
  EXPECT_EQ(flat.text, "first \xC3\xA9 code lazy\tbold word last");
  for (const std::string word : {"first", "\xC3\xA9", "code", "lazy", "bold", "word", "last"}) {
    const std::size_t at = flat.text.find(word);
    EXPECT_EQ(source.text(flat.span(at, at + word.size())), word);
  }
}

TEST(Inline, AnEscapeBelongsToItsSpan) {
  const SourceText source("x.md", "a\\*b");
  const Flat flat = flat_of(source);
  EXPECT_EQ(source.text(flat.span(1, 2)), "\\*");
  EXPECT_EQ(source.text(flat.span(0, 3)), "a\\*b");
}

}  // namespace
}  // namespace recipe::document
