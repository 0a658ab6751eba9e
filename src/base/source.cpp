#include "base/source.h"

#include <algorithm>

namespace recipe {

SourceText::SourceText(std::string path, std::string bytes)
    : path_(std::move(path)), bytes_(std::move(bytes)), line_begins_{0} {
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (bytes_[i] == '\n' && i + 1 < bytes_.size()) line_begins_.push_back(i + 1);
  }
}

std::string_view SourceText::text(Span span) const {
  const std::string_view all = bytes_;
  if (span.begin >= all.size()) return {};
  return all.substr(span.begin, std::min(span.end, all.size()) - span.begin);
}

Span SourceText::line(std::size_t number) const {
  if (number == 0 || number > line_begins_.size()) return {bytes_.size(), bytes_.size()};
  const std::size_t begin = line_begins_[number - 1];
  std::size_t end = number < line_begins_.size() ? line_begins_[number] : bytes_.size();
  if (end > begin && bytes_[end - 1] == '\n') --end;
  if (end > begin && bytes_[end - 1] == '\r') --end;
  return {begin, end};
}

std::size_t SourceText::line_at(std::size_t offset) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::size_t>(after - line_begins_.begin());
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const std::size_t line = line_at(offset);
  std::size_t column = 1;
  for (std::size_t i = line_begins_[line - 1]; i < offset; ++i) {
    const bool continues_code_point = (static_cast<unsigned char>(bytes_[i]) & 0xC0U) == 0x80U;
    if (!continues_code_point) ++column;
  }
  return {line, column};
}

std::string SourceText::place(Span span) const {
  const Position at = position(span.begin);
  return path_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace recipe
