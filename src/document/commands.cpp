#include "document/commands.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::array<std::string_view, 4> shells = {"sh", "bash", "shell", "console"};

struct Label {
  std::string language;
  std::string purpose;  ///< the word behind it
};

/// The words behind a fence; attributes such as `title=x` or `{.line}` are none.
Label label_of(const std::string& info) {
  Label label;
  std::string word;
  const auto take = [&] {
    const bool attribute = word.find_first_of("={}") != std::string::npos;
    if (!word.empty() && !attribute) {
      if (label.language.empty()) {
        label.language = word;
      } else if (label.purpose.empty()) {
        label.purpose = lower(word);
      }
    }
    word.clear();
  };
  for (const char c : info) {
    if (is_space(c) || c == ',') {
      take();
    } else {
      word += c;
    }
  }
  take();
  return label;
}

/// Only the lines behind a prompt, and the lines that go on behind `> `.
std::vector<Span> behind_prompt(const SourceText& source, const std::vector<Span>& lines) {
  std::vector<Span> commands;
  bool goes_on = false;
  for (Span line : lines) {
    const std::string_view text = source.text(line);
    const bool prompt = text.starts_with("$ ") || text.starts_with("# ") || text.starts_with("% ");
    goes_on = prompt || (goes_on && text.starts_with("> "));
    if (!goes_on) continue;
    line.begin += 2;
    commands.push_back(line);
  }
  return commands;
}

Purpose purpose_of(Reading& reading, const Block& block, const Label& label) {
  if (label.purpose.empty()) return Purpose::run;
  if (label.purpose == "build") return Purpose::build;
  if (label.purpose == "example") return Purpose::example;
  // A block that was not to run must not run because of a spelling.
  reading.report(Severity::warning, "purpose-not-known", block.info_span,
                 "`" + printable(label.purpose) + "` is no purpose of a block: `" + label.language +
                     "` runs, `" + label.language + " build` builds, `" + label.language +
                     " example` is only shown, as this block is now");
  return Purpose::example;
}

std::optional<CommandBlock> command_block(Reading& reading, const Block& block) {
  const Label label = label_of(block.info);
  const std::string language = lower(label.language);
  const bool shell = std::find(shells.begin(), shells.end(), language) != shells.end();
  if (block.fenced && !shell && !language.empty()) return std::nullopt;
  CommandBlock made;
  made.language = label.language;
  made.purpose = shell ? purpose_of(reading, block, label) : Purpose::unlabelled;
  std::vector<Span> lines = block.lines;
  if (language == "console") {
    lines = behind_prompt(reading.source, lines);
    if (lines.empty() && made.purpose != Purpose::example) {
      reading.report(
          Severity::warning, "no-prompt", block.span,
          "no line of this `console` block begins with `$ `: nothing of it runs; mark it "
          "`sh` if all of it are commands");
      made.purpose = Purpose::example;
    }
  }
  if (block.fenced && !block.closed) {
    reading.report(Severity::warning, "fence-not-closed", block.span,
                   "the block has no closing fence and goes on to the end");
  }
  made.script = code_text(reading.source, lines);
  made.placeholders = placeholders_in(reading.source, lines);
  made.span =
      block.lines.empty() ? block.span : Span{block.lines.front().begin, block.lines.back().end};
  return made;
}

}  // namespace

bool is_skeleton_command(std::string_view script) {
  script = trim(script);
  return script.starts_with("<command-that-") && script.find('>') == script.size() - 1;
}

std::vector<CommandBlock> commands_in(Reading& reading, const Blocks& blocks) {
  std::vector<CommandBlock> all;
  for (const Block* block : all_of_kind(blocks, BlockKind::code)) {
    if (auto made = command_block(reading, *block)) all.push_back(std::move(*made));
  }
  return all;
}

}  // namespace recipe::document
