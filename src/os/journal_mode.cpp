#include "os/journal_mode.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>

namespace recipe::os {
namespace {

// Not in every version of the kernel's header.
constexpr long xfs = 0x58465342;
constexpr long zfs = 0x2fc12fc1;
constexpr long bcachefs = 0xca451a4e;

constexpr std::array<long, 8> own_file_systems = {EXT4_SUPER_MAGIC,
                                                  BTRFS_SUPER_MAGIC,
                                                  TMPFS_MAGIC,
                                                  OVERLAYFS_SUPER_MAGIC,
                                                  F2FS_SUPER_MAGIC,
                                                  xfs,
                                                  zfs,
                                                  bcachefs};

}  // namespace

const char* journal_mode_on(long file_system) {
  const bool own = std::find(own_file_systems.begin(), own_file_systems.end(), file_system) !=
                   own_file_systems.end();
  return own ? "WAL" : "DELETE";
}

long file_system_of(const std::string& path) {
  struct statfs found {};
  return ::statfs(path.c_str(), &found) == 0 ? static_cast<long>(found.f_type) : 0;
}

}  // namespace recipe::os
