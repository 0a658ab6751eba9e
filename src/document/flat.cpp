#include <algorithm>

#include "base/text.h"
#include "document/inline.h"

namespace recipe::document {

const Flat::Run& Flat::run_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), offset,
                       [](std::size_t wanted, const Run& run) { return wanted < run.begin; });
  return after == runs_.begin() ? runs_.front() : *(after - 1);
}

Span Flat::span(std::size_t begin, std::size_t end) const {
  if (runs_.empty()) return {};
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const auto place = [&](std::size_t offset, const Run& run) {
    return run.literal ? std::min(run.source.begin + (offset - run.begin), run.source.end)
                       : run.source.begin;
  };
  const std::size_t first = place(begin, run_at(begin));
  if (begin == end) return {first, first};
  const Run& last = run_at(end - 1);
  return {first, last.literal ? place(end - 1, last) + 1 : last.source.end};
}

void Flat::append(std::string_view decoded, Span source) {
  if (decoded.empty()) {
    if (runs_.empty()) runs_.push_back({0, source, false});
    return;
  }
  const bool literal = decoded.size() == source.size();
  Run* last = runs_.empty() ? nullptr : &runs_.back();
  if (literal && last != nullptr && last->literal && last->source.end == source.begin) {
    last->source.end = source.end;
  } else if (last != nullptr && last->begin == text.size()) {
    *last = {text.size(), source, literal};
  } else {
    runs_.push_back({text.size(), source, literal});
  }
  text += decoded;
}

void Flat::append_break(Span source) {
  runs_.push_back({text.size(), source, false});
  text += ' ';
}

std::string_view Slice::view() const {
  return std::string_view(flat->text).substr(begin, end - begin);
}

Slice Slice::sub(std::size_t from, std::size_t count) const {
  const std::size_t first = std::min(begin + from, end);
  return {flat, first, count > end - first ? end : first + count};
}

Slice Slice::trimmed() const {
  Slice out = *this;
  while (out.begin < out.end && is_space(flat->text[out.begin])) ++out.begin;
  while (out.begin < out.end && is_space(flat->text[out.end - 1])) --out.end;
  return out;
}

Slice whole(const Flat& flat) { return {&flat, 0, flat.text.size()}; }

std::vector<Slice> parts_of(Slice slice, char separator) {
  std::vector<Slice> parts;
  std::size_t begin = slice.begin;
  const auto add = [&](std::size_t end) {
    const Slice part = Slice{slice.flat, begin, end}.trimmed();
    if (!part.empty()) parts.push_back(part);
  };
  auto piece = slice.flat->pieces.begin();
  for (std::size_t i = slice.begin; i < slice.end; ++i) {
    while (piece != slice.flat->pieces.end() && (piece->end <= i || piece->begin < slice.begin)) {
      ++piece;
    }
    const bool inside = piece != slice.flat->pieces.end() && piece->begin <= i && i < piece->end;
    if (inside || slice.flat->text[i] != separator) continue;
    add(i);
    begin = i + 1;
  }
  add(slice.end);
  return parts;
}

}  // namespace recipe::document
