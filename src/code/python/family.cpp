#include "code/python/family.h"

#include <array>

namespace recipe::code::python {

std::span<const Family* const> families() {
  static constexpr std::array all = {
#define FAMILY(name) &name##_family,
#include "code/python/families.def"
#undef FAMILY
  };
  return all;
}

}  // namespace recipe::code::python
