#include "facts/word_index.h"

#include <gtest/gtest.h>

#include "fakes/memory_tree.h"

namespace recipe::facts {
namespace {

TEST(WordIndex, KnowsTheWordsOfCodeWhateverTheirDashes) {
  MemoryTree tree;
  tree.files["a/train.py"] = "parser.add_argument('--max-update', type=int)\nlearning_rate = 1\n";
  tree.files["README.md"] = "`--only-here`";
  const WordIndex index(tree);
  EXPECT_EQ(index.mentions("--max-update"), check::Presence::present);
  EXPECT_EQ(index.mentions("max_update"), check::Presence::present);
  EXPECT_EQ(index.mentions("--learning-rate"), check::Presence::present);
  EXPECT_EQ(index.mentions("--only-here"), check::Presence::absent);
  EXPECT_EQ(index.mentions("--max"), check::Presence::absent);
  EXPECT_EQ(index.mentions("a b"), check::Presence::unknown);
}

}  // namespace
}  // namespace recipe::facts
