#include "document/markdown.h"

#include <gtest/gtest.h>

#include <chrono>

#include "document/inline.h"

namespace recipe::document {
namespace {

std::string outline_of(const std::vector<Block>& blocks, const SourceText& source) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out += ' ';
    switch (block.kind) {
      case BlockKind::heading:
        out += "h" + std::to_string(block.level);
        break;
      case BlockKind::paragraph:
        out += block.bold ? "bold" : "p";
        break;
      case BlockKind::quote:
        out += "quote(" + outline_of(block.children, source) + ")";
        continue;
      case BlockKind::list:
        out += "list(" + outline_of(block.children, source) + ")";
        continue;
      case BlockKind::item:
        out += "item(" + outline_of(block.children, source) + ")";
        continue;
      case BlockKind::code:
        out += "code";
        break;
      case BlockKind::table:
        out += "table";
        for (const Row& row : block.rows) {
          out += "{";
          for (const Span cell : row.cells) out += "<" + std::string(source.text(cell)) + ">";
          out += "}";
        }
        continue;
      case BlockKind::html:
        out += "html";
        continue;
      case BlockKind::rule:
        out += "rule";
        continue;
    }
    for (const Span line : block.lines) out += "<" + std::string(source.text(line)) + ">";
  }
  return out;
}

std::string outline_of(const std::string& text) {
  const SourceText source("x.md", text);
  return outline_of(read_markdown(source).blocks, source);
}

TEST(Markdown, Headings) {
  EXPECT_EQ(
      outline_of("# One #\n## Two\nThree\n===\nFour\nlines\n---\n**Five**\n\n**a** and **b**\n"),
      "h1<One> h2<Two> h1<Three> h2<Four><lines> bold<**Five**> p<**a** and **b**>");
  EXPECT_EQ(outline_of("\xEF\xBB\xBF# Title\r\n\r\ntext\r\n"), "h1<Title> p<text>");
  EXPECT_EQ(outline_of("#\n####### seven\n# \\#"), "h1<> p<####### seven> h1<\\#>");
}

TEST(Markdown, ListsAndQuotes) {
  EXPECT_EQ(outline_of("- a\n  - b\n    more\n- c\n"),
            "list(item(p<a> list(item(p<b><more>))) item(p<c>))");
  EXPECT_EQ(outline_of("> a\nlazy\n>   b\n"), "quote(p<a><lazy><b>)");
  EXPECT_EQ(outline_of("1. a\n\n   ```sh\n   run\n     more\n   ```\n"),
            "list(item(p<a> code<run><  more>))");
  EXPECT_EQ(outline_of("-\tx\n\n\t> y\n"), "list(item(p<x> quote(p<y>)))");
}

TEST(Markdown, Code) {
  EXPECT_EQ(outline_of("```sh build\na `x`\n> b\n```\ntext"), "code<a `x`><> b> p<text>");
  EXPECT_EQ(outline_of("~~~\n```\n~~~~\n"), "code<```>");
  EXPECT_EQ(outline_of("    one\n\n    two\n\ntext\n"), "code<one><><two> p<text>");
  EXPECT_EQ(outline_of("> ```\n> in\nout"), "quote(code<in>) p<out>");
  const SourceText source("x.md", "```sh build x=1\nrun\n");
  const Markdown markdown = read_markdown(source);
  EXPECT_EQ(markdown.blocks.at(0).info, "sh build x=1");
  EXPECT_FALSE(markdown.blocks.at(0).closed);
  EXPECT_EQ(code_text(source, markdown.blocks.at(0).lines), "run\n");
}

TEST(Markdown, Tables) {
  EXPECT_EQ(
      outline_of("text before\n| a | b |\n|---|:-:|\n| `x\\|y` | 2 |\n| only |\nlast\n\nafter"),
      "p<text before> table{<a><b>}{<`x\\|y`><2>}{<only>}{<last>} p<after>");
  EXPECT_EQ(outline_of("|| b |\n|-|-|\n|| c |\n"), "table{<><b>}{<><c>}");
  EXPECT_EQ(outline_of("- | a |\n  |---|\n  | 1 |\n"), "list(item(table{<a>}{<1>}))");
  const SourceText source("x.md", "| a | b |\n|---|\n| 1 | 2 |\n");
  const Markdown markdown = read_markdown(source);
  ASSERT_EQ(markdown.diagnostics.size(), 1U);
  EXPECT_EQ(markdown.diagnostics[0].rule, "table-columns");
}

TEST(Markdown, WhatIsNotShownIsNotText) {
  EXPECT_EQ(outline_of("<!-- # no\n\n- field: x -->\n# Yes\n"), "html h1<Yes>");
  EXPECT_EQ(outline_of("[a]: https://a.example\n[b]: b.png \"t\"\ntext\n"), "p<text>");
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

TEST(Markdown, HostileTextTakesLinearTime) {
  std::string indented;
  for (std::size_t depth = 0; indented.size() < 500000; ++depth) {
    indented += std::string(2 * depth, ' ') + "- a\n";
  }
  indented += std::string(500000, '\n');
  std::string table = "| a | b |\n|---|---|\n" + repeated("| x | y |\n", 500000);
  std::string wide = repeated("| a ", 300000) + "|\n" + repeated("|---", 300000) + "|\n" +
                     repeated("|x\n", 400000);
  std::vector<std::string> hostile = {indented, table, wide};
  for (const std::string_view unit :
       {"[",    "]",        ">",       "> ",       "`",      "*",          "**a ", "_",
        "- ",   "1. ",      "* a\n",   "![",       "[a](",   "[a](<",      "<",    "<!--",
        "<a ",  "&",        "\\",      "`a",       "a*",     "*a_ ",       "[[a]", "#",
        "# \n", "```\n",    "~",       "|",        "|-",     "a|b\n-|-\n", "=\n",  "[a]: b\n",
        "[a]",  "\t",       " ",       "\r",       "\n> - ", "https://",   "**",   "a**b",
        "(",    "[a](b \"", "[a](b '", "<a href='"}) {
    hostile.push_back(repeated(unit, 1000000));
  }
  std::string ticks;
  for (std::size_t n = 1; ticks.size() < 1000000; ++n) ticks += "a" + std::string(n, '`');
  hostile.push_back(ticks);
  for (const std::string& text : hostile) {
    const auto before = std::chrono::steady_clock::now();
    const SourceText source("x.md", text);
    const Markdown markdown = read_markdown(source);
    for (const Block& block : markdown.blocks) {
      const Flat flat = read_inline(source, block.lines, markdown);
      EXPECT_LE(flat.text.size(), text.size() + 1);
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - before;
    EXPECT_LT(taken.count(), 10) << text.substr(0, 20);
    if (taken.count() > 1) std::printf("%.1f s: %s\n", taken.count(), text.substr(0, 12).c_str());
  }
}

TEST(Markdown, MoreThanTheLimitIsNotRead) {
  const SourceText source("x.md", std::string(max_document_bytes + 1, 'a'));
  const Markdown markdown = read_markdown(source);
  EXPECT_TRUE(markdown.blocks.empty());
  ASSERT_EQ(markdown.diagnostics.size(), 1U);
}

}  // namespace
}  // namespace recipe::document
