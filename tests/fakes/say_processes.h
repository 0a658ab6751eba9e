#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "os/process.h"

namespace recipe::fakes {

/// Runs nothing: a function of the test says what a command prints and how it ends. Without one, no
/// program is there.
class SayProcesses : public os::Processes {
 public:
  using Say = std::function<Result<os::Captured>(const os::Command&)>;
  explicit SayProcesses(Say say = {}) : say_(std::move(say)) {}

  std::vector<os::Command> commands;  ///< all that were asked for

  Result<os::Exit> run(const os::Command& command, const os::Listener& listener) override {
    TRY_ASSIGN(os::Captured said, answer(command));
    if (!said.out.empty()) listener.output(os::Stream::out, said.out);
    if (!said.err.empty()) listener.output(os::Stream::err, said.err);
    if (!listener.keep_going()) said.exit = {143, 15, said.exit.seconds, 0, 0, true};
    return said.exit;
  }
  Result<os::Captured> capture(const os::Command& command, std::chrono::milliseconds,
                               std::size_t) override {
    return answer(command);
  }

  Result<std::size_t> end_all_with(const std::string& name, const std::string& value) override {
    ended.push_back(name + "=" + value);
    return 0;
  }
  std::vector<std::string> ended;  ///< what `end_all_with` was asked for

 private:
  Result<os::Captured> answer(const os::Command& command) {
    const std::lock_guard<std::mutex> alone(*mutex_);
    commands.push_back(command);
    if (say_) return say_(command);
    const std::string name = command.arguments.empty() ? "" : command.arguments.front();
    return fail(ErrorKind::not_found, "command not found: " + name);
  }

  std::unique_ptr<std::mutex> mutex_ = std::make_unique<std::mutex>();
  Say say_;
};

}  // namespace recipe::fakes
