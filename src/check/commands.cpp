#include "check/commands.h"

#include <algorithm>

#include "base/text.h"
#include "check/code_piece.h"
#include "check/foreign_projects.h"
#include "check/pasted.h"
#include "check/placed_text.h"
#include "check/shell_line.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_commands = 20'000;

/// The block with its commands joined as their author means them.
PlacedText as_meant(const SourceText& source, const PastedCommands::Of& of) {
  PlacedText placed;
  std::size_t next = 0;
  for (std::size_t i = 0; i < of.block.lines.size(); ++i) {
    const Span line = of.block.lines[i];
    const bool begins =
        next < of.commands.size() && of.commands[next].lines.front().span.begin == line.begin;
    if (!begins) {
      placed.add(source, line);
      placed.add("\n", {line.end, line.end});
      continue;
    }
    const PastedCommand& command = of.commands[next++];
    const std::size_t count = command.lines.size();
    for (std::size_t l = 0; l < count; ++l) {
      const PastedLine& each = command.lines[l];
      const Span end{each.span.end, each.span.end};
      const std::string_view whole = source.text(each.span);
      const bool last = l + 1 == count;
      if (each.inside || last) {
        placed.add(source, each.span);
        placed.add("\n", end);
        continue;
      }
      if (look_of(whole) == LineLook::blank || look_of(whole) == LineLook::comment) continue;
      const bool broken =
          std::find(command.breaks.begin(), command.breaks.end(), l) != command.breaks.end();
      Span words = trimmed(source, each.code());
      if (is_continued(source.text(words))) {
        --words.end;
        placed.add(source, words);
        placed.add(" \\\n", end);
      } else {
        placed.add(source, broken ? words : each.span);
        placed.add(broken ? " \\\n" : "\n", end);
      }
    }
    i += count - 1;
  }
  return placed;
}

/// A code span as text, byte for byte, without its prompt.
PlacedText of_code_span(const document::Page& page, const document::CodeSpan& code) {
  PlacedText placed;
  const document::Flat& flat = page.passages[code.passage].flat;
  const document::Piece* piece = piece_of(page, code);
  if (piece == nullptr) return placed;
  const std::size_t begin = piece->begin + prompt_length(code.text);
  const Span span = flat.span(begin, piece->end);
  if (span.size() == piece->end - begin) {
    placed.add(page.source, span);
    return placed;
  }
  for (std::size_t i = begin; i < piece->end; ++i) {
    placed.add(std::string_view(flat.text).substr(i, 1), flat.span(i, i + 1));
  }
  return placed;
}

class Reader {
 public:
  Reader(Study& study, DocumentCommands& out)
      : study_(study), out_(out), walk_(study, out.made, out.clones) {}

  void run() {
    const auto& blocks = study_.shared<PastedCommands>().blocks;
    const auto& spans = study_.page.code_spans;
    std::size_t block = 0;
    std::size_t span = 0;
    while (block < blocks.size() || span < spans.size()) {
      const bool block_next = block < blocks.size() &&
                              (span == spans.size() ||
                               blocks[block].block.lines.front().begin < spans[span].span.begin);
      if (block_next) {
        read_block(blocks[block++]);
      } else {
        read_span(spans[span++]);
      }
      if (out_.all.size() > most_commands) return;
    }
  }

 private:
  void read_block(const PastedCommands::Of& of) {
    const std::size_t begin = of.block.lines.front().begin;
    // What an earlier block of the same section did to the folder lasts.
    if (begin < lasts_until_) {
      walk_.go_on_at(left_at_);
    } else {
      walk_.restart();
    }
    const bool foreign = is_of_another_project(begin);
    const PlacedText placed = as_meant(study_.page.source, of);
    std::vector<std::pair<std::size_t, Workplace>> outside;
    for (const ShellCommand& read : read_shell(placed.text()).commands) {
      while (!outside.empty() && read.depth < outside.back().first) {
        walk_.go_on_at(outside.back().second);
        outside.pop_back();
      }
      if (outside.empty() ? read.depth > 0 : read.depth > outside.back().first) {
        outside.emplace_back(read.depth, walk_.place());
      }
      DocumentCommand made;
      made.shell = placed.place(read);
      made.invocation = invocation_of(made.shell);
      made.place = walk_.place();
      if (foreign) {
        made.place = {Workplace::Kind::elsewhere, "", false, "it is a command of another project"};
      }
      made.heading = of.block.heading;
      made.fence = of.block.code;
      made.nested = read.depth > 0;
      if (made.invocation && !read.substituted) walk_.after(made.shell, *made.invocation);
      out_.all.push_back(std::move(made));
    }
    left_at_ = walk_.place();
    lasts_until_ = section_end(of.block.heading);
  }

  /// By the passage right above: "mmdetection: at commit b0d845f, run".
  bool is_of_another_project(std::size_t begin) {
    const auto& passages = study_.page.passages;
    const auto next = std::partition_point(
        passages.begin(), passages.end(),
        [&](const document::Passage& passage) { return passage.span.begin < begin; });
    if (next == passages.begin()) return false;
    const document::Passage& above = *std::prev(next);
    return above.kind == document::PassageKind::paragraph &&
           study_.shared<ForeignProjects>().begins(above.flat.text);
  }

  std::size_t section_end(std::size_t heading) const {
    const auto& page = study_.page;
    return heading == document::no_index ? page.headings.empty() ? page.source.bytes().size()
                                                                 : page.headings.front().span.begin
                                         : page.headings[heading].section_end;
  }

  void read_span(const document::CodeSpan& code) {
    const std::string_view text = std::string_view(code.text).substr(prompt_length(code.text));
    if (look_of(text) != LineLook::command || trim(text).find(' ') == std::string_view::npos)
      return;
    const PlacedText placed = of_code_span(study_.page, code);
    for (const ShellCommand& read : read_shell(placed.text()).commands) {
      DocumentCommand made;
      made.shell = placed.place(read);
      made.invocation = invocation_of(made.shell);
      if (!made.invocation) continue;
      made.heading = study_.page.passages[code.passage].heading;
      made.inline_code = true;
      if (code.span.begin < lasts_until_) made.place = left_at_;
      collect_made(made.shell, *made.invocation, out_.made);
      out_.all.push_back(std::move(made));
    }
  }

  Study& study_;
  DocumentCommands& out_;
  Walk walk_;
  Workplace left_at_;
  std::size_t lasts_until_ = 0;
};

}  // namespace

DocumentCommands::DocumentCommands(Study& study) { Reader(study, *this).run(); }

}  // namespace recipe::check
