#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "os/real_files.h"
#include "os/system_error.h"

namespace recipe::os {

Result<> RealFiles::link_or_copy(const std::string& from, const std::string& to) {
  TRY(without_zero_byte(from));
  TRY(without_zero_byte(to));
  if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0) == 0) return {};
  // Another file system, one without such names, too many names, or a file of another user.
  const bool may_be_copied =
      errno == EXDEV || errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP;
  if (may_be_copied) return copy(from, to);
  return system_failure(errno, "link to", from);
}

}  // namespace recipe::os
