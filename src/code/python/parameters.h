#pragma once

#include "code/python/reading.h"

namespace recipe::code::python {

/// "--batch-size" of "batch_size" where `dash` is '-'.
std::string option_name(std::string_view parameter, char dash);
/// What an annotation says about the number of values: "List[int]" takes many.
Takes takes_of(std::string_view annotation);

/// Adds the fields of a dataclass and of those it derives from; says so where one is not in the
/// tree.
void add_fields(Reading& reading, const Call& at, const Module& module, int klass);
/// Adds a function's parameters as options with both spellings.
void add_parameters(Reading& reading, const Call& at, const Module& module, NodeId function);

}  // namespace recipe::code::python
