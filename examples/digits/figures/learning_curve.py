#!/usr/bin/env python3
"""Draws learning_curve.svg: the mean of several runs, and the band from their least to their greatest value.

usage: learning_curve.py METRICS.jsonl... > learning_curve.svg

Each file is what `train --metrics` wrote for one seed.
"""

import json
import sys
from statistics import fmean

WIDTH, HEIGHT = 720, 280
LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT = 56, 28, 280, 200
GAP = 72


def read_curves(path):
    """{split: {epoch: line}} of the lines that have a step; training loss is averaged over each epoch."""
    validation, losses = {}, {}
    with open(path, encoding="utf-8") as file:
        for line in map(json.loads, file):
            if "step" not in line:
                continue
            if line["split"] == "validation":
                validation[round(line["epoch"])] = line
            else:
                losses.setdefault(int(line["epoch"] - 1e-9) + 1, []).append(line["loss"])
    return {
        "training loss": {epoch: fmean(values) for epoch, values in losses.items()},
        "validation loss": {epoch: line["loss"] for epoch, line in validation.items()},
        "validation error": {epoch: 100 * (1 - line["top1"]) for epoch, line in validation.items()},
    }


def panel(left, title, limit, ticks, curves):
    """One set of axes; `curves` are (name, colour, one {epoch: value} for each run)."""
    last = max(epoch for _, _, runs in curves for epoch in runs[0])

    def place(epoch, value):
        y = TOP + PANEL_HEIGHT * (1 - min(value, limit) / limit)
        return f"{left + PANEL_WIDTH * epoch / last:.1f},{y:.1f}"

    yield f'<text x="{left}" y="{TOP - 10}" font-weight="bold">{title}</text>'
    for tick in ticks:
        y = TOP + PANEL_HEIGHT * (1 - tick / limit)
        yield f'<path d="M{left} {y:.1f}h{PANEL_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
    for epoch in range(0, last + 1, max(1, last // 5)):
        x = left + PANEL_WIDTH * epoch / last
        yield f'<text x="{x:.1f}" y="{TOP + PANEL_HEIGHT + 16}" text-anchor="middle">{epoch}</text>'
    yield f'<text x="{left + PANEL_WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">epoch</text>'
    for number, (name, colour, runs) in enumerate(curves):
        epochs = sorted(runs[0])
        values = {epoch: [run[epoch] for run in runs] for epoch in epochs}
        upper = [place(epoch, max(values[epoch])) for epoch in epochs]
        lower = [place(epoch, min(values[epoch])) for epoch in reversed(epochs)]
        mean = [place(epoch, fmean(values[epoch])) for epoch in epochs]
        yield f'<polygon points="{" ".join(upper + lower)}" fill="{colour}" opacity="0.2"/>'
        yield f'<polyline points="{" ".join(mean)}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        x, y = left + PANEL_WIDTH - 8, TOP + 16 + 18 * number
        yield f'<text x="{x}" y="{y}" text-anchor="end" fill="{colour}">{name}</text>'


def main(paths):
    if not paths:
        sys.exit(__doc__)
    runs = [read_curves(path) for path in paths]

    def of(name):
        return [run[name] for run in runs]

    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
          f'height="{HEIGHT}" font-family="sans-serif" font-size="12" fill="#333">')
    print(f"<title>Learning curves, mean and range of {len(runs)} runs</title>")
    print('<rect width="100%" height="100%" fill="white"/>')
    print(*panel(LEFT, "Loss", 1.0, (0, 0.25, 0.5, 0.75, 1), [
        ("training (smoothed labels)", "#1f6fb2", of("training loss")),
        ("validation", "#d2691e", of("validation loss")),
    ]), sep="\n")
    print(*panel(LEFT + PANEL_WIDTH + GAP, "Top-1 error, percent", 10, (0, 2.5, 5, 7.5, 10), [
        ("validation", "#d2691e", of("validation error")),
    ]), sep="\n")
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1:])
