#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "dynamics/series.h"
#include "os/file_system.h"

namespace recipe::dynamics {

/// A training run as it is found in what programs leave behind. All text is printable.
struct FoundRun {
  /// Where it lies below the source, such as "exp/lr0.1"; empty where the source is the run.
  std::string name;
  /// `seconds` of a point count from `begin`.
  MetricLog metrics;
  std::map<std::string, std::string> hyperparameters;
  /// Longer texts by tag, such as notes and commands, in the order in which they were written.
  std::vector<std::pair<std::string, std::string>> texts;
  std::optional<double> begin;  ///< seconds since 1970, UTC
  std::optional<double> end;    ///< of the last thing that was written
  std::optional<std::string> seed;
  /// How splits were told, what was left out and why: sentences for the user.
  std::vector<std::string> notes;
};

/// Reads a log that may still be growing.
class LogReader {
 public:
  virtual ~LogReader() = default;
  /// Reads what is new, also in new files. A half-written end is kept for the next call and is no
  /// error; what cannot be read becomes a note of its run. Errors are the disk's.
  virtual Result<> poll() = 0;
  /// Once, after the last `poll`: a last line without its end is read if it is whole; what is still
  /// half written becomes a note.
  virtual Result<> finish() { return {}; }
  /// By name. Valid until the next call of `poll` or `finish`.
  virtual const std::vector<FoundRun>& runs() const = 0;
};

enum class Certainty { no, possible, likely, certain };

/// How sure a kind is that it can read a path, and what that rests on.
struct Recognition {
  Certainty certainty = Certainty::no;
  std::string reason;  ///< one line
};

/// A kind of file or folder that programs leave behind.
struct LogKind {
  std::string_view name;
  std::string_view doc;
  /// Looks at names and at most at the first `recognised_bytes` of a few files.
  Result<Recognition> (*recognise)(os::FileSystem& files, const std::string& path);
  /// Nothing is read before `LogReader::poll`. `files` must outlive the reader.
  Result<std::unique_ptr<LogReader>> (*open)(os::FileSystem& files, const std::string& path);
};

inline constexpr std::size_t recognised_bytes = 64 << 10;

namespace logs {
#define LOG(name) extern const LogKind name;
#include "dynamics/logs.def"
#undef LOG
}  // namespace logs

/// In the order of logs.def, which decides between kinds that are equally sure.
std::span<const LogKind* const> log_kinds();
/// By `LogKind::name`; null if there is none.
const LogKind* log_kind_named(std::string_view name);

struct Candidate {
  const LogKind* kind;
  Recognition recognition;
};

/// The kinds that may read a path, surest first; empty if none does. A path that is not there is an
/// error.
Result<std::vector<Candidate>> candidates_for(os::FileSystem& files, const std::string& path);

std::string_view to_string(Certainty certainty);

}  // namespace recipe::dynamics
