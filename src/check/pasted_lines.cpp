#include "check/pasted_lines.h"

#include "base/shell.h"
#include "base/text.h"
#include "check/placed_text.h"

namespace recipe::check {

namespace {

/// Of `--lr 1 \ # text`: to a shell the `#` is a part of a word, to the reader it begins a
/// comment.
std::size_t comment_behind_backslash(const SourceText& source, Span line) {
  const std::string_view text = source.text(line);
  for (const std::string_view start : {" \\ #", " \\\t#"}) {
    const std::size_t at = text.find(start);
    if (at != std::string_view::npos) return line.begin + at + 3;
  }
  return line.end;
}

}  // namespace

std::vector<PastedLine> pasted_lines(const SourceText& source, const std::vector<Span>& lines) {
  PlacedText placed;
  std::vector<std::size_t> begins;
  for (const Span& line : lines) {
    begins.push_back(placed.text().size());
    placed.add(source, line);
    placed.add("\n", {line.end, line.end});
  }
  const ShellText shell = read_shell(placed.text());
  std::vector<PastedLine> pasted;
  pasted.reserve(lines.size());
  std::size_t comment = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    PastedLine line{lines[i], false, lines[i].end, false};
    const std::size_t end = begins[i] + lines[i].size();
    while (comment < shell.comments.size() && shell.comments[comment].begin < begins[i]) ++comment;
    if (comment < shell.comments.size() && shell.comments[comment].begin < end) {
      line.comment = lines[i].begin + (shell.comments[comment].begin - begins[i]);
    }
    if (line.comment == lines[i].end) line.comment = comment_behind_backslash(source, lines[i]);
    while (at < shell.lines.size() && shell.lines[at].span.begin < begins[i]) ++at;
    const bool read = at < shell.lines.size() && shell.lines[at].span.begin == begins[i];
    line.inside = read && shell.lines[at].inside;
    const bool next = read && at + 1 < shell.lines.size();
    const std::string_view code = source.text(trimmed(source, line.code()));
    line.joined = (next && (shell.lines[at + 1].continues || shell.lines[at + 1].inside)) ||
                  code.ends_with('|') || code.ends_with("&&");
    pasted.push_back(line);
  }
  return pasted;
}

Span trimmed(const SourceText& source, Span span) {
  const std::string& bytes = source.bytes();
  while (!span.empty() && is_space(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_space(bytes[span.end - 1])) --span.end;
  return span;
}

}  // namespace recipe::check
