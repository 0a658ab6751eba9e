#include "check/foreign_projects.h"

#include <algorithm>

#include "base/text.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

constexpr std::size_t shortest_name = 4;
constexpr std::size_t most_addresses = 2000;
constexpr std::size_t longest_address = 200;

/// Addresses in the raw text, which a link of another markup holds too.
std::vector<std::string_view> addresses_in(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = text.find("https://"); at != std::string_view::npos;
       at = text.find("https://", at + 1)) {
    const std::string_view rest = text.substr(at, longest_address);
    found.push_back(rest.substr(0, rest.find_first_of(" \t\r\n<>()[]\"'`")));
    if (found.size() == most_addresses) break;
  }
  return found;
}

/// "NeMo-RL" of "NVIDIA NeMo-RL", where it is the repository's name with more.
std::string called(std::string_view link_text, const std::string& name) {
  const std::string text = lower(trim(link_text));
  const std::string word = text.substr(text.rfind(' ') + 1);
  return word.find(name) != std::string::npos ? word : "";
}

}  // namespace

bool mentions_word(std::string_view text, std::string_view word) {
  const std::string all = lower(text);
  for (std::size_t at = all.find(word); at != std::string::npos; at = all.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_alnum(all[at - 1]);
    const bool ends = end == all.size() || !is_alnum(all[end]) || all[end] == 's';
    if (begins && ends) return true;
  }
  return false;
}

ForeignProjects::ForeignProjects(const document::Page& page, const Facts& facts) {
  std::set<std::string> own;
  const auto add = [&](std::string_view url, std::string_view text) {
    const auto address = repository_address(url);
    if (!address) return;
    const std::string name = lower(code::name_of(address->repository));
    const bool is_own = facts.is_own(address->host, address->repository);
    for (const std::string& each : {name, called(text, name)}) {
      if (each.size() >= shortest_name) (is_own ? own : names_).insert(each);
    }
  };
  for (const document::Link& link : page.links) add(link.target, link.text);
  for (const std::string_view address : addresses_in(page.source.bytes())) add(address, "");
  for (const std::string& name : own) names_.erase(name);
}

bool ForeignProjects::is_named_in(std::string_view text) const {
  return std::any_of(names_.begin(), names_.end(),
                     [text](const std::string& name) { return mentions_word(text, name); });
}

bool ForeignProjects::begins(std::string_view text) const {
  const std::string small = lower(trim(text));
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
    if (!small.starts_with(name)) return false;
    const std::string_view rest = std::string_view(small).substr(name.size());
    return rest.starts_with(':') || rest.starts_with(" at ") || rest.starts_with(" (");
  });
}

}  // namespace recipe::check
