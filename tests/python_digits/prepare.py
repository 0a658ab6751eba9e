"""Splits digits.csv.gz into train.csv, validation.csv and test.csv, by a hash of each line."""

import argparse
import gzip
import hashlib
from pathlib import Path


def split_of(line):
    """Two tenths of the lines are for testing and one for validation, whatever their order."""
    bucket = hashlib.sha256(line.encode()).digest()[0] % 10
    return "test" if bucket < 2 else "validation" if bucket == 2 else "train"


def check(line, number):
    values = [int(field) for field in line.split(",")]
    if len(values) != 65 or not all(0 <= v <= 16 for v in values[:64]) or not 0 <= values[64] <= 9:
        raise SystemExit(f"line {number}: expected 64 pixels of 0 to 16 and a class of 0 to 9")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()

    lines = gzip.decompress(arguments.source.read_bytes()).decode("ascii").splitlines()
    parts = {"train": [], "validation": [], "test": []}
    for number, line in enumerate(lines, start=1):
        check(line, number)
        parts[split_of(line)].append(line + "\n")
    for name, part in parts.items():
        (arguments.output / f"{name}.csv").write_text("".join(part), encoding="ascii")
        print(f"split={name} samples={len(part)}")


if __name__ == "__main__":
    main()
