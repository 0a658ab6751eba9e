from absl import app, flags
import click, fire, typer, hydra, getopt
flags.DEFINE_enum('opt', 'sgd', ['sgd'], '', short_name='o')
@click.command()
@click.option('--x/--no-x', default=True)
def f(x): pass
@typer.Typer().command()
def g(y: int = typer.Option(3, '--y'), *z): pass
@dataclass
class A(B):
    lr: float = field(default=1e-4)
    on: bool = True
HfArgumentParser((A,)).parse_args_into_dataclasses()
fire.Fire({'f': f})
getopt.getopt(sys.argv[1:], 'a:b', ['c='])
exec(open('configurator.py').read())
