#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

constexpr std::array<std::string_view, 7> internal_endings = {
    ".local", ".internal", ".corp", ".lan", ".intranet", ".intra", ".localdomain"};

/// 10.x, 172.16.x to 172.31.x and 192.168.x (RFC 1918).
bool is_private_address(std::string_view host) {
  const auto parts = split(host, '.');
  if (parts.size() != 4) return false;
  std::array<int, 4> numbers{};
  for (std::size_t i = 0; i < 4; ++i) {
    if (parts[i].empty() || parts[i].size() > 3) return false;
    for (const char c : parts[i]) {
      if (!is_digit(c)) return false;
      numbers[i] = numbers[i] * 10 + (c - '0');
    }
  }
  return numbers[0] == 10 || (numbers[0] == 192 && numbers[1] == 168) ||
         (numbers[0] == 172 && numbers[1] >= 16 && numbers[1] <= 31);
}

bool is_internal(std::string_view host) {
  const bool ending = std::any_of(internal_endings.begin(), internal_endings.end(),
                                  [host](std::string_view end) { return host.ends_with(end); });
  return ending || is_private_address(host);
}

void check_hosts(Study& study, Judge& judge) {
  std::set<std::string> told;
  for (const document::Link& link : study.page.links) {
    const std::size_t scheme = link.target.find("://");
    if (scheme == std::string::npos) continue;
    std::string_view host = std::string_view(link.target).substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
      host.remove_prefix(at + 1);
    }
    const std::string name = lower(host.substr(0, host.find(':')));
    if (!is_internal(name) || !told.insert(name).second) continue;
    judge.untrue(target_place(link), quoted(name) +
                                         " is a host of an internal network, which "
                                         "readers elsewhere cannot reach; say whom to "
                                         "ask, or link to a copy outside");
  }
}

}  // namespace

constexpr Rule rules::internal_host = {
    .name = "internal-host",
    .code = "RC003",
    .family = Family::hygiene,
    .severity = Severity::info,
    .summary = "an address within an internal network",
    .document =
        "Addresses on hosts that end in `.internal`, `.corp`, `.local` and the like, and on "
        "private IP addresses; told once per host.",
    .bad = "The logs are at http://tensorboard.corp/run/7.",
    .good = "The logs are in [logs/run7.jsonl](logs/run7.jsonl).",
    .check = check_hosts,
};

}  // namespace recipe::check
