#include <algorithm>
#include <array>

#include "base/text.h"
#include "verify/families.h"

namespace recipe::verify {
namespace {

constexpr std::array<std::string_view, 20> fillers = {
    "with",    "and",    "the",    "one",     "processor", "cpu",     "gpu",
    "gpus",    "core",   "cores",  "machine", "intel",     "nvidia",  "using",
    "threads", "thread", "memory", "ram",     "gib",       "instance"};

/// Words of letters, digits and dots, in lower case.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : lower(text)) {
    if (is_alnum(c) || c == '.' || c == '+') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  for (std::string& word : words) {
    while (!word.empty() && word.back() == '.') word.pop_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  return words;
}

/// True if a version in `installed` is `version`, or goes on behind it with another part: 3.11.2
/// begins with 3.11, not with 3.1.
bool begins_so(std::string_view installed, const std::string& version) {
  for (const std::string& word : words_of(installed)) {
    if (!word.starts_with(version)) continue;
    if (word.size() == version.size() || !is_digit(word[version.size()])) return true;
  }
  return false;
}

}  // namespace

bool names_machine(std::string_view claimed, const os::Machine& machine) {
  const std::vector<std::string> known = words_of(machine.summary());
  bool any = false;
  for (const std::string& word : words_of(claimed)) {
    if (std::find(fillers.begin(), fillers.end(), word) != fillers.end()) continue;
    const bool number = is_digit(word.front());
    if (!number && word.size() < 3) continue;
    if (std::find(known.begin(), known.end(), word) == known.end()) return false;
    any = true;
  }
  return any;
}

std::optional<bool> names_software(std::string_view claimed, const record::Record& record) {
  std::vector<std::pair<std::string, std::string>> recorded = record.machine.software;
  recorded.insert(recorded.end(), record.packages.begin(), record.packages.end());
  for (const std::string_view item : split(claimed, ',')) {
    const std::vector<std::string> words = words_of(item);
    if (words.size() < 2) continue;
    std::string version = words.back();
    if (version.size() > 1 && version.front() == 'v') version.erase(0, 1);
    if (!is_digit(version.front())) continue;
    bool known = false;
    bool same = false;
    for (const auto& [name, installed] : recorded) {
      if (folded(name).find(folded(words.front())) == std::string::npos) continue;
      known = true;
      same = same || begins_so(installed, version);
    }
    if (!known) return std::nullopt;
    if (!same) return false;
  }
  return true;
}

}  // namespace recipe::verify
