#include "check/placed_text.h"

#include <algorithm>

namespace recipe::check {

void PlacedText::add(const SourceText& source, Span span) {
  if (span.empty()) return;
  runs_.push_back({text_.size(), span, true});
  text_ += source.text(span);
}

void PlacedText::add(std::string_view bytes, Span at) {
  if (bytes.empty()) return;
  runs_.push_back({text_.size(), at, false});
  text_ += bytes;
}

const PlacedText::Run* PlacedText::run_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), offset,
                       [](std::size_t wanted, const Run& run) { return wanted < run.begin; });
  return after == runs_.begin() ? nullptr : &*(after - 1);
}

Span PlacedText::place(Span span) const {
  const Run* first = run_at(span.begin);
  if (first == nullptr) return {};
  const std::size_t begin =
      first->literal
          ? std::min(first->source.begin + (span.begin - first->begin), first->source.end)
          : first->source.begin;
  if (span.empty()) return {begin, begin};
  const Run* last = run_at(span.end - 1);
  const std::size_t end =
      last->literal ? last->source.begin + (span.end - last->begin) : last->source.end;
  return {begin, std::max(begin, end)};
}

ShellCommand PlacedText::place(ShellCommand command) const {
  command.span = place(command.span);
  for (ShellWord& word : command.words) place(word);
  for (ShellAssignment& assignment : command.assignments) {
    assignment.span = place(assignment.span);
    place(assignment.value);
    for (ShellWord& item : assignment.items) place(item);
  }
  for (ShellRedirection& redirection : command.redirections) {
    redirection.span = place(redirection.span);
    place(redirection.target);
  }
  return command;
}

}  // namespace recipe::check
