#include "check/made.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "code/tree.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_made = 10'000;

/// Without `./` in front and `/` behind.
std::string_view bare(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::string_view name_of_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return code::name_of(bare(url));
}

std::vector<std::string_view> operands_in(const Invocation& invocation) {
  std::vector<std::string_view> operands;
  for (const ShellWord& word : invocation.arguments) {
    if (!word.value.starts_with('-')) operands.push_back(word.value);
  }
  return operands;
}

/// `cp a b/`: what lies where afterwards, but not `a`.
void collect_copies(const Invocation& invocation, Made& made) {
  const auto operands = operands_in(invocation);
  if (operands.size() < 2) return;
  const std::string target(bare(operands.back()));
  if (target != "." && target != "..") made.add(target);
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    const std::string copy =
        (target == "." ? "" : target + "/") + std::string(code::name_of(bare(operands[i])));
    if (copy != bare(operands[i])) made.add_exactly(copy);
  }
}

}  // namespace

void Made::add(std::string_view path) {
  path = bare(path);
  if (path.empty() || path == "." || path == ".." || paths_.size() >= most_made) return;
  add_exactly(path);
  const std::string_view name = code::name_of(path);
  if (name.find_first_of("$*?{<") == std::string_view::npos && name.size() > 2)
    names_.emplace(name);
}

void Made::add_exactly(std::string_view path) {
  if (paths_.size() < most_made) paths_.emplace(bare(path));
}

bool Made::covers(std::string_view path) const {
  path = bare(path);
  if (names_.contains(code::name_of(path))) return true;
  for (std::string_view part = path; !part.empty(); part = code::folder_of(part)) {
    if (paths_.contains(part)) return true;
  }
  return false;
}

bool names_an_output(std::string_view flag) {
  if (flag == "-o" || flag == "-O") return true;
  const std::string name = lower(flag);
  for (const std::string_view part :
       {"out",        "save",        "export",         "result",         "log",       "dest",
        "target_dir", "exp-dir",     "exp_dir",        "expdir",         "work-dir",  "work_dir",
        "workdir",    "tensorboard", "checkpoint-dir", "checkpoint_dir", "ckpt_dir",  "ckpt-dir",
        "write",      "dump",        "cache",          "store",          "local-dir", "model_dir",
        "model-dir",  "to_",         "train_dir",      "report",         "summary",   "tmp",
        "temp",       "plot",        "prediction"}) {
    if (name.find(part) != std::string::npos) return true;
  }
  return false;
}

void collect_made(const ShellCommand& command, const Invocation& invocation, Made& made) {
  for (const ShellRedirection& redirection : command.redirections) {
    if (redirection.op.find('>') != std::string::npos) made.add(redirection.target.value);
  }
  const std::string_view program = code::name_of(invocation.program.value);
  const auto operands = operands_in(invocation);
  if (program == "mkdir" || program == "touch" || program == "tee" || program == "virtualenv") {
    for (const std::string_view each : operands) made.add(each);
  } else if (program == "wget" || program == "curl" || program == "gdown" || program == "aria2c" ||
             program == "axel" || program == "gsutil" || program == "aws") {
    for (const std::string_view each : operands) made.add(name_of_url(each));
  } else if (program == "cp" || program == "mv" || program == "ln" || program == "rsync" ||
             program == "scp") {
    collect_copies(invocation, made);
  } else if (program == "gunzip" || program == "bunzip2" || program == "xz") {
    for (const std::string_view each : operands) made.add(each.substr(0, each.rfind('.')));
  }
  for (const GivenFlag& flag : flags_of(invocation.arguments)) {
    const bool folder = flag.name == "-P" || flag.name == "-p" || flag.name == "-d";
    if (flag.value && (names_an_output(flag.name) || (folder && program != "mkdir"))) {
      made.add(flag.value->value);
    }
  }
}

bool unpacks(const Invocation& invocation) {
  const std::string_view program = code::name_of(invocation.program.value);
  if (program == "tar" || program == "unzip" || program == "7z" || program == "unrar" ||
      program == "patch" || program == "rsync" || program == "dvc") {
    return true;
  }
  if (program == "git" && !invocation.arguments.empty()) {
    const std::string& verb = invocation.arguments[0].value;
    return verb == "submodule" || verb == "lfs" || verb == "apply" || verb == "checkout";
  }
  return false;
}

}  // namespace recipe::check
