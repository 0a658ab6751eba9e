#include <gtest/gtest.h>

#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

using LayoutPlaces = std::vector<std::string>;

LayoutPlaces layout(std::string_view rule, const std::string& text,
                    const std::string& path = "README.md") {
  MemoryFacts facts;
  return places(judged(rule, text, facts, path), text);
}

TEST(Tables, HaveAsManyDelimitersAsHeads) {
  const std::string text = "| a | b | c |\n|---|:-:|\n| 1 | 2 | 3 |\n";
  EXPECT_EQ(layout("table-not-rendered", text), LayoutPlaces{"2:|---|:-:|"});
  MemoryFacts facts;
  EXPECT_EQ(mended(judged("table-not-rendered", text, facts), text),
            "| a | b | c |\n| --- | :-: | --- |\n| 1 | 2 | 3 |\n");
  EXPECT_EQ(layout("table-not-rendered", "|| a | b |\n|-|-|-|\n| x | 1 | 2 |\n"), LayoutPlaces{});
  EXPECT_EQ(layout("table-not-rendered", "| a \\| b | c |\n|-|-|\n"), LayoutPlaces{});
  EXPECT_EQ(layout("table-not-rendered", "    | a | b |\n    |-|\n\ntext | x\n---\n"),
            LayoutPlaces{});
}

TEST(Tables, LoseCellsBeyondTheHead) {
  EXPECT_EQ(layout("ragged-row", "| a | b |\n|-|-|\n| 1 | 2 | 3 |\n| 1 | 2 | 3 | 4 |\n"),
            LayoutPlaces{"3:3"});
  EXPECT_EQ(
      layout("ragged-row",
             "| a | b |\n|-|-|\n| 1 | 2 | |\n| 1 \\| 2 | 3 |\n| 1 | 2 | # note | x |\n| 1 |\n"),
      LayoutPlaces{});
}

TEST(Fences, AreClosed) {
  EXPECT_EQ(layout("unclosed-fence", "```sh\na\n```\n\n~~~~\n```\n~~~~\n"), LayoutPlaces{});
  EXPECT_EQ(layout("unclosed-fence", "```sh\na\n\n## B"), LayoutPlaces{"1:```sh\na\n\n## B"});
  EXPECT_EQ(layout("unclosed-fence", "- x\n  ```sh\n  a\n\ntext\n"), LayoutPlaces{"2:```sh"});
}

TEST(Placeholders, AreToldWhereTheyAreAllThatIsSaid) {
  EXPECT_EQ(layout("placeholder-left",
                   "| Model | Top-1 |\n|-|-|\n| My awesome model | TBD |\n\nTODO: write this\n\n"
                   "[weights](LINK)\n"),
            (LayoutPlaces{"3:My awesome model", "3:TBD", "5:TODO", "7:LINK"}));
  EXPECT_EQ(
      layout("placeholder-left",
             "## TODO\n\nThe TODO list is long. <!-- TODO: x --> `TODO`\n\n```\n# TODO: y\n```\n"),
      LayoutPlaces{});
  EXPECT_EQ(layout("placeholder-left", "TODO: x\n", "templates/README.md"), LayoutPlaces{});
}

}  // namespace
}  // namespace recipe::check
