"""Prints the accuracy and the loss on test.csv."""

import argparse
from pathlib import Path

import torch

from network import make_network, measure, read_digits


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    network = make_network()
    network.load_state_dict(torch.load(arguments.model / "weights.pt"))
    top1, loss = measure(network, *read_digits(arguments.data / "test.csv"))
    print(f"split=test top1={top1:.4f} loss={loss:.4f}")


if __name__ == "__main__":
    main()
