#pragma once

#include "code/python/reading.h"

namespace recipe::code::python {

/// Finds what the code that runs takes where an option was left out and its default is a sentinel:
/// `args.x = args.x or E`, `if args.x is None: args.x = E`, `E if args.x is None else args.x`.
void read_fallbacks(Reading& reading, Interface& interface);

}  // namespace recipe::code::python
