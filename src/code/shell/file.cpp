#include "code/shell/file.h"

#include <algorithm>

namespace recipe::code {
namespace {

/// Functions that hand their arguments to functions.
constexpr int deepest_calls = 4;

}  // namespace

ShellFile::ShellFile(std::string path, std::string bytes)
    : source(std::move(path), std::move(bytes)), text(read_shell(source.bytes())) {
  std::vector<ShellFunction> left = text.functions;
  for (int round = 0; round < deepest_calls && !left.empty(); ++round) {
    own_arguments.clear();
    for (const ShellFunction& each : left) own_arguments.push_back(each.span);
    std::vector<std::string> handed;
    for (const ShellCommand& command : text.commands) {
      if (command.words.empty() || !sees_arguments(command.span.begin)) continue;
      const Span behind{command.words.front().span.end, command.span.end};
      if (holds_all_arguments(behind)) handed.push_back(command.words.front().value);
    }
    std::sort(handed.begin(), handed.end());
    const auto is_handed = [&handed](const ShellFunction& each) {
      return std::binary_search(handed.begin(), handed.end(), each.name);
    };
    if (std::erase_if(left, is_handed) == 0) break;
  }
  own_arguments.clear();
  for (const ShellFunction& each : left) own_arguments.push_back(each.span);
}

bool ShellFile::sees_arguments(std::size_t offset) const {
  // Sorted by their beginning; functions within functions are rare enough.
  const auto after =
      std::upper_bound(own_arguments.begin(), own_arguments.end(), offset,
                       [](std::size_t wanted, const Span& span) { return wanted < span.begin; });
  return after == own_arguments.begin() || !std::prev(after)->contains(offset);
}

std::pair<const ShellExpansion*, const ShellExpansion*> ShellFile::expansions_in(Span span) const {
  const auto begins = [](const ShellExpansion& each, std::size_t wanted) {
    return each.span.begin < wanted;
  };
  const auto& all = text.expansions;
  const auto first = std::lower_bound(all.begin(), all.end(), span.begin, begins);
  const auto last = std::lower_bound(first, all.end(), span.end, begins);
  return {all.data() + (first - all.begin()), all.data() + (last - all.begin())};
}

bool ShellFile::holds_all_arguments(Span span) const {
  const auto [first, last] = expansions_in(span);
  return std::any_of(first, last, [this](const ShellExpansion& each) {
    const std::string_view name = at(each.name);
    return name == "@" || name == "*";
  });
}

const ShellExpansion* ShellFile::only_expansion(const ShellWord& word) const {
  Span span = word.span;
  const std::string_view raw = at(span);
  if (raw.size() > 2 && raw.front() == '"' && raw.back() == '"')
    span = {span.begin + 1, span.end - 1};
  const auto [first, last] = expansions_in(span);
  if (first == last || !(first->span == span)) return nullptr;
  return first;
}

}  // namespace recipe::code
