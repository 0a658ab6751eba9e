#include "code/shell/shell.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "fakes/memory_tree.h"

namespace recipe::code {
namespace {

std::string shown(const Default& each) {
  switch (each.kind) {
    case DefaultKind::known:
      return "=" + each.text + "@" + std::to_string(each.place.line);
    case DefaultKind::none:
      return "";
    case DefaultKind::required:
      return "!";
    case DefaultKind::computed:
      return "?";
  }
  return "";
}

std::string shown(const std::vector<Flag>& flags) {
  std::string all;
  for (const Flag& flag : flags) {
    all += join(flag.names, "|");
    if (flag.takes == Takes::nothing) all += "()";
    all += (flag.key == flag.names.front() ? "" : ":" + flag.key) + shown(flag.defaults) + " ";
  }
  return all;
}

std::string shown(const std::vector<Run>& runs) {
  std::string all;
  for (const Run& run : runs) {
    all += run.program + (run.path.empty() ? "" : "[" + run.path + "]");
    for (const Argument& each : run.arguments) {
      all += " " + each.flag + (each.text.empty() ? "" : "=" + each.text) +
             (each.known ? "" : "?") + (each.certain ? "" : "*") + "@" +
             std::to_string(each.origin.line);
    }
    all += run.passes_on ? " ...;" : ";";
  }
  return all;
}

class ShellScripts : public testing::Test {
 protected:
  MemoryTree tree;
  Script read(const std::string& text) {
    tree.files["run/a.sh"] = text;
    return read_script(tree, "run/a.sh");
  }
};

TEST_F(ShellScripts, VariablesHaveDefaults) {
  const Script script = read(
      "#!/bin/bash\n: ${EPOCHS:=6500}\nLR=${LR:-0.0003}\n: ${OUT:=\"results/$LR\"}\n"
      "GBS=$(($EPOCHS * 2))\n: ${DATA:?}\nname=x\n: ${LOG:=$OUT/log.json} ${E:=}\n");
  EXPECT_EQ(
      shown(script.interface.variables),
      "DATA! E EPOCHS=6500@2 LOG=results/0.0003/log.json@8 LR=0.0003@3 OUT=results/0.0003@4 ");
  std::string constants;
  for (const Constant& each : script.constants) constants += each.name + "=" + each.text + " ";
  EXPECT_EQ(constants, "EPOCHS=6500 LR=0.0003 name=x ");
  EXPECT_TRUE(script.understood && script.interface.closed());
}

TEST_F(ShellScripts, PositionalsAreNumbered) {
  const Script script = read(
      "data=${1:-/data}\nbatch=$2\nshift 2\nlr=${1-0.1}\necho ${4:?no}\n"
      "f() { x=$9; }\n");
  EXPECT_EQ(shown(script.interface.flags), "data=/data@1 batch lr=0.1@4 4 5 6! ");
}

TEST_F(ShellScripts, OptionsOfCases) {
  const Script script = read(
      "LR=0.1\nFP16=0\nwhile [ $# -gt 0 ]; do\n  key=\"$1\"\n  case $key in\n"
      "    -l|--lr) LR=\"$2\"; shift; shift;;\n    --epochs=*) EPOCHS=\"${key#*=}\"; shift;;\n"
      "    --fp16) FP16=1; shift;;\n    *) echo bad; exit 1;;\n  esac\ndone\n");
  EXPECT_EQ(shown(script.interface.flags), "-l|--lr:LR=0.1@1 --epochs:EPOCHS --fp16():FP16=0@2 ");
  EXPECT_TRUE(script.interface.closed());
  EXPECT_FALSE(read("for i in \"$@\"; do case $i in --x) X=1;; esac; done").interface.closed());
}

TEST_F(ShellScripts, OptionsOfGetopts) {
  const Script script = read(
      "batch=32\nwhile getopts \"b:vh\" opt; do\n case $opt in\n b) batch=$OPTARG;;\n v) "
      "verbose=1;;\n"
      " esac\ndone\n");
  EXPECT_EQ(shown(script.interface.flags), "-b:batch=32@1 -v():verbose -h(): ");
  const Script longs = read("x=$(getopt -o ab: --long alpha,beta: -- \"$@\")\n");
  EXPECT_EQ(shown(longs.interface.flags), "-a(): -b: --alpha(): --beta: ");
  EXPECT_TRUE(longs.interface.closed());
}

TEST_F(ShellScripts, KaldiOptionsAreTheVariablesSoFar) {
  tree.files["shared/parse_options.sh"] = "case \"$1\" in --*) eval $name=\"$2\";; esac\n";
  const Script script = read("nj=15\nstop_stage=5\n. shared/parse_options.sh || exit 1\nlater=1\n");
  EXPECT_EQ(shown(script.interface.flags),
            "--nj:nj=15@1 --stop-stage:stop_stage=5@2 --help|-h():help ");
  EXPECT_NE(script.interface.find("--stop_stage"), nullptr);
  EXPECT_EQ(script.interface.find("--later"), nullptr);
}

TEST_F(ShellScripts, RunsAreSeenThroughVariables) {
  tree.files["train.py"] = "";
  const Script script = read(
      ": ${LR:=0.1}\n: ${GPUS:=8}\nARGS=\" --lr $LR\"\nARGS+=\" --amp\"\n"
      "[ -n \"$SEED\" ] && ARGS+=\" --seed $SEED\"\n"
      ": ${DIST:=\"-m torch.distributed.launch --nproc_per_node $GPUS\"}\n"
      "python $DIST train.py $ARGS --out=${OUT} \"$@\"\n");
  EXPECT_EQ(shown(script.runs),
            "train.py[train.py] --lr=0.1@1 --amp@4 --seed=$SEED?*@5 --out=${OUT}?@7 ...;");
  ASSERT_EQ(script.interface.open.size(), 1U);
  EXPECT_EQ(script.interface.open[0].first, "it passes on what it is given to train.py");
  EXPECT_EQ(script.interface.open[0].second, (Place{"run/a.sh", 7}));
}

TEST_F(ShellScripts, CommandsInStringsAndArrays) {
  tree.files["run/main.py"] = "";
  tree.files["pkg/go.py"] = "";
  const Script script = read(
      "CMD=\"python3 $(dirname $0)/main.py\"\nCMD=\"$CMD --a 1 \\\n  --b=2\"\n$CMD | tee log\n"
      "A=(--c 3)\nif x; then A+=(--d); fi\npython -m pkg.go \"${A[@]}\"\n"
      "bash -c \"$CMD\"\neval $CMD\n");
  EXPECT_EQ(shown(script.runs),
            "$(dirname $0)/main.py[run/main.py] --a=1@2 --b=2@3;"
            "pkg.go[pkg/go.py] --c=3@5 --d*@6;"
            "$(dirname $0)/main.py[run/main.py] --a=1@2 --b=2@3;");
}

TEST_F(ShellScripts, PathsOfContainersAreThoseOfTheFolder) {
  tree.files["run.py"] = tree.files["run/data/go.py"] = "";
  EXPECT_EQ(shown(read("python /workspace/bert/run.py\npython /workspace/data/go.py\n"
                       "python /opt/run.py\n")
                      .runs),
            "/workspace/bert/run.py[run.py];/workspace/data/go.py[run/data/go.py];/opt/run.py;");
}

TEST_F(ShellScripts, SourcedFilesAreRead) {
  tree.files["run/config.sh"] = "export BATCH=64\n: ${X:=1}\n";
  const Script script =
      read("source $(dirname $0)/config.sh\n. ./none.sh\npython t.py -b $BATCH\n");
  EXPECT_EQ(shown(script.runs), "t.py -b=64@1;");
  EXPECT_EQ(script.sources, (std::vector<std::string>{"run/a.sh", "run/config.sh"}));
  EXPECT_EQ(script.interface.open.at(0).first, "it reads ./none.sh, which is not here");
  EXPECT_EQ(script.runs[0].arguments[0].origin, (Place{"run/config.sh", 1}));
}

TEST_F(ShellScripts, FunctionsSeeArgumentsThatTheyAreHanded) {
  EXPECT_TRUE(read("f() { python a.py \"$@\"; }\nf 1\n").interface.closed());
  EXPECT_FALSE(read("f() { python a.py \"$@\"; }\nf \"$@\"\n").interface.closed());
  EXPECT_FALSE(read("EXTRA=\"$@\"\npython a.py $EXTRA\n").interface.closed());
  EXPECT_TRUE(read("echo \"$@\"\nset -x\n").interface.closed());
}

TEST_F(ShellScripts, HostileScriptsAreReadInBoundedTime) {
  std::string text = "A=\" \"\n";
  for (int i = 0; i < 60; ++i) text += "A=\"$A $A x\"\n";
  for (char c = 'B'; c < 'P'; ++c) {
    text += std::string(1, c) + "='";
    for (int i = 0; i < 1000; ++i) text += std::string("$") + static_cast<char>(c + 1) + " ";
    text += "'\n";
  }
  text += "python x.py $A $B ${C} --x=$B\n";
  EXPECT_EQ(read(text).runs.size(), 1U);
  tree.files["run/b.sh"] = "source a.sh\n";
  EXPECT_TRUE(read("source b.sh\nsource a.sh\n").understood);
}

TEST(Dispatch, IsByEndingOrFirstLine) {
  MemoryTree tree;
  tree.files["go"] = "#!/usr/bin/env bash\nX=1\n";
  tree.files["x"] = "?";
  EXPECT_TRUE(read_script(tree, "go").understood);
  EXPECT_FALSE(read_script(tree, "x").understood);
  EXPECT_FALSE(read_script(tree, "none").interface.closed());
}

TEST(InterfaceOf, FindsFlagsAsTheyAreSpelt) {
  Interface interface;
  const auto add = [&](std::vector<std::string> names, Takes takes) {
    Flag flag;
    flag.names = std::move(names);
    flag.takes = takes;
    interface.flags.push_back(flag);
  };
  add({"--max_steps"}, Takes::one);
  add({"--lr"}, Takes::one);
  add({"--lr-decay"}, Takes::one);
  add({"--amp"}, Takes::maybe);
  EXPECT_EQ(interface.find("--max"), nullptr);
  EXPECT_EQ(interface.find("-lr"), nullptr);
  interface.spelling.prefixes = true;
  EXPECT_NE(interface.find("--max"), nullptr);
  EXPECT_EQ(interface.find("--l"), nullptr);
  EXPECT_EQ(interface.find("--lr")->names[0], "--lr");
  interface.spelling = {};
  interface.spelling.one_dash = interface.spelling.negation = interface.spelling.either_dash = true;
  EXPECT_NE(interface.find("-lr"), nullptr);
  EXPECT_NE(interface.find("--noamp"), nullptr);
  EXPECT_EQ(interface.find("--nolr"), nullptr);
  EXPECT_NE(interface.find("--max-steps"), nullptr);
  EXPECT_NE(interface.find("--lr_decay"), nullptr);
  interface.spelling.dotted = true;
  EXPECT_NE(interface.find("--lr.x"), nullptr);
}

TEST(ShellScripts, ThatKeepTheirArgumentsMayPassThemOn) {
  MemoryTree tree;
  tree.files["train.sh"] =
      "gpus=${1:-1}\nflags=\"${@:3}\"\ncmd=\"python train.py ${flags}\"\nbash -c \"${cmd}\"\n";
  const Script script = read_script(tree, "train.sh");
  ASSERT_FALSE(script.interface.closed());
  EXPECT_EQ(script.interface.open[0].first, "it keeps what it is given in flags");
}

}  // namespace
}  // namespace recipe::code
