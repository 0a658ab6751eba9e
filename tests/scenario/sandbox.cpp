#include "scenario/sandbox.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "base/text.h"

namespace recipe::scenario {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
  std::string name = fs::canonical(fs::temp_directory_path()) / "scenario-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("cannot make a folder like " + name);
  }
  return name;
}

void set(const char* name, const std::string& value) { setenv(name, value.c_str(), 1); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Names that begin with `prefix` go, but for `kept`.
void unset_all(std::string_view prefix, std::string_view kept) {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view row = *entry;
    const std::string_view name = row.substr(0, row.find('='));
    if (name.starts_with(prefix) && name != kept) names.emplace_back(name);
  }
  for (const std::string& name : names) unsetenv(name.c_str());
}

}  // namespace

Sandbox::Sandbox() : root_(new_folder()), folder_(root_ / "work"), home_(root_ / "home") {
  fs::create_directory(folder_);
  fs::create_directory(home_);
  fs::create_directory(root_ / "bin");
  fs::create_symlink(fs::read_symlink("/proc/self/exe"), root_ / "bin" / "scenario");
  if (const char* binary = std::getenv("RECIPE_BINARY")) {
    fs::create_symlink(fs::canonical(binary), root_ / "bin" / "recipe");
  }
  set_environment();
}

Sandbox::~Sandbox() {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root_, error), end; !error && entry != end;
       entry.increment(error)) {
    // What a run has made read-only could not be removed otherwise.
    if (entry->is_directory() && !entry->is_symlink()) {
      std::error_code denied;
      fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, denied);
    }
  }
  fs::remove_all(root_, error);
}

void Sandbox::set_environment() const {
  unset_all("GIT_", "");
  unset_all("RECIPE_", "RECIPE_BINARY");
  unset_all("XDG_", "");
  unset_all("LC_", "");
  unset_all("SSL_CERT_", "");
  unset_all("CURL_CA_", "");
  set("PATH", (root_ / "bin").string() + ":" + std::getenv("PATH"));
  set("HOME", home_);
  set("XDG_STATE_HOME", home_ / "state");
  set("XDG_CACHE_HOME", home_ / "cache");
  set("XDG_CONFIG_HOME", home_ / "config");
  set("LC_ALL", "C.UTF-8");
  set("TZ", "UTC");
  set("NO_COLOR", "1");
  set("TERM", "dumb");
  // What a page serves to itself goes through no proxy.
  set("NO_PROXY", "127.0.0.1,localhost");
  set("no_proxy", "127.0.0.1,localhost");
  // Every person and machine makes the same commits.
  set("GIT_CONFIG_GLOBAL", "/dev/null");
  set("GIT_CONFIG_NOSYSTEM", "1");
  set("GIT_CONFIG_COUNT", "1");
  set("GIT_CONFIG_KEY_0", "init.defaultBranch");
  set("GIT_CONFIG_VALUE_0", "main");
  for (const std::string role : {"AUTHOR", "COMMITTER"}) {
    set(("GIT_" + role + "_NAME").c_str(), "A Person");
    set(("GIT_" + role + "_EMAIL").c_str(), "person@example.org");
    set(("GIT_" + role + "_DATE").c_str(), "2026-01-01T00:00:00Z");
  }
}

void Sandbox::write(const File& file) const {
  const fs::path path = folder_ / file.path;
  fs::create_directories(path.parent_path());
  std::ofstream stream(path, std::ios::binary);
  stream << file.text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + path.string());
}

Output Sandbox::run(const std::string& script) const {
  const std::string command = "cd " + shell_quoted(folder_.string()) + " && exec bash -c " +
                              shell_quoted(script) + " 2>&1 < /dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start bash");
  std::string bytes;
  std::array<char, 4096> part{};
  while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe)) {
    bytes.append(part.data(), count);
  }
  const int status = pclose(pipe);
  Output output;
  output.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  bytes = replaced(std::move(bytes), folder_.string(), "<dir>");
  bytes = replaced(std::move(bytes), home_.string(), "<home>");
  for (const std::string_view line : lines(bytes)) output.lines.emplace_back(line);
  return output;
}

}  // namespace recipe::scenario
