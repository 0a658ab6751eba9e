import argparse, sys
from lib import add_options, WIDTH
def switch(group, name, default=True):
    group.add_argument(f'--{name}', dest=name.replace('-', '_'), action='store_true')
    group.set_defaults(**{name: default})
def main():
    parser = argparse.ArgumentParser(parents=[base()])
    arg = parser.add_argument
    arg('-b', '--batch-size', type=int, default=64 * 4, choices=[1, 256])
    model = parser.add_argument_group('model')
    switch(group=model, name='share')
    add_options(parser)
    args, rest = parser.parse_known_args()
    assert not rest, rest
    opt = torch.optim.SGD(lr=0.1, momentum=.9, boundaries=[1, 2e3])
if __name__ == '__main__':
    main()
----
WIDTH = 2 ** 10
def add_options(p):
    for n, v in [('a', 1), ('b', None)]:
        p.add_argument('--' + n, default=v, nargs='?')
