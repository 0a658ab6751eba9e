#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dynamics/found_run.h"
#include "dynamics/growing_file.h"
#include "dynamics/lines.h"

namespace recipe::dynamics {

/// Makes runs of the lines of one file.
class LineParser {
 public:
  virtual ~LineParser() = default;
  virtual void read(std::string_view line) = 0;
  /// Once, behind the last line.
  virtual void finish() {}
  /// What was found so far. Names are below the file, empty for its only run.
  std::vector<FoundRun>& found() { return found_; }

 protected:
  std::vector<FoundRun> found_;
};

/// What a kind of files of lines says to `LineLog`.
struct LineFormat {
  std::unique_ptr<LineParser> (*parser)(const std::string& file_name);
  /// Of a folder: whether a file with this name and beginning is read.
  bool (*is_one)(const std::string& file_name, std::string_view beginning);
};

/// Reads a file of lines, or all such files that lie in a folder, each a run named by its file.
class LineLog : public LogReader {
 public:
  static Result<std::unique_ptr<LogReader>> open(os::FileSystem& files, const std::string& path,
                                                 LineFormat format);
  LineLog(os::FileSystem& files, std::string source, bool is_file, LineFormat format)
      : files_(files), source_(std::move(source)), is_file_(is_file), format_(format) {}

  Result<> poll() override;
  Result<> finish() override;
  const std::vector<FoundRun>& runs() const override { return runs_; }

 private:
  struct Part {
    std::string name;  ///< empty where the source is the file
    GrowingFile file;
    std::unique_ptr<LineParser> parser;
    LineCutter lines;
  };
  /// Where a run that is shown belongs, and what its parser says.
  struct Origin {
    FoundRun* found;
    std::string name;
    std::size_t notes;
  };

  Result<> find_parts();
  void add_part(const std::string& name, const std::string& path);
  Result<> read(Part& part);
  void lend();
  void take_back();

  os::FileSystem& files_;
  std::string source_;
  bool is_file_;
  LineFormat format_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::vector<FoundRun> runs_;
  std::vector<Origin> origins_;
};

/// The names of the files in a folder that a format reads, the first thousand.
Result<std::vector<std::string>> files_of_format(os::FileSystem& files, const std::string& folder,
                                                 const LineFormat& format);

}  // namespace recipe::dynamics
