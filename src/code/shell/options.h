#pragma once

#include "code/shell/variables.h"

namespace recipe::code {

/// Adds the options that a script reads by getopts, getopt or `case "$1"`. Their defaults are what
/// their variables hold otherwise.
void add_options(Interface& interface, const ShellFile& file, const ShellVariables& variables);
/// Adds `$1`, `${2:-v}` and the like, in order, with the name of the variable that each goes to.
void add_positionals(Interface& interface, const ShellFile& file, const ShellVariables& variables);

}  // namespace recipe::code
