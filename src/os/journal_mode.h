#pragma once

#include <string>

namespace recipe::os {

/// How SQLite is to write a database on a file system, by the number that statfs(2) gives it.
/// "WAL", where a commit waits for no disk, needs memory that all who use the database share: that
/// is so on file systems known to be this machine's own. "DELETE" works everywhere.
const char* journal_mode_on(long file_system);

/// The number of the file system that a path is on; 0 if it cannot be told.
long file_system_of(const std::string& path);

}  // namespace recipe::os
