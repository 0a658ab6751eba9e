#include "run/command_run.h"

#include <deque>
#include <memory>

#include "base/text.h"
#include "dynamics/source.h"

namespace recipe::run {
namespace {

/// Both streams of a command as lines: to the log, and the last ones kept.
class OutputLog {
 public:
  OutputLog(os::FileSystem& files, std::string path, const Redaction& redact)
      : files_(files), path_(std::move(path)), redact_(redact) {}

  void add(std::string_view bytes) {
    half_ += bytes;
    const std::size_t end = half_.rfind('\n');
    if (end == std::string::npos && half_.size() < dynamics::longest_line) return;
    write(end == std::string::npos ? half_.size() : end + 1);
  }

  Result<> finish() {
    write(half_.size());
    // Synced once: a program that writes much does not wait for the disk.
    if (result_ && wrote_) result_ = files_.append(path_, "");
    return std::move(result_);
  }

  bool broken() const { return !result_; }
  std::vector<std::string> tail() const { return {tail_.begin(), tail_.end()}; }

 private:
  void write(std::size_t size) {
    if (size == 0) return;
    const std::string text = redact_(std::string_view(half_).substr(0, size));
    half_.erase(0, size);
    for (const std::string_view line : lines(text)) {
      constexpr std::size_t kept = 20;
      tail_.emplace_back(printable(line.substr(0, 400)));
      if (tail_.size() > kept) tail_.pop_front();
    }
    if (result_) result_ = files_.append_unsynced(path_, text);
    wrote_ = true;
  }

  os::FileSystem& files_;
  std::string path_;
  const Redaction& redact_;
  std::string half_;
  std::deque<std::string> tail_;
  Result<> result_;
  bool wrote_ = false;
};

/// Reads what a file has gained since the last look.
class GrowingFile {
 public:
  GrowingFile(os::FileSystem& files, std::string path, dynamics::MetricLog& log)
      : files_(files), path_(std::move(path)), feed_(log) {}

  void read() {
    if (path_.empty()) return;
    if (!reader_) {
      auto opened = files_.open(path_);
      if (!opened) return;
      reader_ = std::move(*opened);
    }
    std::string buffer(1 << 16, '\0');
    for (;;) {
      const auto size = reader_->read(buffer.data(), buffer.size());
      if (!size || *size == 0) return;
      feed_.feed(std::string_view(buffer).substr(0, *size));
    }
  }

  void finish() {
    read();
    feed_.finish();
  }

 private:
  os::FileSystem& files_;
  std::string path_;
  dynamics::LineFeed feed_;
  std::unique_ptr<os::FileReader> reader_;
};

}  // namespace

Result<ScriptEnd> run_script(os::World& world, const ScriptRun& script, const Redaction& redact,
                             Observer& observer) {
  TRY(world.files.write_unsynced(script.script_file, script.script));
  ScriptEnd end;
  OutputLog log(world.files, script.log, redact);
  GrowingFile metrics(world.files, script.metrics, end.metrics);
  dynamics::LineFeed output(end.metrics);

  os::Command command;
  command.arguments = {"bash", "-e", "-o", "pipefail", script.script_file};
  command.directory = script.directory;
  command.environment = script.environment;
  os::Listener listener;
  listener.output = [&](os::Stream stream, std::string_view bytes) {
    log.add(bytes);
    if (stream == os::Stream::out && !script.metrics.empty()) output.feed(bytes);
  };
  listener.keep_going = [&] {
    metrics.read();
    observer.tick(end.metrics);
    return !world.environment.interrupted() && !log.broken();
  };
  TRY_ASSIGN(end.exit, world.processes.run(command, listener));
  metrics.finish();
  output.finish();
  TRY(log.finish());
  end.tail = log.tail();
  return end;
}

}  // namespace recipe::run
