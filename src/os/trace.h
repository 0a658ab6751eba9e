#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace recipe::os {

/// What was done to a file; bits of `TracedFile::access`.
enum Access : unsigned {
  access_read = 1,
  access_written = 2,   ///< opened for writing and changed, made, linked or renamed to
  access_executed = 4,  ///< also the interpreter that a script names in its first line
  access_deleted = 8,   ///< or renamed away
};

/// One file, however often it was opened. Folders that were only listed are none.
struct TracedFile {
  std::string path;   ///< absolute, links resolved; a name under /proc as "/proc"
  std::string named;  ///< as the program named it, absolute, where that differs
  unsigned access = 0;
  bool existed = true;      ///< before the command first touched it
  bool exists = true;       ///< after the command
  bool input = false;       ///< read or executed before the command itself wrote it
  std::uint64_t bytes = 0;  ///< at the end; of a file that is gone, when it was first seen
  std::string moved_from;   ///< the file whose name was changed to this one, or linked
  std::size_t reader = 0;   ///< program that read or executed it first, an index
  std::size_t writer = 0;   ///< program that first wrote or deleted it
};

/// A program that was started; started again in the same way by the same parent it is counted.
struct TracedProgram {
  std::string executable;              ///< path; empty for the command before its own start
  std::vector<std::string> arguments;  ///< at most 64, of 256 bytes
  std::size_t parent = 0;              ///< index; of the command itself 0
  int pid = 0;                         ///< the first one's
  std::uint64_t count = 1;
  bool privileged = false;  ///< setuid, setgid or with file capabilities
};

/// An address that was connected to; whether anything answered is not known.
struct TracedHost {
  std::string address;     ///< "192.0.2.1", "2001:db8::1" or the path of a socket
  std::uint16_t port = 0;  ///< 0 for a socket in the file system
  bool datagram = false;   ///< UDP: perhaps only a look at the route
  std::size_t program = 0;
};

/// What a command touched: files, programs and hosts, of all its processes and threads.
struct Trace {
  /// Why nothing was traced, a clause for a person; empty if it was.
  std::string unavailable;
  std::vector<TracedFile> files;        ///< sorted by path
  std::vector<TracedProgram> programs;  ///< the first is the command
  std::vector<TracedHost> hosts;        ///< in the order of first use
  std::vector<std::string> notes;       ///< sentences: what was not or not fully seen
  std::uint64_t events = 0;             ///< system calls that were looked at
  bool daemons = false;                 ///< processes outlived the command and were not waited for
};

/// Bounds of what a trace keeps; what is beyond is counted in a note.
struct TraceLimits {
  std::size_t files = 1'000'000;
  std::size_t programs = 20'000;
  std::size_t hosts = 10'000;
};

}  // namespace recipe::os
