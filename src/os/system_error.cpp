#include "os/system_error.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace recipe::os {
namespace {

ErrorKind kind_of_errno(int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return ErrorKind::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorKind::denied;
    case EISDIR:
    case EEXIST:
    case ENOTEMPTY:
    case ELOOP:
    case ENAMETOOLONG:
    case EINVAL:
    case E2BIG:
      return ErrorKind::invalid;
    case EXDEV:
    case ENOEXEC:
    case EOPNOTSUPP:
      return ErrorKind::unsupported;
    default:
      return ErrorKind::io;
  }
}

}  // namespace

tl::unexpected<Error> system_failure(int code, std::string_view operation, std::string_view path) {
  const bool full = code == ENOSPC || code == EDQUOT;
  const std::string reason =
      full ? "no space left on device" : std::generic_category().message(code);
  return fail(kind_of_errno(code), fmt::format("cannot {} {}: {}", operation, path, reason));
}

Result<> without_zero_byte(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return {};
  return fail(ErrorKind::invalid, "a path or an argument holds a zero byte: " +
                                      std::string(text.substr(0, text.find('\0'))));
}

}  // namespace recipe::os
