#include "check/flag_names.h"

#include <algorithm>

#include "base/text.h"
#include "check/spelling.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_sources = 200;

bool is_flag_byte(char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; }

std::vector<std::string> names_of(const code::Interface& interface) {
  std::vector<std::string> names;
  for (const code::Flag& flag : interface.flags) {
    for (const std::string& name : flag.names) {
      if (name.starts_with("--")) names.push_back(name);
    }
  }
  return names;
}

/// `--repeated-aug--bce-loss`: two options without the blank between them.
std::optional<MeantFlag> glued(const code::Interface& interface, std::string_view name) {
  for (std::size_t at = name.find("--", 3); at != std::string_view::npos;
       at = name.find("--", at + 1)) {
    const code::Flag* first = interface.find(name.substr(0, at));
    const code::Flag* second = interface.find(name.substr(at));
    if (first == nullptr || second == nullptr) continue;
    return MeantFlag{std::string(name.substr(0, at)) + " " + std::string(name.substr(at)), first,
                     true, false};
  }
  return std::nullopt;
}

/// `--rnn-lm-epoch` for `--lm-epoch`
std::optional<MeantFlag> of_last_words(const code::Interface& interface, std::string_view name) {
  for (std::size_t at = 2; at < name.size(); ++at) {
    if (name[at] != '-' && name[at] != '_') continue;
    const std::string rest = "--" + std::string(name.substr(at + 1));
    if (rest.size() < 6) break;
    for (const code::Flag& flag : interface.flags) {
      if (std::find(flag.names.begin(), flag.names.end(), rest) != flag.names.end()) {
        return MeantFlag{rest, &flag, false, false};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_plain_flag(const GivenFlag& given) {
  return looks_like_flag(given.name) &&
         std::all_of(given.name.begin(), given.name.end(), is_flag_byte) &&
         given.name.find("...") == std::string::npos;
}

const code::Flag* accepted_flag(const code::Interface& interface, std::string_view name) {
  if (const code::Flag* flag = interface.find(name)) return flag;
  const bool short_one = name.size() > 2 && name[0] == '-' && name[1] != '-';
  if (!short_one) return nullptr;
  const code::Flag* flag = interface.find(name.substr(0, 2));
  if (flag == nullptr) return nullptr;
  if (flag->takes != code::Takes::nothing) return flag;
  // `-vq`: several that take nothing
  for (const char c : name.substr(2)) {
    const code::Flag* next = interface.find(std::string("-") + c);
    if (next == nullptr) return nullptr;
    if (next->takes != code::Takes::nothing) return flag;
  }
  return flag;
}

std::optional<MeantFlag> meant_flag(const code::Interface& interface, std::string_view name) {
  if (!name.starts_with("--")) return std::nullopt;
  if (auto both = glued(interface, name)) return both;
  if (const auto near = near_spelling(name, names_of(interface))) {
    return MeantFlag{*near, interface.find(*near), true, folded(*near) == folded(name)};
  }
  return of_last_words(interface, name);
}

bool says_flag(const ProgramCall& call, std::string_view name) {
  std::size_t count = 0;
  for (const std::string& path : call.script->sources) {
    if (++count > most_sources) return true;
    const auto text = call.standpoint.tree->read(path);
    if (!text) continue;
    for (const char quote : {'"', '\''}) {
      if ((*text)->find(quote + std::string(name) + quote) != std::string::npos) return true;
    }
  }
  return false;
}

bool hands_all_on(const ProgramCall& call) {
  if (!call.path.ends_with(".sh") && !call.path.ends_with(".bash")) return false;
  const auto text = call.standpoint.tree->read(call.path);
  if (!text) return true;
  for (const std::string_view all : {"$@", "${@", "$*", "${*"}) {
    if ((*text)->find(all) != std::string::npos) return true;
  }
  return false;
}

Span name_span(const SourceText& source, const GivenFlag& given) {
  const std::string_view text = source.text(given.word.span);
  const std::size_t at = text.find(given.name);
  if (at == std::string_view::npos) return given.word.span;
  return {given.word.span.begin + at, given.word.span.begin + at + given.name.size()};
}

}  // namespace recipe::check
