#include "code/settings/settings.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "code/remembered.h"
#include "fakes/memory_tree.h"

namespace recipe::code {
namespace {

/// "key=text@line" of each
std::string shown(const Settings& read) {
  std::string all;
  for (const Setting& each : read.settings) {
    all += each.key + "=" + each.text + "@" + std::to_string(each.place.line) + " ";
  }
  return all + (read.understood ? "" : "!" + read.why_not);
}

TEST(Yaml, IsFlattenedWithLines) {
  const Settings read = parse_yaml("c.yaml",
                                   "# c\nlr: 1e-4\nmodel:\n  layers:\n    - width: 3\n    - 4\n"
                                   "  name: \"a b\"\nsteps: [30, 60]\nempty:\n");
  EXPECT_EQ(shown(read),
            "lr=1e-4@2 model.layers[0].width=3@5 model.layers[1]=4@6 model.name=a b@7 "
            "steps[0]=30@8 steps[1]=60@8 steps=[30, 60]@8 empty=@9 ");
  EXPECT_EQ(read.top_level, (std::vector<std::string>{"lr", "model", "steps", "empty"}));
  EXPECT_EQ(read.find("lr")->value.number()->value, 1e-4);
  EXPECT_EQ(read.find("steps")->value.list()->size(), 2U);
  EXPECT_EQ(read.find("none"), nullptr);
}

TEST(Yaml, HyperPyYamlIsRead) {
  const Settings read = parse_yaml(
      "h.yaml",
      "seed: 8886\n__set_seed: !apply:torch.manual_seed [!ref <seed>]\nout: !ref results/<seed>\n"
      "topk: !ref <seed>\nlin: !new:torch.nn.Linear\n  n: 10\ntest_search: !name:x.y\n");
  EXPECT_EQ(shown(read),
            "seed=8886@1 __set_seed=!apply:torch.manual_seed@2 __set_seed[0]=!ref <seed>@2 "
            "__set_seed=[!ref <seed>]@2 out=!ref results/<seed>@3 topk=!ref <seed>@4 "
            "lin=!new:torch.nn.Linear@5 lin.n=10@6 test_search=!name:x.y@7 ");
  EXPECT_EQ(read.find("topk")->value.number()->value, 8886);
  EXPECT_EQ(read.top_level.size(), 6U);
}

TEST(Yaml, AnchorsAreFilledIn) {
  EXPECT_EQ(shown(parse_yaml("a",
                             "base: &b\n  lr: 1\n  n: 2\nrun:\n  n: 3\n  <<: *b\nx: *b\n"
                             "<<: *b\n")),
            "base.lr=1@2 base.n=2@3 run.n=3@5 run.lr=1@2 x.lr=1@2 x.n=2@3 lr=1@2 n=2@3 ");
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 8; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  const Settings read = parse_yaml("bomb", bomb);
  EXPECT_EQ(read.settings.size(), most_settings);
  EXPECT_FALSE(read.understood);
}

TEST(Yaml, WhatStandsBeforeAnErrorIsKept) {
  const Settings read = parse_yaml("a", "a: 1\nb: [2\nc: }\n");
  EXPECT_EQ(read.find("a")->text, "1");
  EXPECT_FALSE(read.understood);
  EXPECT_NE(read.why_not.find("line "), std::string::npos);
  EXPECT_FALSE(parse_yaml("deep", std::string(100000, '[')).understood);
  EXPECT_EQ(shown(parse_yaml("keys", "? [1, {a: 2}]\n: 3\n? {b: 1}\n: c: 4\n")), "?=3@2 ?.c=4@4 ");
}

TEST(Json, IsReadWithLines) {
  const Settings read = parse_yaml(
      "c.json",
      "{\n\t\"lr\": 0.1,\n\t\"opt\":{\"name\":\"adam\",\"b\":[0.9,0.98]},\n\t\"amp\": true\n}");
  EXPECT_EQ(
      shown(read),
      "lr=0.1@2 opt.name=adam@3 opt.b[0]=0.9@3 opt.b[1]=0.98@3 opt.b=[0.9, 0.98]@3 amp=true@4 ");
}

TEST(Toml, IsReadWithLines) {
  const Settings read =
      parse_toml("c.toml", "b = 1e-3\na = \"x\"\n[opt]\nlr = 0.1\nsteps = [1, 2]\n[[t]]\nn = 1\n");
  EXPECT_EQ(shown(read),
            "b=0.001@1 a=x@2 opt.lr=0.1@4 opt.steps[0]=1@5 opt.steps[1]=2@5 opt.steps=[1, 2]@5 "
            "t[0].n=1@7 ");
  EXPECT_EQ(read.top_level, (std::vector<std::string>{"b", "a", "opt", "t"}));
  EXPECT_FALSE(parse_toml("bad", "a = = 1").understood);
}

TEST(Gin, IsRead) {
  const Settings read =
      parse_gin("a.gin",
                "import x\n# c = 1\nLR = 0.1  # rate\ntrain/Adam.lr = %LR\nf.list = [1,\n  2]\n"
                "g.name = 'a b'\nh.x = \\\n  @f()\n");
  EXPECT_EQ(shown(read), "LR=0.1@3 train/Adam.lr=%LR@4 f.list=[1, 2]@5 g.name=a b@7 h.x=@f()@8 ");
}

TEST(Ini, IsRead) {
  const Settings read = parse_ini(
      "a.cfg",
      "x = 1\n; c\n[train]\nlr=0.1 # rate\nepochs: 90\nlist =\n  a\n  b\nexport Y=\"2\"\n");
  EXPECT_EQ(shown(read), "x=1@1 train.lr=0.1@4 train.epochs=90@5 train.list=a b@6 train.Y=2@9 ");
  EXPECT_EQ(read.top_level, (std::vector<std::string>{"x", "train"}));
}

TEST(SettingsFiles, AreReadByTheirEnding) {
  MemoryTree tree;
  tree.files["a.yml"] = "x: 1";
  tree.files["a.conf"] = "{\"y\": 2}";
  tree.files["a.py"] = "z = 3";
  EXPECT_EQ(read_settings(tree, "a.yml").find("x")->text, "1");
  EXPECT_EQ(read_settings(tree, "a.conf").find("y")->text, "2");
  EXPECT_EQ(read_settings(tree, "a.py").find("z")->text, "3");
  EXPECT_FALSE(read_settings(tree, "none.yml").understood);
}

TEST(Remembered, IsWhatWasRead) {
  MemoryTree tree;
  tree.files["a.sh"] =
      ": ${LR:=0.1}\nwhile getopts b:v o; do case $o in b) B=$OPTARG;; esac; done\n"
      "python t.py --lr $LR --x $Y \"$@\"\nS=(1 2)\nT=true\n";
  const Script script = read_script(tree, "a.sh");
  const auto back = script_of_row(row_of(script));
  ASSERT_TRUE(back);
  EXPECT_EQ(row_of(*back), row_of(script));
  EXPECT_EQ(back->runs.at(0).arguments.at(0).origin, script.runs.at(0).arguments.at(0).origin);
  EXPECT_TRUE(back->constants.at(0).value.same_as(script.constants.at(0).value));
  tree.files["t.py"] =
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--n', type=int)\n"
      "a = p.parse_args()\na.n = a.n or 7\n";
  const auto python = script_of_row(row_of(read_script(tree, "t.py")));
  ASSERT_TRUE(python);
  EXPECT_EQ(python->interface.find("--n")->fallback.value().text, "7");
  const Settings kept = parse_yaml("c", "a: 1 epochs\nb: [1, 2]\nc: true\nd: x\n");
  const auto again = settings_of_row(row_of(kept));
  ASSERT_TRUE(again);
  EXPECT_EQ(row_of(*again), row_of(kept));
  EXPECT_TRUE(again->find("b")->value.same_as(kept.find("b")->value));
}

TEST(Remembered, DamagedRowsAreNone) {
  const std::string row = row_of(parse_yaml("c", "a: 1\nb: [1, 2]\n"));
  EXPECT_FALSE(script_of_row(row));
  EXPECT_FALSE(settings_of_row("[9" + row.substr(2)));
  EXPECT_FALSE(settings_of_row("null"));
  for (std::size_t size = 0; size < row.size(); ++size) {
    EXPECT_FALSE(settings_of_row(row.substr(0, size)));
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::string other = row;
    other[i] = other[i] == '0' ? '9' : '0';
    if (const auto read = settings_of_row(other)) {
      EXPECT_EQ(row_of(*read).empty(), false);
    }
  }
}

}  // namespace
}  // namespace recipe::code
