#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// Accounts of containers and images, and words for "yours".
constexpr std::array<std::string_view, 36> nobody = {
    "user",    "username", "users",  "ubuntu", "root",   "me",    "you",      "name",
    "your",    "yourname", "jovyan", "runner", "docker", "admin", "ec2-user", "vagrant",
    "jenkins", "debian",   "centos", "vscode", "node",   "app",   "shared",   "public",
    "default", "test",     "myuser", "guest",  "work",   "data",  "project",  "projects",
    "someone", "pi",       "qemu",   "usr"};

struct Prefix {
  std::string_view text;
  char separator;
};
constexpr std::array<Prefix, 4> prefixes = {
    {{"/home/", '/'}, {"/Users/", '/'}, {"C:\\Users\\", '\\'}, {"C:/Users/", '/'}}};

bool names_somebody(std::string_view name) {
  if (name.size() < 2 || name.size() > 32) return false;
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return is_alnum(c) || c == '_' || c == '-' || c == '.';
  });
  const std::string folded_name = lower(name);
  if (folded_name.starts_with("your") || folded_name.starts_with("my")) return false;
  if (folded_name.find("user") != std::string::npos || folded_name.ends_with("-server"))
    return false;
  return plain && std::find(nobody.begin(), nobody.end(), folded_name) == nobody.end();
}

void check_personal_paths(Study& study, Judge& judge) {
  const std::string_view text = study.page.source.bytes();
  std::set<std::string> told;
  for (const Prefix& prefix : prefixes) {
    for (std::size_t at = text.find(prefix.text); at != std::string_view::npos;
         at = text.find(prefix.text, at + 1)) {
      // `example.org/home/x` and `$DIR/home/x` are other folders.
      const char before = at == 0 ? ' ' : text[at - 1];
      if (is_alnum(before) || std::string_view("/_-.}$~").find(before) != std::string_view::npos) {
        continue;
      }
      const std::size_t begin = at + prefix.text.size();
      const std::size_t end =
          std::min(text.substr(0, begin + 40).find(prefix.separator, begin), text.size());
      const std::string_view name = text.substr(begin, end - begin);
      if (end == text.size() || !names_somebody(name) || !told.insert(std::string(name)).second) {
        continue;
      }
      judge.untrue({at, end}, "the folder " + quoted(text.substr(at, end - at)) +
                                  " is on one person's machine; write what readers should put "
                                  "there, such as a variable");
    }
  }
}

}  // namespace

constexpr Rule rules::personal_path = {
    .name = "personal-path",
    .code = "RC002",
    .family = Family::hygiene,
    .severity = Severity::info,
    .summary = "a path into one person's home folder",
    .document =
        "`/home/alice/`, `/Users/alice/` and `C:\\Users\\alice\\`, told once per name. Accounts of "
        "containers (`ubuntu`, `jovyan`) and words such as `user` are left alone.",
    .bad = "python train.py --data /home/alice/imagenet",
    .good = "python train.py --data \"$DATA\"",
    .check = check_personal_paths,
};

}  // namespace recipe::check
