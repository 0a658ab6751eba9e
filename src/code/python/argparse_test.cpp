#include "code/python/read_test.h"

namespace recipe::code::python {
namespace {

struct Argparse : ReadTest {};

TEST_F(Argparse, ReadsNamesDefaultsChoicesAndShape) {
  read(R"(
import argparse
WIDTH = 64 * 1024
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('data', help='where')
    parser.add_argument('-b', '--batch-size', type=int, default=256)
    parser.add_argument('--lr', default=1e-4, type=float)
    parser.add_argument('--steps', default=2**10)
    parser.add_argument('--width', default=WIDTH)
    parser.add_argument('--betas', nargs=2, default=[0.9, 0.999])
    parser.add_argument('--out', required=True)
    parser.add_argument('--resume')
    parser.add_argument('--amp', action='store_true')
    parser.add_argument('--no-amp', dest='half', action='store_false')
    parser.add_argument('--opt', choices=['sgd', 'adam'], default='sgd')
    parser.add_argument('--ema', action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument('--log', nargs='?', const='x')
    parser.add_argument('--seed', default=time.time())
    args = parser.parse_args()
if __name__ == '__main__':
    main()
)");
  EXPECT_FALSE(is_open());
  EXPECT_TRUE(script.interface.spelling.prefixes);
  EXPECT_EQ(default_of("data"), "required");
  EXPECT_TRUE(flag("data")->positional());
  EXPECT_EQ(flag("-b"), flag("--batch-size"));
  EXPECT_EQ(flag("-b")->key, "batch_size");
  EXPECT_EQ(default_of("-b"), "256");
  EXPECT_EQ(flag("-b")->place, (Place{"train.py", 7}));
  EXPECT_TRUE(flag("--lr")->defaults.value.same_as(parse_value("0.0001")));
  EXPECT_EQ(flag("--lr")->defaults.text, "1e-4");
  EXPECT_EQ(default_of("--steps"), "1024");
  EXPECT_EQ(default_of("--width"), "65536");
  EXPECT_EQ(default_of("--betas"), "[0.9, 0.999]");
  EXPECT_EQ(flag("--betas")->takes, Takes::many);
  EXPECT_EQ(default_of("--out"), "required");
  EXPECT_EQ(default_of("--resume"), "none");
  EXPECT_EQ(default_of("--amp"), "False");
  EXPECT_EQ(flag("--amp")->takes, Takes::nothing);
  EXPECT_EQ(default_of("--no-amp"), "True");
  EXPECT_EQ(flag("--no-amp")->key, "half");
  EXPECT_EQ(flag("--opt")->choices, (std::vector<std::string>{"sgd", "adam"}));
  EXPECT_NE(flag("--no-ema"), nullptr);
  EXPECT_EQ(flag("--log")->takes, Takes::maybe);
  EXPECT_EQ(default_of("--seed"), "computed");
  EXPECT_NE(flag("--help"), nullptr);
  EXPECT_EQ(flag("--momentum"), nullptr);
}

TEST_F(Argparse, SeesWhatIsTakenForASentinel) {
  read(R"(
import argparse
def main():
    p = argparse.ArgumentParser()
    p.add_argument('--every', type=int)
    p.add_argument('--start', type=int, default=None)
    p.add_argument('--lr', type=float, default=None)
    p.add_argument('--seed', type=int, default=-1)
    p.add_argument('--wd', type=float, default=0.0)
    p.add_argument('--steps', type=int, default=5)
    p.add_argument('--name')
    p.add_argument('--out')
    p.add_argument('--log')
    p.add_argument('--eval', action='store_true')
    flags = p.parse_args()
    flags.every = flags.every or ceil(20 * size / n)
    flags.start = flags.start or 1000
    if flags.lr is None:
        flags.lr = 0.1
    if flags.seed == -1:
        flags.seed = random.randint(0, 9)
    optimizer = SGD(wd=flags.wd if flags.wd else 1e-4)
    flags.steps = flags.steps or 7
    if flags.name or flags.eval:
        print(flags.name)
    if flags.out is None:
        if flags.eval:
            flags.out = 'eval'
        else:
            flags.out = 'train'
    if not flags.log:
        flags.log = 'a'
    log = flags.log if flags.log is not None else 'b'
if __name__ == '__main__':
    main()
)");
  const auto fallback_of = [this](std::string_view name) -> std::string {
    const auto& fallback = flag(name)->fallback;
    if (!fallback) return "none";
    return fallback->kind == DefaultKind::known ? fallback->text : "computed";
  };
  EXPECT_EQ(fallback_of("--every"), "computed");
  EXPECT_EQ(fallback_of("--start"), "1000");
  EXPECT_EQ(flag("--start")->fallback->place, (Place{"train.py", 17}));
  EXPECT_EQ(default_of("--start"), "none");
  EXPECT_EQ(fallback_of("--lr"), "0.1");
  EXPECT_EQ(fallback_of("--seed"), "computed");
  EXPECT_EQ(fallback_of("--wd"), "1e-4");
  EXPECT_EQ(fallback_of("--steps"), "none");
  EXPECT_EQ(fallback_of("--name"), "none");
  EXPECT_EQ(fallback_of("--out"), "computed");
  EXPECT_EQ(fallback_of("--log"), "computed");
  EXPECT_EQ(fallback_of("--eval"), "none");
}

TEST_F(Argparse, FollowsAliasesGroupsAndWrappers) {
  read(R"(
from argparse import ArgumentParser
parser = ArgumentParser(add_help=False)
arg = parser.add_argument
arg('--mode', default='train')
group = parser.add_argument_group('model')
group.add_argument('--depth', default=50)
def switch(group, name, default):
    dest = name.replace('-', '_')
    both = group.add_mutually_exclusive_group()
    both.add_argument(f'--{name}', dest=dest, action='store_true')
    both.add_argument('--no-{}'.format(name), dest=dest, action='store_false')
    both.set_defaults(**{dest: default})
switch(group=group, name='share-weights', default=True)
switch(group, 'cuda', False)
def add(*args, **kwargs):
    group.add_argument(*args, **kwargs)
add('--warmup', default=5)
for which in ('train', 'val'):
    parser.add_argument('--' + which + '-dir')
for name, value in [('--alpha', 1), ('--beta', 2)]:
    parser.add_argument(name, default=value)
parser.parse_args()
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--mode"), "train");
  EXPECT_EQ(default_of("--depth"), "50");
  EXPECT_EQ(default_of("--share-weights"), "True");
  EXPECT_EQ(default_of("--no-share-weights"), "True");
  EXPECT_EQ(default_of("--cuda"), "False");
  EXPECT_EQ(default_of("--warmup"), "5");
  EXPECT_NE(flag("--train-dir"), nullptr);
  EXPECT_NE(flag("--val-dir"), nullptr);
  EXPECT_EQ(default_of("--beta"), "2");
  EXPECT_EQ(flag("--help"), nullptr);
}

TEST_F(Argparse, SetDefaultsReplacesAndBranchesAreNotCertain) {
  read(R"(
import argparse
p = argparse.ArgumentParser()
p.add_argument('--lr', default=0.1)
p.add_argument('--wd', default=0.1)
p.set_defaults(lr=0.2)
if big:
    p.set_defaults(wd=0.3)
p.parse_args()
)");
  EXPECT_EQ(default_of("--lr"), "0.2");
  EXPECT_EQ(flag("--lr")->defaults.place.line, 6U);
  EXPECT_EQ(default_of("--wd"), "computed");
}

TEST_F(Argparse, SubcommandsDisagreeAboutADefault) {
  read(R"(
import argparse
p = argparse.ArgumentParser()
sub = p.add_subparsers()
a = sub.add_parser('fit')
a.add_argument('--lr', default=0.1)
a.add_argument('--seed', default=1)
b = sub.add_parser('tune')
b.add_argument('--lr', default=0.01)
b.add_argument('--seed', default=1)
p.parse_args()
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--lr"), "computed");
  EXPECT_EQ(default_of("--seed"), "1");
}

TEST_F(Argparse, TheRestIsRefused) {
  const std::string head =
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--a')\n";
  read(head + "args, rest = p.parse_known_args()\nassert len(rest) == 0, f'Unknown: {rest}'\n");
  EXPECT_EQ(why_open(), "");
  read(head + "args, rest = p.parse_known_args()\nif rest:\n    raise ValueError(rest)\n");
  EXPECT_EQ(why_open(), "");
  read(head + "args, rest = p.parse_known_args()\nmore = q.parse_args(rest)\n");
  EXPECT_EQ(why_open(), "");
  read(head + "args, _ = p.parse_known_args()\np.add_argument('--b')\nargs = p.parse_args()\n");
  EXPECT_EQ(why_open(), "");
  read(head +
       "def get():\n    return p.parse_known_args()\nargs, rest = get()\nif len(rest) > 0: "
       "p.error('?')\n");
  EXPECT_EQ(why_open(), "");
}

TEST_F(Argparse, TheRestIsDroppedOrHandedOn) {
  const std::string head =
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--a')\n";
  read(head + "args, _ = p.parse_known_args()\n");
  EXPECT_EQ(why_open(), "parse_known_args drops what it does not know");
  EXPECT_EQ(script.interface.drops, (Place{"train.py", 4}));
  read(head + "args = p.parse_known_args()[0]\n");
  EXPECT_TRUE(script.interface.drops.has_value());
  read(head + "args, rest = p.parse_known_args()\nprint(rest)\n");
  EXPECT_TRUE(script.interface.drops.has_value());
  read(head + "args, rest = p.parse_known_args()\nsubprocess.call(['x'] + rest)\n");
  EXPECT_EQ(why_open(), "parse_known_args leaves the rest to others");
  EXPECT_FALSE(script.interface.drops.has_value());
}

TEST_F(Argparse, AParserThatComesFromOutsideOrGoesThereIsOpen) {
  read(
      "import argparse, deepspeed\nparser = argparse.ArgumentParser()\nparser.add_argument('--a')\n"
      "parser = deepspeed.add_config_arguments(parser)\nparser.parse_args()\n");
  EXPECT_EQ(why_open(),
            "the parser is handed to deepspeed.add_config_arguments, which is not in this tree");
  read(
      "from elsewhere import make_parser\np = "
      "make_parser()\np.add_argument('--a')\np.parse_args()\n");
  EXPECT_EQ(why_open(), "the parser comes from elsewhere.make_parser, which is not in this tree");
  read(
      "import argparse\nfrom elsewhere import base\n"
      "p = argparse.ArgumentParser(parents=[base()])\np.add_argument('--a')\np.parse_args()\n");
  EXPECT_EQ(why_open(), "the parser comes from elsewhere.base, which is not in this tree");
  read(
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--a')\n"
      "TASKS[name].add_args(p)\np.parse_args()\n");
  EXPECT_TRUE(is_open());
  read(
      "import argparse\np = "
      "argparse.ArgumentParser()\np.add_argument(name_of(1))\np.parse_args()\n");
  EXPECT_EQ(why_open(), "the name of an option is computed");
}

TEST_F(Argparse, AGroupWhoseNameIsUsedAgainIsNoParser) {
  read(R"(
import argparse
from apex.parallel import DDP
p = argparse.ArgumentParser()
model = p.add_argument_group('model')
model.add_argument('--depth', default=18)
args = p.parse_args()
model = build(args)
model = DDP(model)
)");
  EXPECT_EQ(why_open(), "");
}

TEST_F(Argparse, SeesALauncher) {
  read(R"(
from argparse import ArgumentParser, REMAINDER
p = ArgumentParser()
p.add_argument('--nproc_per_node', type=int, default=1)
p.add_argument('training_script')
p.add_argument('training_script_args', nargs=REMAINDER)
p.parse_args()
)");
  EXPECT_TRUE(script.interface.launches);
  EXPECT_TRUE(flag("training_script_args")->rest);
  EXPECT_EQ(default_of("training_script"), "required");
}

TEST_F(Argparse, OptparseIsReadTheSameWay) {
  read(
      "import optparse\np = optparse.OptionParser()\n"
      "p.add_option('-n', '--epochs', dest='n', type='int', default=3)\np.parse_args()\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("-n"), "3");
  EXPECT_EQ(flag("--epochs")->key, "n");
}

TEST_F(Argparse, AStringIsReadAsThePersonWroteIt) {
  read(
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', default='1e-3')\n"
      "p.add_argument('--dir', default=os.path.join('out', 'run'))\n"
      "p.add_argument('--quiet', default=argparse.SUPPRESS)\np.parse_args()\n");
  EXPECT_TRUE(flag("--lr")->defaults.value.same_as(parse_value("0.001")));
  EXPECT_EQ(default_of("--dir"), "out/run");
  EXPECT_EQ(default_of("--quiet"), "none");
}

}  // namespace
}  // namespace recipe::code::python
