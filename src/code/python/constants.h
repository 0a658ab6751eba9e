#pragma once

#include <vector>

#include "code/python/program.h"
#include "code/script.h"

namespace recipe::code::python {

/// Assignments of literal values, keyword arguments with literal values and the keys of mappings,
/// in the order of the files and of their text. Definitions of options are left out.
std::vector<Constant> constants_of(Program& program);

}  // namespace recipe::code::python
