#include "cli/command.h"

int main(int argc, char** argv) {
  using namespace recipe;
  return cli::run_program(os::real_world(), cli::real_terminal(), argc, argv);
}
