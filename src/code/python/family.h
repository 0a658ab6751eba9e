#pragma once

#include <span>
#include <string_view>

namespace recipe::code::python {

struct Call;
class Reading;

/// A way of reading the command line, and how it is recognised.
struct Family {
  std::string_view name;
  std::string_view documentation;
  /// Is shown every call of every file that was parsed.
  void (*call)(Reading& reading, const Call& call);
  /// Is asked once, when all calls were shown; null where there is nothing to add.
  void (*finish)(Reading& reading);
};

#define FAMILY(name) extern const Family name##_family;
#include "code/python/families.def"
#undef FAMILY

/// In the order of families.def.
std::span<const Family* const> families();

}  // namespace recipe::code::python
