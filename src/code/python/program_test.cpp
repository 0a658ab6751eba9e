#include "code/python/read_test.h"

namespace recipe::code::python {
namespace {

struct Imports : ReadTest {};

const char* const entry_of_options =
    "import argparse\nfrom lib.options import add_options\np = argparse.ArgumentParser()\n"
    "add_options(p)\np.parse_args()\n";

TEST_F(Imports, FollowsFunctionsOfPackages) {
  tree.files["lib/__init__.py"] = "";
  tree.files["lib/options.py"] =
      "from .more import more\ndef add_options(parser):\n"
      "    parser.add_argument('--lr', default=0.5)\n    more(parser)\n";
  tree.files["lib/more.py"] = "def more(parser):\n    parser.add_argument('--wd', default=1)\n";
  read(entry_of_options);
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--lr"), "0.5");
  EXPECT_EQ(default_of("--wd"), "1");
  EXPECT_EQ(script.sources.front(), "train.py");
  EXPECT_EQ(script.sources.size(), 4U);
}

TEST_F(Imports, FollowsWhatPackagesPassOn) {
  tree.files["lib/__init__.py"] = "from .inner import *\n";
  tree.files["lib/inner/__init__.py"] = "from .deep import make as make_parser\n";
  tree.files["lib/inner/deep.py"] =
      "import argparse\ndef make():\n    p = argparse.ArgumentParser()\n    "
      "p.add_argument('--x')\n    return p\n";
  read("import lib\nargs = lib.make_parser().parse_args()\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_NE(flag("--x"), nullptr);
}

TEST_F(Imports, LooksBesideTheScriptAboveItAndInSrc) {
  tree.files["src/pack/__init__.py"] = "WIDTH = 7\n";
  tree.files["jobs/helper.py"] = "def add(p):\n    p.add_argument('--near')\n";
  tree.files["jobs/run.py"] =
      "import argparse\nfrom pack import WIDTH\nimport helper\n"
      "p = argparse.ArgumentParser()\np.add_argument('--width', default=WIDTH)\n"
      "helper.add(p)\np.parse_args()\n";
  script = read_python(tree, "jobs/run.py");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--width"), "7");
  EXPECT_NE(flag("--near"), nullptr);
}

TEST_F(Imports, WhatDoesNotRunIsOnlyPerhapsAccepted) {
  tree.files["other.py"] =
      "import argparse\ndef get_parser():\n    p = argparse.ArgumentParser()\n"
      "    p.add_argument('--lang')\n    return p\ndef build(): pass\n"
      "if __name__ == '__main__':\n    get_parser().parse_known_args()\n";
  read(
      "import argparse\nfrom other import build, get_parser\np = argparse.ArgumentParser()\n"
      "p.add_argument('--lr')\np.parse_args()\nbuild()\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(flag("--lang"), nullptr);
  EXPECT_NE(perhaps("--lang"), nullptr);
}

TEST_F(Imports, MethodsRunWhereTheirClassAndNameAreMentioned) {
  tree.files["net.py"] =
      "import argparse\nclass Base:\n    def parser(self):\n"
      "        p = argparse.ArgumentParser()\n        p.add_argument('--stem')\n        return p\n"
      "class Net(Base):\n    def unused(self, p):\n        p.add_argument('--never')\n";
  read(
      "import argparse\nimport net\np = argparse.ArgumentParser()\np.add_argument('--arch')\n"
      "args, rest = p.parse_known_args()\nkinds = {'net': net.Net}\n"
      "more, rest = kinds[args.arch]().parser().parse_known_args(rest)\nassert not rest\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_NE(flag("--stem"), nullptr);
  EXPECT_EQ(flag("--never"), nullptr);
}

TEST_F(Imports, CirclesEnd) {
  tree.files["a.py"] = "from b import *\nfrom train import *\nX = Y\n";
  tree.files["b.py"] = "from a import *\nY = X\nclass C(D): pass\nclass D(C): pass\n";
  read(
      "import argparse\nfrom a import *\nfrom b import C\np = argparse.ArgumentParser()\n"
      "p.add_argument('--x', default=X)\np.add_argument('--z', default=Z)\nZ = "
      "Z\nC.go(p)\np.parse_args()\n");
  EXPECT_EQ(default_of("--x"), "computed");
  EXPECT_EQ(default_of("--z"), "computed");
}

TEST_F(Imports, ConstantsOfTheScriptAndItsImports) {
  tree.files["conf.py"] = "MILESTONES = [60, 120]\n";
  read(R"(
import conf
import torch.optim as optim
lr_boundaries = [500000, 1000000]
lr_values = [0.01, 1e-3, 1e-4]
tokens = 64 * 1024
params = {'momentum': 0.9}
params.nesterov = True
def main():
    opt = optim.SGD(net.parameters(), lr=0.1, weight_decay=5e-4)
    sched = MultiStepLR(opt, milestones=conf.MILESTONES)
)");
  EXPECT_EQ(constant("lr_boundaries"), "[500000, 1000000]");
  EXPECT_EQ(constant("tokens"), "65536");
  EXPECT_EQ(constant("momentum"), "0.9");
  EXPECT_EQ(constant("nesterov"), "True");
  EXPECT_EQ(constant("milestones"), "[60, 120]");
  EXPECT_EQ(constant("MILESTONES"), "[60, 120]");
  for (const Constant& one : script.constants) {
    if (one.name == "weight_decay") {
      EXPECT_EQ(one.context, "torch.optim.SGD");
    }
    if (one.name == "lr_values") {
      EXPECT_EQ(one.place, (Place{"train.py", 5}));
    }
  }
}

TEST_F(Imports, NamesThatChangeHaveNoValue) {
  read(
      "import argparse\nN = 1\nN = 2\nM = 3\nM += 1\np = argparse.ArgumentParser()\n"
      "p.add_argument('--n', default=N)\np.add_argument('--m', default=M)\n"
      "def f(k):\n    p.add_argument('--k', default=k)\nf(5)\np.parse_args()\n");
  EXPECT_EQ(default_of("--n"), "computed");
  EXPECT_EQ(default_of("--m"), "computed");
}

TEST_F(Imports, OldSyntaxIsReadAndBrokenSyntaxIsSaid) {
  read(
      "import argparse\nprint 'old'\ntry:\n  pass\nexcept ValueError, e:\n  raise IOError, 'x'\n"
      "p = argparse.ArgumentParser()\np.add_argument('--lr', default=0.1)\np.parse_args()\n");
  EXPECT_EQ(default_of("--lr"), "0.1");
  EXPECT_TRUE(script.understood);
  read(
      "// a licence in another language's comment\n\nlr_boundaries = [500000, 1000000]\n"
      "max_steps = 2000000\nbatch_size = 256\nmomentum = 0.9\nepochs = 90\nwarmup_steps = 500\n");
  EXPECT_TRUE(script.understood);
  EXPECT_EQ(constant("max_steps"), "2000000");
  read("{{{{ ((( this is ][ no ;;; program at :: all &&&& ))))");
  EXPECT_FALSE(script.understood);
  EXPECT_TRUE(is_open());
  EXPECT_NE(script.why_not, "");
  script = read_python(tree, "absent.py");
  EXPECT_FALSE(script.understood);
  EXPECT_TRUE(is_open());
}

TEST_F(Imports, AReaderKeepsWhatItParsed) {
  tree.files["lib/__init__.py"] = "";
  tree.files["lib/options.py"] =
      "def add_options(parser):\n    parser.add_argument('--lr', default=0.5)\n";
  tree.files["train.py"] = entry_of_options;
  tree.files["again.py"] = entry_of_options;
  PythonReader reader(tree);
  script = reader.script("train.py");
  EXPECT_EQ(default_of("--lr"), "0.5");
  tree.files["lib/options.py"] = "";
  script = reader.script("again.py");
  EXPECT_EQ(default_of("--lr"), "0.5");
}

}  // namespace
}  // namespace recipe::code::python
