#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/descriptor.h"
#include "os/file_system.h"

namespace recipe::os {

// System calls that go on after EINTR; `path` is only for the message.

/// openat with O_CLOEXEC.
Result<Descriptor> open_at(int folder, const std::string& name, int flags, unsigned mode,
                           std::string_view operation, std::string_view path);
Result<std::size_t> read_some(int fd, char* buffer, std::size_t size, std::string_view path);
Result<> write_all(int fd, std::string_view bytes, std::string_view path);
Result<> sync_file(int fd, std::string_view path);
/// Makes the names in a folder last; file systems that cannot are let off.
Result<> sync_folder(const std::string& path);
/// The entries of an open folder, sorted by name's bytes.
Result<std::vector<DirectoryEntry>> entries_of(int fd, std::string_view path);
FileKind kind_of_mode(unsigned mode);
FileStatus status_of(const struct stat& found);

}  // namespace recipe::os
