#!/usr/bin/env python3
"""Makes the small logs of this folder by the libraries that write them, and what those read.

usage: make.py KIND FOLDER
  tensorboard  needs torch, tensorboard, tensorboardX
  trainer      needs torch, transformers, accelerate, tensorboard
  mlflow       needs mlflow or mlflow-skinny with sqlalchemy and alembic

README.md says with which versions each was made.
"""

import glob
import json
import math
import os
import re
import shutil
import sys


def shown(value):
    """JSON without NaN and infinities, which become words."""
    value = float(value)
    if math.isfinite(value):
        return value
    return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")


def write_expected(folder, runs):
    with open(os.path.join(folder, "expected.json"), "w") as out:
        json.dump(runs, out, indent=1, sort_keys=True)
        out.write("\n")


def settle_names(folder):
    """Event files hold the name of the machine and the process: "host" and a count instead."""
    for number, path in enumerate(sorted(glob.glob(folder + "/**/*tfevents*", recursive=True))):
        parent, name = os.path.split(path)
        seconds = name.split(".")[3]
        os.rename(path, os.path.join(parent, f"events.out.tfevents.{seconds}.host.{number}"))


def tensorboard(folder):
    from tensorboard.backend.event_processing import event_accumulator
    from tensorboard.compat.proto import event_pb2
    from tensorboard.plugins.scalar.summary_v2 import scalar_pb
    from tensorboard.summary.writer.event_file_writer import EventFileWriter
    from torch.utils.tensorboard import SummaryWriter
    import numpy
    import tensorboardX

    # PyTorch: scalars in the old form, text, add_scalars and add_hparams.
    with SummaryWriter(folder + "/torch") as writer:
        for step in range(20):
            writer.add_scalar("Loss/train", 2.0 / (step + 1), step * 10)
            writer.add_scalar("Accuracy/test", 1 - 1.0 / (step + 2), step * 10)
            writer.add_scalars("lr", {"encoder": 0.1 / (step + 1), "decoder": 0.2 / (step + 1)}, step * 10)
        writer.add_scalar("odd", float("nan"), 0)
        writer.add_scalar("odd", float("inf"), 1)
        writer.add_scalar("odd", float("-inf"), 2)
        writer.add_text("notes", "tried a *small* rate")
        writer.add_hparams({"lr": 0.1, "batch_size": 32, "nesterov": True, "optimizer": "sgd", "seed": 7},
                           {"hparam/accuracy": 0.95}, run_name="1700000000.25")

    # PyTorch, tensors in place of simple values.
    with SummaryWriter(folder + "/torch-tensors") as writer:
        for step in range(5):
            writer.add_scalar("loss", 1.0 / (step + 1), step, new_style=True, double_precision=step > 2)

    # tensorboardX, two files of one run: a restart from step 3.
    for start in (0, 3):
        writer = tensorboardX.SummaryWriter(folder + "/restarted", filename_suffix=f".{start}")
        for step in range(start, start + 5):
            writer.add_scalar("train/loss", 1.0 / (step + 1) + start, step, walltime=1700000000 + 100 * start + step)
        writer.add_histogram("weights", numpy.arange(10.0), 0)
        writer.close()

    # Folders for splits as Keras makes them, scalars as TensorFlow 2 writes them.
    for split in ("train", "validation"):
        writer = EventFileWriter(folder + "/keras/" + split)
        for epoch in range(4):
            for tag, value in (("epoch_loss", 1.0 / (epoch + 1)), ("epoch_accuracy", epoch / 5)):
                summary = scalar_pb(tag, numpy.float32(value))
                writer.add_event(event_pb2.Event(wall_time=1700000000.5 + epoch, step=epoch, summary=summary))
        writer.close()

    settle_names(folder)
    expected = {}
    for path in sorted({os.path.dirname(p) for p in glob.glob(folder + "/**/*tfevents*", recursive=True)}):
        loaded = event_accumulator.EventAccumulator(path, size_guidance={"scalars": 0, "tensors": 0},
                                                    purge_orphaned_data=False)
        loaded.Reload()
        scalars = {}
        for tag in loaded.Tags()["scalars"]:
            scalars[tag] = [[e.wall_time, e.step, shown(e.value)] for e in loaded.Scalars(tag)]
        for tag in loaded.Tags()["tensors"]:
            if loaded.SummaryMetadata(tag).plugin_data.plugin_name != "scalars":
                continue
            from tensorboard.util import tensor_util
            scalars[tag] = [[e.wall_time, e.step, shown(tensor_util.make_ndarray(e.tensor_proto))]
                            for e in loaded.Tensors(tag)]
        expected[os.path.relpath(path, folder)] = scalars
    write_expected(folder, expected)


def trainer(folder):
    import torch
    from tensorboard.backend.event_processing import event_accumulator
    from transformers import Trainer, TrainingArguments, set_seed

    set_seed(3)

    class Line(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = torch.nn.Linear(2, 1)

        def forward(self, x, labels):
            out = self.linear(x).squeeze(-1)
            return {"loss": torch.nn.functional.mse_loss(out, labels), "logits": out}

    def rows(count):
        return [{"x": torch.randn(2), "labels": torch.randn(())} for _ in range(count)]

    out = "output"
    arguments = TrainingArguments(out, per_device_train_batch_size=4, num_train_epochs=3, logging_steps=5,
                                  evaluation_strategy="epoch", save_strategy="epoch", seed=3, no_cuda=True,
                                  logging_dir=out + "/runs/one", report_to=["tensorboard"], disable_tqdm=True)
    run = Trainer(Line(), arguments, train_dataset=rows(40), eval_dataset=rows(8),
                  compute_metrics=lambda p: {"mae": float(abs(p.predictions - p.label_ids).mean())})
    run.train()
    run.evaluate()
    run.save_state()
    for path in glob.glob(out + "/**/*", recursive=True):
        if os.path.isfile(path) and "tfevents" not in path and not path.endswith("trainer_state.json"):
            os.remove(path)
    settle_names(folder)
    expected = {"log_history": json.load(open(out + "/trainer_state.json"))["log_history"], "tensorboard": {}}
    for path in sorted({os.path.dirname(p) for p in glob.glob(folder + "/**/*tfevents*", recursive=True)}):
        loaded = event_accumulator.EventAccumulator(path, size_guidance={"scalars": 0}, purge_orphaned_data=False)
        loaded.Reload()
        expected["tensorboard"][os.path.relpath(path, out)] = {
            tag: [[e.wall_time, e.step, shown(e.value)] for e in loaded.Scalars(tag)]
            for tag in loaded.Tags()["scalars"]}
    write_expected(folder, expected)


def mlflow(folder):
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    import sqlite3

    import mlflow
    from mlflow.tracking import MlflowClient

    expected = {}
    for store, uri in (("files", "file://" + os.path.abspath(folder) + "/mlruns"),
                       ("sqlite", "sqlite:///" + os.path.abspath(folder) + "/mlflow.db")):
        mlflow.set_tracking_uri(uri)
        mlflow.set_experiment("digits")
        for seed in (1, 2):
            with mlflow.start_run(run_name=f"seed-{seed}"):
                mlflow.log_params({"lr": 0.1, "seed": seed, "optimizer": "adam"})
                mlflow.set_tag("kind", "small")
                for step in range(6):
                    mlflow.log_metric("train_loss", 1.0 / (step + seed), step=step)
                    mlflow.log_metric("val/accuracy", 1 - 0.5 / (step + seed), step=step)
                mlflow.log_metric("odd", float("nan"), step=0)
                mlflow.log_metric("odd", float("inf"), step=1)
        client = MlflowClient(uri)
        experiment = client.get_experiment_by_name("digits")
        expected[store] = {}
        for run in client.search_runs([experiment.experiment_id]):
            metrics = {}
            for key in run.data.metrics:
                history = client.get_metric_history(run.info.run_id, key)
                metrics[key] = [[m.timestamp, m.step, shown(m.value)] for m in history]
            expected[store][run.info.run_name] = {
                "metrics": metrics, "params": dict(run.data.params), "id": run.info.run_id,
                "start": run.info.start_time, "end": run.info.end_time}
    # What names this machine, and tables that are not about runs, which make most of the database.
    here = os.path.abspath(folder)
    for path in glob.glob(folder + "/mlruns/**/meta.yaml", recursive=True):
        text = open(path).read().replace(here, "/home/user").replace(os.environ.get("USER", "user"), "user")
        open(path, "w").write(re.sub("user_id: .*", "user_id: user", text))
    for path in glob.glob(folder + "/mlruns/**/tags/mlflow.[su][os][ue]r*", recursive=True):
        os.remove(path)
    shutil.rmtree(folder + "/mlruns/.trash", ignore_errors=True)
    database = sqlite3.connect(folder + "/mlflow.db", isolation_level=None)
    kept = ("alembic_version", "experiments", "experiment_tags", "runs", "metrics", "latest_metrics", "params", "tags")
    database.execute("PRAGMA foreign_keys = OFF")
    for kind in ("trigger", "view", "table"):
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall():
            if name not in kept and not name.startswith("sqlite_"):
                database.execute(f'DROP {kind} "{name}"')
    for (index,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall():
        database.execute(f'DROP INDEX "{index}"')
    database.execute("UPDATE runs SET user_id = 'user', artifact_uri = replace(artifact_uri, ?, '/home/user')", (here,))
    database.execute("UPDATE experiments SET artifact_location = replace(artifact_location, ?, '/home/user')", (here,))
    database.execute("DELETE FROM tags WHERE key LIKE 'mlflow.source%' OR key LIKE 'mlflow.user'")
    database.execute("PRAGMA page_size = 1024")
    database.execute("VACUUM")
    database.close()
    write_expected(folder, expected)


def main():
    kinds = {"tensorboard": tensorboard, "trainer": trainer, "mlflow": mlflow}
    if len(sys.argv) != 3 or sys.argv[1] not in kinds:
        sys.exit(__doc__)
    shutil.rmtree(sys.argv[2], ignore_errors=True)
    os.makedirs(sys.argv[2])
    # So that no file holds where it was made.
    os.chdir(sys.argv[2])
    kinds[sys.argv[1]](".")


main()
