#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/trace.h"

namespace recipe::os {

struct Command {
  std::vector<std::string> arguments;  ///< the first is looked up in the child's PATH
  std::string directory;               ///< empty: the caller's
  /// Set, or with none removed, on top of the caller's environment.
  std::map<std::string, std::optional<std::string>> environment;
};

enum class Stream { out, err };

struct Exit {
  int code = 0;                  ///< exit status; 128 + signal if a signal ended it
  int signal = 0;                ///< 0 if it exited by itself
  double seconds = 0;            ///< wall clock
  double cpu_seconds = 0;        ///< user and system, with all children that were waited for
  std::uint64_t peak_bytes = 0;  ///< largest resident set of one process
  bool interrupted = false;      ///< ended because the caller's `keep_going` said no
  bool succeeded() const { return code == 0 && signal == 0; }
};

/// What a running command is given to.
struct Listener {
  /// Bytes as they come, not cut at lines.
  std::function<void(Stream, std::string_view)> output = [](Stream, std::string_view) {};
  /// Called about every 100 ms and after each output; false ends the whole process group: SIGTERM,
  /// and SIGKILL after `grace`.
  std::function<bool()> keep_going = [] { return true; };
  std::chrono::milliseconds grace{5000};
};

/// Whether what a command prints is also read.
enum class Tee {
  no,
  /// Standard output, and standard error too where both go to the same place, so that their order
  /// stays. A terminal is replaced by a pseudo-terminal, all else by a pipe.
  out,
};

enum class Tracing { no, yes };

/// How a command runs that is attached to the caller's terminal.
struct Attachment {
  Tee tee = Tee::no;
  /// Bytes that went through the tee, before they reach their place; not cut at lines.
  std::function<void(std::string_view)> output = [](std::string_view) {};
  Tracing tracing = Tracing::no;
  TraceLimits limits;
  /// How long, after the command has ended, what it left behind is still read and traced. Then it
  /// goes on unseen.
  std::chrono::milliseconds linger{250};
};

/// How an attached command ended.
struct Attached {
  Exit exit;
  Trace trace;
  std::string not_teed;  ///< why nothing was read although it was asked for; empty if it was
};

struct Captured {
  Exit exit;
  std::string out;
  std::string err;
};

/// The door to other programs. No shell is involved unless it is the command. Standard input is
/// empty.
class Processes {
 public:
  virtual ~Processes() = default;

  /// Runs a command in a process group of its own and waits for it. A program that is not there is
  /// an error of kind not_found.
  virtual Result<Exit> run(const Command& command, const Listener& listener) = 0;
  /// The same for short commands: output kept up to `limit` bytes a stream, the rest dropped; ended
  /// after `timeout`, then an error of kind timeout.
  virtual Result<Captured> capture(const Command& command,
                                   std::chrono::milliseconds timeout = std::chrono::minutes(2),
                                   std::size_t limit = 1 << 20) = 0;
  /// Runs a command as if the user had typed it: same terminal, process group, standard streams,
  /// ignored signals. Returns when the command itself has ended. Meanwhile SIGINT, SIGQUIT and
  /// SIGTSTP from the terminal are the command's alone; signals that were sent to this process are
  /// passed on; this process stops and continues with the command. Where the kernel forbids a
  /// trace, the command runs without. Only one at a time.
  virtual Result<Attached> run_attached(const Command& command, const Attachment& attachment);
  /// Ends every process of this user that was started with `name` set to `value`, and returns when
  /// none is left: what a run that was killed left behind. Says how many there were.
  virtual Result<std::size_t> end_all_with(const std::string& name, const std::string& value) = 0;
};

}  // namespace recipe::os
