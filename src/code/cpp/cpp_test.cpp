#include "code/cpp/cpp.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "code/cpp/tokens.h"
#include "fakes/memory_tree.h"

namespace recipe::code {
namespace {

std::string listed(const std::vector<Flag>& flags) {
  std::string all;
  for (const Flag& flag : flags) {
    all += join(flag.names, "|");
    if (flag.takes == Takes::nothing) all += "()";
    if (flag.defaults.kind == DefaultKind::known) all += "=" + flag.defaults.text;
    if (flag.defaults.kind == DefaultKind::required) all += "!";
    if (flag.defaults.kind == DefaultKind::computed) all += "?";
    all += "@" + std::to_string(flag.defaults.place.line) + " ";
  }
  return all;
}

Script read(const std::string& text) {
  MemoryTree tree;
  tree.files["src/a.cpp"] = text;
  tree.files["src/b.h"] = "#pragma once\nstruct Options { double lr = 0.05; };\n";
  tree.files["src/b.cpp"] = "DEFINE_int32(other, 3, \"\");\n";
  return read_script(tree, "src/a.cpp");
}

TEST(Cpp, TokensHaveLines) {
  const auto tokens =
      cpp_tokens("/* a\n */ x::y(1'000.f, \"a\\\"\" \"b\", R\"(c\nd)\", 1e-4) // z\n#if 1");
  std::string all;
  for (const CppToken& token : tokens) all += token.text + "@" + std::to_string(token.line) + " ";
  EXPECT_EQ(all, "x::y@2 (@2 1000.0@2 ,@2 a\"b@2 ,@2 c\nd@2 ,@3 1e-4@3 )@3 #if 1@4 ");
}

TEST(Cpp, GoogleFlags) {
  const Script script = read(
      "// DEFINE_int32(no, 1, \"\");\nDEFINE_double(lr, -0.1, \"rate\");\nDEFINE_bool(amp, true, "
      "\"\");\n"
      "DEFINE_string(dir, \"/tmp\", \"where\");\nABSL_FLAG(int, steps, 10 * 2, \"n\");\n");
  EXPECT_EQ(listed(script.interface.flags), "--lr=-0.1@2 --amp=true@3 --dir=/tmp@4 --steps?@5 ");
  EXPECT_NE(script.interface.find("--noamp"), nullptr);
  EXPECT_NE(script.interface.find("-lr"), nullptr);
  EXPECT_TRUE(script.interface.closed());
}

TEST(Cpp, Cli11) {
  const Script script = read(
      "#include \"b.h\"\nint main(int argc, char** argv) {\n  Options options; int epochs{90}; "
      "bool v;\n"
      "  app.add_option(\"-l,--lr\", options.lr, \"rate\");\n"
      "  app.add_option(\"--epochs\", epochs)->check(CLI::IsMember({\"1\", \"90\"}));\n"
      "  app.add_option(\"data\", data)->required();\n  app.add_flag(\"-v{true}\", v, \"say\");\n"
      "  app.add_option(\"--seed\", seed)->default_val(7);\n}\n");
  EXPECT_EQ(listed(script.interface.flags),
            "-l|--lr=0.05@2 --epochs=90@3 data!@6 -v()?@7 --seed=7@8 --other=3@1 ");
  EXPECT_EQ(script.interface.flags[1].choices, (std::vector<std::string>{"1", "90"}));
  EXPECT_EQ(script.sources, (std::vector<std::string>{"src/a.cpp", "src/b.h", "src/b.cpp"}));
}

TEST(Cpp, ChainedOptions) {
  EXPECT_EQ(listed(read("options.add_options()(\"l,lr\", \"r\", "
                        "cxxopts::value<double>()->default_value(\"0.1\"))\n(\"v,verbose\", \"\")\n"
                        "(\"n\", \"\", cxxopts::value<int>());")
                       .interface.flags),
            "-l|--lr=0.1@1 -v|--verbose()@2 -n@3 ");
  const Script boost = read(
      "desc.add_options()\n(\"lr,l\", po::value<double>(&lr)->default_value(0.1), \"rate\")\n"
      "(\"data\", po::value<std::string>()->required(), \"\")(\"on\", po::bool_switch(), \"\");\n"
      "po::command_line_parser(a, b).options(desc).allow_unregistered().run();");
  EXPECT_EQ(listed(boost.interface.flags), "--lr|-l=0.1@2 --data!@3 --on()=false@3 ");
  EXPECT_NE(boost.interface.find("--dat"), nullptr);
  EXPECT_FALSE(boost.interface.closed());
}

TEST(Cpp, TablesAndArguments) {
  EXPECT_EQ(listed(read("static struct option o[] = {{\"lr\", required_argument, 0, 'l'},\n"
                        "{\"help\", no_argument, NULL, 0}, {0, 0, 0, 0}};")
                       .interface.flags),
            "--lr|-l?@1 --help()?@2 ");
  EXPECT_EQ(listed(read("p.add_argument(\"-b\", \"--batch\").default_value(32).scan<'i', int>();\n"
                        "p.add_argument(\"data\");")
                       .interface.flags),
            "-b|--batch=32@1 data!@2 ");
  const Script hand = read("int main(int c, char** v) { if (!strcmp(v[1], \"-size\")) s = 3; }");
  EXPECT_NE(hand.interface.find("-size"), nullptr);
  EXPECT_FALSE(hand.interface.closed());
}

TEST(Cpp, ConstantsAreNamed) {
  const Script script = read(
      "#define STEPS 2000\nconst float momentum = 0.9f;\nint sizes[] = {1, 2};\n"
      "auto o = torch::optim::SGDOptions(0.1).momentum(0.8).nesterov(true);\nx = y;\n");
  std::string all;
  for (const Constant& each : script.constants) {
    all +=
        each.name + (each.context.empty() ? "" : "(" + each.context + ")") + "=" + each.text + " ";
  }
  EXPECT_EQ(all,
            "STEPS=2000 momentum=0.9 momentum(torch::optim::SGDOptions)=0.8 "
            "nesterov(torch::optim::SGDOptions)=true ");
}

TEST(Cpp, HostileFilesAreReadInBoundedTime) {
  for (const char* part : {"DEFINE_int32(", "add_options()(", "\"", "R\"(", "/*", "#define x \\\n",
                           "struct option o[] = {", "'", "x = {", "a->b(", "(", "::"}) {
    std::string text;
    while (text.size() < 300000) text += part;
    EXPECT_TRUE(read(text).understood) << part;
  }
}

}  // namespace
}  // namespace recipe::code
