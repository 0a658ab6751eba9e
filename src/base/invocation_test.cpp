#include "base/invocation.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace recipe {
namespace {

/// "launcher>launcher>[interpreter] program: arguments"
std::string shown(const Invocation& seen) {
  std::string text;
  for (const std::string& each : seen.launchers) text += each + ">";
  const char* kind = seen.kind == ProgramKind::script   ? "script"
                     : seen.kind == ProgramKind::module ? "module"
                     : seen.kind == ProgramKind::code   ? "code"
                                                        : "command";
  text += std::string(kind) + " " + seen.interpreter + " " + seen.program.value + ":";
  for (const ShellWord& each : seen.arguments) text += " " + each.value;
  return text;
}

std::string seen(std::string_view text) {
  const ShellText read = read_shell(text);
  const auto invocation = invocation_of(read.commands.at(0));
  if (!invocation) return "none";
  const Span at = invocation->program.span;
  EXPECT_LE(at.end, text.size());
  return shown(*invocation);
}

TEST(Invocation, AScriptNamedLikeALauncherIsAScript) {
  EXPECT_EQ(seen("scripts/slurm/sbatch.sh --num-nodes 1 --config a.yaml"),
            "script bash scripts/slurm/sbatch.sh: --num-nodes 1 --config a.yaml");
  EXPECT_EQ(seen("bash torchrun.sh 8 train.py"), "script bash torchrun.sh: 8 train.py");
  EXPECT_EQ(seen("./torchrun.sh train.py"), "script bash ./torchrun.sh: train.py");
  EXPECT_EQ(seen("python srun.py train.py"), "script python srun.py: train.py");
  EXPECT_EQ(seen("./bind_pcie.sh -- python a.py"), "bind_pcie.sh>script python a.py:");
}

TEST(Invocation, SeesThroughLaunchers) {
  EXPECT_EQ(seen("CUDA_VISIBLE_DEVICES=0 python -m torch.distributed.launch --nproc_per_node 8 "
                 "train.py --lr 0.1"),
            "torch.distributed.launch>script python train.py: --lr 0.1");
  EXPECT_EQ(seen("torchrun --standalone --nproc_per_node=8 train.py a"),
            "torchrun>script python train.py: a");
  EXPECT_EQ(seen("torchrun --nproc_per_node 8 -m pkg.train --x 1"),
            "torchrun>module python pkg.train: --x 1");
  EXPECT_EQ(seen("accelerate launch --multi_gpu --num_processes 2 run.py --y"),
            "accelerate>script python run.py: --y");
  EXPECT_EQ(seen("deepspeed --num_gpus 8 main.py --deepspeed"),
            "deepspeed>script python main.py: --deepspeed");
  EXPECT_EQ(seen("mpirun -np 8 -H a:4,b:4 -bind-to none -x PATH -mca pml ob1 --allow-run-as-root "
                 "python -u train.py --lr 1"),
            "mpirun>script python train.py: --lr 1");
  EXPECT_EQ(seen("horovodrun -np 4 python t.py"), "horovodrun>script python t.py:");
  EXPECT_EQ(seen("srun -N1 -n 8 --exclusive bash x.sh a"), "srun>script bash x.sh: a");
  EXPECT_EQ(seen("sbatch -N 2 run.sub --k v"), "sbatch>script bash run.sub: --k v");
  EXPECT_EQ(seen("nohup time env -u A B=1 ./x.sh 3"), "nohup>time>env>script bash ./x.sh: 3");
  EXPECT_EQ(seen("sudo -u me python3.8 -W ignore a.py"), "sudo>script python a.py:");
  EXPECT_EQ(seen("python multiproc.py --nproc 8 ./main.py --b 2"),
            "multiproc.py>script python ./main.py: --b 2");
  EXPECT_EQ(seen("python -m multiproc --nproc_per_node=8 main.py"),
            "multiproc>script python main.py:");
  EXPECT_EQ(seen("bind_pcie --cpu=exclusive -- python train.py x"),
            "bind_pcie>script python train.py: x");
  EXPECT_EQ(seen("docker run --gpus all --rm -it -v a:b nvcr.io/x:1 python t.py --q 1"),
            "docker>script python t.py: --q 1");
  EXPECT_EQ(seen("docker run -it image/x \"cd a && ./run.sh\""), "docker>script bash ./run.sh:");
}

TEST(Invocation, ReadsInterpreters) {
  EXPECT_EQ(seen("python -m package.module --a"), "module python package.module: --a");
  EXPECT_EQ(seen("$PYTHON -u train.py"), "script python train.py:");
  EXPECT_EQ(seen("python -c 'import x' 1"), "code python import x: 1");
  EXPECT_EQ(seen("python"), "command  python:");
  EXPECT_EQ(seen("bash -e -o pipefail x.sh --y"), "script bash x.sh: --y");
  EXPECT_EQ(seen("bash -c \"cd a && python t.py --lr 1\""), "script python t.py: --lr 1");
  EXPECT_EQ(seen("source env.sh"), "script bash env.sh:");
  EXPECT_EQ(seen("./main --x"), "script  ./main: --x");
  EXPECT_EQ(seen("pip install -r requirements.txt"), "command  pip: install -r requirements.txt");
  EXPECT_EQ(seen("docker build . -t x"), "command  docker: build . -t x");
  EXPECT_EQ(seen("!python train.py"), "script python train.py:");
  EXPECT_EQ(seen("mpirun"), "command  mpirun:");
  EXPECT_EQ(seen("X=1"), "none");
}

TEST(Invocation, PlacesAreThoseOfTheText) {
  const std::string text = "bash -c \"cd a && python t.py --lr 1\"";
  const auto invocation = invocation_of(read_shell(text).commands.at(0));
  const Span at = invocation->program.span;
  EXPECT_EQ(text.substr(at.begin, at.size()), "t.py");
}

TEST(Invocation, WhatIsPassedOnIsFoundAmongArguments) {
  const auto outer = invocation_of(read_shell("python wrap.py --n 8 main.py --lr 1").commands[0]);
  ASSERT_TRUE(outer);
  EXPECT_EQ(shown(*outer), "script python wrap.py: --n 8 main.py --lr 1");
  const auto inner = passed_on(*outer);
  ASSERT_TRUE(inner);
  EXPECT_EQ(shown(*inner), "wrap.py>script python main.py: --lr 1");
  EXPECT_FALSE(passed_on(*inner));
}

TEST(Invocation, FlagsHaveValues) {
  const auto run = invocation_of(
      read_shell("python a.py x --lr -0.1 --b=2 -v --name \"a b\" k.l=3 -- --no").commands[0]);
  std::string all;
  for (const GivenFlag& flag : flags_of(run->arguments)) {
    all += flag.name + (flag.value ? "=" + flag.value->value : "") + ";";
  }
  EXPECT_EQ(all, "--lr=-0.1;--b=2;-v;--name=a b;k.l=3;");
}

TEST(Invocation, DeepNestingEnds) {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "nohup ";
  EXPECT_EQ(seen(text + "a").substr(0, 14), "command  nohup");
}

}  // namespace
}  // namespace recipe
