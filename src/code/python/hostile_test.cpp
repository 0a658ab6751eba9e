#include "code/python/read_test.h"

namespace recipe::code::python {
namespace {

struct Hostile : ReadTest {};

std::string times(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t at = 0; at < count; ++at) all += text;
  return all;
}

TEST_F(Hostile, DeepNestingEnds) {
  for (const char* open : {"(", "[", "{", "f(", "not ", "-", "a.", "a[", "lambda: ", "x = "}) {
    read("import argparse\n" + times(open, 20000));
    EXPECT_EQ(script.path, "train.py") << open;
  }
  std::string blocks;
  for (std::size_t depth = 0; depth < 300; ++depth) blocks += std::string(depth, ' ') + "if x:\n";
  read(blocks + std::string(300, ' ') + "parser.add_argument('--deep')\n");
  EXPECT_NE(flag("--deep"), nullptr);
}

TEST_F(Hostile, ValuesThatGrowAreBounded) {
  std::string text = "import argparse\na0 = 'xxxxxxxx'\nb0 = [1, 2]\n";
  for (int at = 1; at < 60; ++at) {
    const std::string now = std::to_string(at);
    const std::string before = std::to_string(at - 1);
    text += "a" + now + " = a" + before + " + a" + before + "\nb" + now + " = [*b" + before +
            ", *b" + before + "]\n";
  }
  text += "c = [0] * 10**9\nd = 10 ** 10 ** 10\n";
  text +=
      "p = argparse.ArgumentParser()\np.add_argument('--a', default=a59)\np.add_argument('--b', "
      "default=b59)\n"
      "p.add_argument('--c', default=c)\np.add_argument('--d', default=d)\np.parse_args()\n";
  read(text);
  for (const char* name : {"--a", "--b", "--c", "--d"})
    EXPECT_EQ(default_of(name), "computed") << name;
}

TEST_F(Hostile, ManyCallersOfAWrapperAreBounded) {
  std::string text =
      "import argparse\np = argparse.ArgumentParser()\n"
      "def add(name):\n    p.add_argument('--' + name)\n";
  for (int at = 0; at < 3000; ++at) text += "add('flag" + std::to_string(at) + "')\n";
  text +=
      "for a in range(9):\n  for b in [1]*2000:\n    for c in [1]*2000:\n      "
      "p.add_argument('--%s' % a)\n";
  read(text + "p.parse_args()\n");
  EXPECT_NE(flag("--flag0"), nullptr);
  EXPECT_TRUE(is_open());
}

TEST_F(Hostile, BytesThatAreNoText) {
  read(std::string("import argparse\0\0\xff\xfe\np = 1\n", 25) + times("\x80\xff\0", 200));
  EXPECT_EQ(script.path, "train.py");
  read(std::string("\xef\xbb\xbf") + "import argparse\nlr = 0.1\n");
  EXPECT_EQ(constant("lr"), "0.1");
}

TEST_F(Hostile, ThousandsOfFilesAreNotAllFollowed) {
  std::string text = "import argparse\n";
  for (int at = 0; at < 600; ++at) {
    const std::string name = "m" + std::to_string(at);
    tree.files[name + ".py"] = "parser = " + std::to_string(at) + "\n";
    text += "import " + name + "\n";
  }
  read(text + "p = argparse.ArgumentParser()\np.parse_args()\n");
  EXPECT_LE(script.sources.size(), 401U);
  EXPECT_EQ(why_open(), "it imports more files than are followed");
}

TEST_F(Hostile, AStatementBeyondTheParserIsPassedOver) {
  read("x = [" + times("1, ", 300000) + "]\nlr = 0.1\n" + times("f(a=1)\n", 50000) +
       "y = " + times("[", 100000) + "\n");
  EXPECT_FALSE(script.understood);
  EXPECT_EQ(constant("lr"), "0.1");
  for (const char* text : {"x = 'a", "x = f'{", "x = f\"\"\"{'", "x = r'\\' (", "'''x''' (\n"}) {
    read("lr = 0.1\n" + std::string(text) + times("([{", 40000));
    EXPECT_FALSE(script.understood) << text;
  }
}

TEST_F(Hostile, CommentsWithoutEnd) {
  read("lr = (\n" + times("# no\n", 100000) + "0.1)\n" + times("# no\n", 100000) +
       "momentum = 0.9  # '\n");
  EXPECT_TRUE(script.understood);
  EXPECT_EQ(constant("momentum"), "0.9");
}

TEST_F(Hostile, LargeFilesAreReadInPieces) {
  std::string text = "import argparse\nparser = argparse.ArgumentParser()\n";
  for (int at = 0; at < 4000; ++at) {
    const std::string number = std::to_string(at);
    text += "if x:\n    parser.add_argument('--a" + number + "', default=" + number +
            ")\nelse:\n    pass\n";
  }
  read(text + "parser.parse_args()\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--a3999"), "3999");
  EXPECT_EQ(flag("--a3999")->place.line, 16000U);
}

}  // namespace
}  // namespace recipe::code::python
