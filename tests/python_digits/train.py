"""Trains on train.csv, follows validation.csv, and writes weights.pt."""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from network import make_network, measure, read_digits


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--metrics", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--learning-rate", type=float, default=0.002)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    images, labels = read_digits(arguments.data / "train.csv")
    validation = read_digits(arguments.data / "validation.csv")
    network = make_network()
    optimizer = torch.optim.Adam(network.parameters(), lr=arguments.learning_rate)
    epoch_steps = len(labels) // arguments.batch_size
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, arguments.epochs * epoch_steps)

    with open(arguments.metrics, "a", encoding="utf-8") as metrics:

        def log(**values):
            print(json.dumps(values), file=metrics, flush=True)

        log(parameters=sum(parameter.numel() for parameter in network.parameters()),
            train_samples=len(labels), steps_per_epoch=epoch_steps, global_batch=arguments.batch_size)
        step = 0
        for epoch in range(1, arguments.epochs + 1):
            batches = torch.randperm(len(labels)).split(arguments.batch_size)
            for batch in batches[:epoch_steps]:
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(network(images[batch]), labels[batch])
                loss.backward()
                optimizer.step()
                lr = schedule.get_last_lr()[0]
                schedule.step()
                step += 1
                if step % 10 == 0:
                    log(step=step, epoch=step / epoch_steps, split="train", loss=loss.item(), lr=lr)
            top1, loss = measure(network, *validation)
            log(step=step, epoch=epoch, split="validation", loss=loss, top1=top1)

    torch.save(network.state_dict(), arguments.model / "weights.pt")


if __name__ == "__main__":
    main()
