#pragma once

#include "code/python/reading.h"

namespace recipe::code::python {

/// `ArgumentParser(...)`, `OptionParser(...)` and their like.
bool makes_parser(const Call& call);

/// What becomes of the rest that `parse_known_args` leaves: refused, given to another parser,
/// handed on, or dropped.
void unknown_arguments(Reading& reading, const Call& call);

/// A parser that comes from outside the tree, or goes there: it may accept more than is seen.
void strange_parsers(Reading& reading, const Call& call);

}  // namespace recipe::code::python
