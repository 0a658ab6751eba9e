#include "code/python/read_test.h"

namespace recipe::code::python {
namespace {

struct Families : ReadTest {};

TEST_F(Families, Absl) {
  read(R"(
from absl import app, flags
FLAGS = flags.FLAGS
flags.DEFINE_integer('steps', 1000, 'how many', short_name='s')
flags.DEFINE_bool('augment', True, '')
flags.DEFINE_enum('opt', 'sgd', ['sgd', 'adam'], '')
flags.DEFINE_string(name='out', default=None, help='')
flags.mark_flag_as_required('out')
def main(_):
    pass
app.run(main)
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_TRUE(script.interface.spelling.negation);
  EXPECT_TRUE(script.interface.spelling.one_dash);
  EXPECT_EQ(default_of("--steps"), "1000");
  EXPECT_EQ(flag("-s"), flag("--steps"));
  EXPECT_EQ(default_of("--augment"), "True");
  EXPECT_EQ(flag("--opt")->choices.size(), 2U);
  EXPECT_EQ(default_of("--out"), "required");
  for (const char* name : {"--helpfull", "--alsologtostderr", "--flagfile", "--v"}) {
    EXPECT_NE(flag(name), nullptr) << name;
  }
}

TEST_F(Families, TensorflowDropsWhatItDoesNotKnow) {
  read("import tensorflow as tf\ntf.app.flags.DEFINE_float('lr', 0.1, '')\ntf.app.run()\n");
  EXPECT_EQ(default_of("--lr"), "0.1");
  EXPECT_TRUE(script.interface.drops.has_value());
  EXPECT_TRUE(is_open());
}

TEST_F(Families, ConfigFlags) {
  read(
      "from ml_collections import config_flags\nfrom absl import app\n"
      "config_flags.DEFINE_config_file('config', 'configs/default.py')\napp.run(main)\n");
  EXPECT_TRUE(script.interface.spelling.dotted);
  EXPECT_EQ(default_of("--config"), "configs/default.py");
  EXPECT_TRUE(is_open());
}

TEST_F(Families, Click) {
  read(R"(
import click
@click.command()
@click.argument('source')
@click.option('--epochs', '-e', default=90, show_default=True)
@click.option('--amp/--no-amp', default=True)
@click.option('--opt', type=click.Choice(['sgd', 'adam']), required=True)
@click.option('--verbose', 'loud', is_flag=True)
def main(source, epochs, amp, opt, loud):
    pass
main()
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("source"), "required");
  EXPECT_EQ(default_of("-e"), "90");
  EXPECT_EQ(default_of("--no-amp"), "True");
  EXPECT_EQ(flag("--amp")->takes, Takes::nothing);
  EXPECT_EQ(flag("--opt")->choices, (std::vector<std::string>{"sgd", "adam"}));
  EXPECT_EQ(default_of("--opt"), "required");
  EXPECT_EQ(flag("--verbose")->key, "loud");
  EXPECT_EQ(default_of("--verbose"), "False");
}

TEST_F(Families, Typer) {
  read(R"(
import typer
from typing import Annotated
app = typer.Typer()
@app.command()
def main(source: str, batch_size: int = 32, amp: bool = False,
         lr: float = typer.Option(0.1, '--lr', '-l'),
         out: Annotated[str, typer.Option('--out')] = 'runs',
         key: str = typer.Option(...)):
    pass
app()
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("source"), "required");
  EXPECT_EQ(default_of("--batch-size"), "32");
  EXPECT_NE(flag("--no-amp"), nullptr);
  EXPECT_EQ(default_of("-l"), "0.1");
  EXPECT_EQ(default_of("--out"), "runs");
  EXPECT_EQ(default_of("--key"), "required");
}

TEST_F(Families, Dataclasses) {
  tree.files["base.py"] =
      "from dataclasses import dataclass\n@dataclass\nclass Base:\n    seed: int = 42\n";
  read(R"(
from dataclasses import dataclass, field
from typing import List, Optional
from transformers import HfArgumentParser
from base import Base
@dataclass
class Model(Base):
    name_or_path: str
    lr: float = field(default=5e-5, metadata={'help': ''})
    layers: List[int] = field(default_factory=lambda: [1, 2])
    use_amp: bool = True
    cache: Optional[str] = None
parser = HfArgumentParser((Model,))
model, = parser.parse_args_into_dataclasses()
)");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(default_of("--name_or_path"), "required");
  EXPECT_EQ(flag("--name-or-path"), flag("--name_or_path"));
  EXPECT_TRUE(flag("--lr")->defaults.value.same_as(parse_value("0.00005")));
  EXPECT_EQ(default_of("--layers"), "[1, 2]");
  EXPECT_NE(flag("--no_use_amp"), nullptr);
  EXPECT_EQ(default_of("--cache"), "none");
  EXPECT_EQ(default_of("--seed"), "42");
  EXPECT_EQ(flag("--seed")->place.path, "base.py");
}

TEST_F(Families, ADataclassOfALibraryIsOpen) {
  read(
      "from transformers import HfArgumentParser, TrainingArguments\n"
      "p = HfArgumentParser(TrainingArguments)\nargs = p.parse_args_into_dataclasses()\n");
  EXPECT_EQ(why_open(), "TrainingArguments is not defined in this tree");
}

TEST_F(Families, Fire) {
  read("import fire\ndef train(lr=0.1, *, data_dir):\n    pass\nfire.Fire(train)\n");
  EXPECT_EQ(default_of("--lr"), "0.1");
  EXPECT_EQ(default_of("--data-dir"), "required");
  EXPECT_TRUE(is_open());
}

TEST_F(Families, Overrides) {
  read("import hydra\n@hydra.main(config_path='conf')\ndef main(cfg):\n    pass\nmain()\n");
  EXPECT_TRUE(script.interface.spelling.overrides);
  EXPECT_TRUE(is_open());
  read(
      "import sys\nimport speechbrain as sb\nfrom hyperpyyaml import load_hyperpyyaml\n"
      "file, options, overrides = sb.parse_arguments(sys.argv[1:])\n"
      "with open(file) as f:\n    hparams = load_hyperpyyaml(f, overrides)\n");
  EXPECT_TRUE(script.interface.spelling.yaml_overrides);
  EXPECT_TRUE(is_open());
  EXPECT_TRUE(
      std::binary_search(script.calls.begin(), script.calls.end(), "hyperpyyaml.load_hyperpyyaml"));
  EXPECT_TRUE(
      std::binary_search(script.calls.begin(), script.calls.end(), "speechbrain.parse_arguments"));
}

TEST_F(Families, Getopt) {
  read("import getopt, sys\nopts, args = getopt.getopt(sys.argv[1:], 'ho:', ['help', 'out='])\n");
  EXPECT_EQ(why_open(), "");
  EXPECT_EQ(flag("-h")->takes, Takes::nothing);
  EXPECT_EQ(flag("-o")->takes, Takes::one);
  EXPECT_EQ(flag("--out")->takes, Takes::one);
}

TEST_F(Families, VariablesThatAFileTakesAsFlags) {
  read(
      "block_size = 1024\nlr = 6e-4\ndevice = 'cuda'\n"
      "exec(open('configurator.py').read())\nlater = 1\n");
  EXPECT_EQ(default_of("--block_size"), "1024");
  EXPECT_EQ(default_of("--device"), "cuda");
  EXPECT_EQ(flag("--later"), nullptr);
  EXPECT_TRUE(is_open());
}

TEST_F(Families, WhoReadsItsArgumentsItself) {
  read("import sys\nprint(sys.argv[1])\n");
  EXPECT_EQ(why_open(), "the program reads sys.argv itself");
  read(
      "import argparse, sys\np = argparse.ArgumentParser()\np.add_argument('--a')\n"
      "print(sys.argv[0])\np.parse_args(sys.argv[1:])\n");
  EXPECT_EQ(why_open(), "");
  read(
      "import argparse, sys\np = argparse.ArgumentParser()\np.add_argument('--a')\n"
      "sys.argv.append('--b')\np.parse_args()\n");
  EXPECT_EQ(why_open(), "the program changes sys.argv itself");
  read("print(1)\n");
  EXPECT_EQ(why_open(), "no parser of arguments was seen");
}

}  // namespace
}  // namespace recipe::code::python
