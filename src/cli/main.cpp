#include "cli/command.h"

int main(int argc, char** argv) {
  using namespace recipe;
  os::World world = os::real_world();
  world.cache = os::real_cache();
  return cli::run_program(world, cli::real_terminal(), argc, argv);
}
