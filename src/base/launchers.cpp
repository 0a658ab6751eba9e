#include "base/launchers.h"

#include <array>

namespace recipe {
namespace {

constexpr std::string_view mpi_switches =
    "--allow-run-as-root -allow-run-as-root --oversubscribe -oversubscribe --report-bindings "
    "-report-bindings --tag-output -tag-output --display-map -display-map -q -v --verbose -genvall "
    "--bynode --bysocket -bynode -l --nooversubscribe --use-hwthread-cpus --gloo --mpi "
    "--disable-cache --bind-to-none --prefix-output -prepend-rank -s";
constexpr std::string_view mpi_pairs = "-mca --mca -gmca --gmca -genv -env";

constexpr std::string_view torch_switches =
    "--standalone --use_env --use-env --no_python --no-python --run_path --run-path -m --module "
    "--no_local_rank --virtual_local_rank";

constexpr std::string_view slurm_switches =
    "-l --label --exclusive --pty -u --unbuffered -K --kill-on-bad-exit -O --overcommit --overlap "
    "-v --verbose -Q --quiet --no-kill -k --container-writable --contiguous -I --immediate "
    "--no-container-entrypoint --no-container-mount-home --container-mount-home "
    "--container-remap-root -W --wait -H --hold "
    "--parsable --requeue --no-requeue -s --oversubscribe --spread-job";

constexpr std::string_view docker_switches =
    "-d -i -t -P --rm --privileged --init --read-only --no-healthcheck --oom-kill-disable "
    "--disable-content-trust --detach --interactive --tty --publish-all --sig-proxy -q --quiet "
    "-it -ti -dit -itd -tid -idt -dti -tdi -td -dt -id -di --help --nv --cleanenv -c --contain "
    "--no-home";

constexpr std::array<Launcher, 52> programs = {{
    {"torchrun", Launches::script, torch_switches, "", 0},
    {"accelerate-launch", Launches::script, "", "", 0},
    {"accelerate", Launches::script,
     "--multi_gpu --cpu --tpu --ipex --mps --use_deepspeed --use_fsdp --use_megatron_lm --use_xpu "
     "--debug --no_python --module -m --quiet -q --same_network --tpu_use_cluster --use_mps_device",
     "", 1},
    {"deepspeed", Launches::script,
     "--no_python --module --no_local_rank --enable_each_rank_log --force_multi --no_ssh_check "
     "--no_ssh --elastic_training --bind_cores_to_rank --save_pid",
     "", 0},
    {"fleetrun", Launches::script, "", "", 0},
    {"horovodrun", Launches::command, mpi_switches, mpi_pairs, 0},
    {"mpirun", Launches::command, mpi_switches, mpi_pairs, 0},
    {"mpiexec", Launches::command, mpi_switches, mpi_pairs, 0},
    {"mpiexec.hydra", Launches::command, mpi_switches, mpi_pairs, 0},
    {"orterun", Launches::command, mpi_switches, mpi_pairs, 0},
    {"srun", Launches::command, slurm_switches, "", 0},
    {"salloc", Launches::command, slurm_switches, "", 0},
    {"sbatch", Launches::shell, slurm_switches, "", 0},
    {"nohup", Launches::command, "", "", 0},
    {"time", Launches::command, "-p -v -a --verbose --portability", "", 0},
    {"env", Launches::command, "-i - --ignore-environment -0 -v", "", 0},
    {"sudo", Launches::command, "-E -H -n -S -b -i -s -k -A --preserve-env -P", "", 0},
    {"exec", Launches::command, "-c -l -cl", "", 0},
    {"command", Launches::command, "-p -v -V", "", 0},
    {"builtin", Launches::command, "", "", 0},
    {"nice", Launches::command, "", "", 0},
    {"ionice", Launches::command, "-t", "", 0},
    {"setsid", Launches::command, "-c -f -w --fork --wait", "", 0},
    {"stdbuf", Launches::command, "-oL -eL -o0 -e0 -i0", "", 0},
    {"unbuffer", Launches::command, "-p", "", 0},
    {"timeout", Launches::command, "-v --foreground --preserve-status", "", 1},
    {"taskset", Launches::command, "-a -p", "", 1},
    {"numactl", Launches::command,
     "-l --localalloc -a --all --show -s --hardware -H --touch --strict", "", 0},
    {"nsys", Launches::command, "", "", 1},
    {"nvprof", Launches::command, "--profile-child-processes --profile-all-processes -f --csv", "",
     0},
    {"ncu", Launches::command, "-f --force-overwrite", "", 0},
    {"dlprof", Launches::command, "", "", 0},
    {"kernprof", Launches::script, "-l -v -b --line-by-line --view", "", 0},
    {"coverage", Launches::script, "-m -a -p --append --branch", "", 1},
    {"watch", Launches::command, "-d -t -b -e -g -c", "", 0},
    {"strace", Launches::command, "-f -ff -c -v -q -t -tt", "", 0},
    {"xvfb-run", Launches::command, "-a --auto-servernum", "", 0},
    {"conda", Launches::command, "--no-capture-output --live-stream -v", "", 1},
    {"mamba", Launches::command, "--no-capture-output --live-stream -v", "", 1},
    {"poetry", Launches::command, "", "", 1},
    {"pipenv", Launches::command, "", "", 1},
    {"uv", Launches::command, "--no-sync --frozen --isolated --no-project", "", 1},
    {"pdm", Launches::command, "", "", 1},
    {"docker", Launches::container, docker_switches, "", 1},
    {"nvidia-docker", Launches::container, docker_switches, "", 1},
    {"podman", Launches::container, docker_switches, "", 1},
    {"singularity", Launches::container, docker_switches, "", 1},
    {"apptainer", Launches::container, docker_switches, "", 1},
    {"bind_pcie", Launches::command, "", "", 0},
    {"bindpcie", Launches::command, "", "", 0},
    {"bind_pcie.sh", Launches::command, "", "", 0},
    {"bindpcie.sh", Launches::command, "", "", 0},
}};

constexpr std::array<Launcher, 22> modules = {{
    {"torch.distributed.launch", Launches::script, torch_switches, "", 0},
    {"torch.distributed.run", Launches::script, torch_switches, "", 0},
    {"torch.distributed.elastic.multiprocessing.launch", Launches::script, torch_switches, "", 0},
    {"accelerate.commands.launch", Launches::script,
     "--multi_gpu --cpu --tpu --use_deepspeed --use_fsdp -m --module", "", 0},
    {"deepspeed.launcher.runner", Launches::script, "--no_python --module --no_local_rank", "", 0},
    {"paddle.distributed.launch", Launches::script, "", "", 0},
    {"paddle.distributed.fleet.launch", Launches::script, "", "", 0},
    {"oneflow.distributed.launch", Launches::script, torch_switches, "", 0},
    {"intel_extension_for_pytorch.cpu.launch", Launches::script, "--distributed", "", 0},
    {"torch.utils.bottleneck", Launches::script, "", "", 0},
    {"multiproc", Launches::script, "", "", 0},
    {"multiproc.py", Launches::script, "", "", 0},
    {"bind_launch", Launches::script, "-m --module --use_env --no_hyperthreads --no_membind", "",
     0},
    {"bind_launch.py", Launches::script, "-m --module --use_env --no_hyperthreads --no_membind", "",
     0},
    {"bind", Launches::script, "", "", 0},
    {"bind_pyt", Launches::script, "--no_hyperthreads --no_membind", "", 0},
    {"bind_pyt.py", Launches::script, "--no_hyperthreads --no_membind", "", 0},
    {"cProfile", Launches::script, "-m", "", 0},
    {"pdb", Launches::script, "-m", "", 0},
    {"ipdb", Launches::script, "-m", "", 0},
    {"coverage", Launches::script, "-m -a -p --append --branch", "", 1},
    {"trace", Launches::script, "-t -c --trace --count", "", 0},
}};

template <std::size_t n>
const Launcher* named(const std::array<Launcher, n>& launchers, std::string_view name) {
  for (const Launcher& launcher : launchers) {
    if (launcher.name == name) return &launcher;
  }
  return nullptr;
}

}  // namespace

const Launcher* launcher_named(std::string_view program) { return named(programs, program); }

const Launcher* python_launcher_named(std::string_view module) { return named(modules, module); }

bool is_option_of(std::string_view options, std::string_view option) {
  for (std::size_t at = options.find(option); at != std::string_view::npos;
       at = options.find(option, at + 1)) {
    const std::size_t end = at + option.size();
    const bool begins = at == 0 || options[at - 1] == ' ';
    if (begins && (end == options.size() || options[end] == ' ')) return true;
  }
  return false;
}

}  // namespace recipe
