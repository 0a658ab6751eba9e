#include "scenario/page.h"

#include <charconv>
#include <string_view>

#include "base/source.h"
#include "base/text.h"
#include "document/markdown.h"

namespace recipe::scenario {
namespace {

constexpr std::string_view exit_prefix = "[exit ";

std::optional<int> exit_code_of(std::string_view line) {
  if (!line.starts_with(exit_prefix) || !line.ends_with("]")) return std::nullopt;
  line.remove_prefix(exit_prefix.size());
  line.remove_suffix(1);
  int code = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), code);
  if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return code;
}

std::string without_escape(const std::string& line) {
  const bool escaped = line.starts_with("\\$ ") || line.starts_with("\\> ");
  return escaped ? line.substr(1) : line;
}

class Reader {
 public:
  Reader(Page& page, const SourceText& source) : page_(page), source_(source) {}

  void read(const document::Block& block) {
    if (block.kind == document::BlockKind::paragraph && !paragraph_seen_) {
      paragraph_seen_ = true;
      read_needs(block);
    }
    if (block.kind != document::BlockKind::code || !block.fenced) return;
    const std::size_t fence = source_.line_at(block.span.begin);
    if (!block.closed) fail(fence, "the block is not closed");
    std::string path;
    for (const std::string_view word : split(block.info, ' ')) {
      if (word.starts_with("file=")) path = word.substr(5);
    }
    if (!path.empty()) {
      read_file(fence, path, document::code_text(source_, block.lines));
    } else if (trim(block.info) == "console") {
      read_console(fence + 1, fence + 1 + block.lines.size());
    }
  }

 private:
  void fail(std::size_t line, const std::string& message) {
    page_.errors.push_back(page_.path + ":" + std::to_string(line) + ": " + message);
  }

  void read_needs(const document::Block& paragraph) {
    static constexpr std::string_view words = "Skipped unless `";
    const std::string_view text = source_.text(paragraph.span);
    if (!text.starts_with(words)) return;
    const std::size_t end = text.find('`', words.size());
    if (end != std::string_view::npos) {
      page_.needs = std::string(text.substr(words.size(), end - words.size()));
    }
  }

  void read_file(std::size_t fence, const std::string& path, std::string text) {
    if (path.starts_with("/") || path.find("..") != std::string::npos) {
      fail(fence, "a file of a page lies in the page's folder: " + path);
    }
    page_.steps.emplace_back(File{fence, path, std::move(text)});
  }

  /// Lines from `number` up to but not including `end`.
  void read_console(std::size_t number, std::size_t end) {
    while (number < end) {
      if (!line(number).starts_with("$ ")) {
        return fail(number, "a console block begins with a command: $ ...");
      }
      Command command;
      command.line = number;
      command.script = line(number++).substr(2);
      while (number < end && line(number).starts_with("> ")) {
        command.script += "\n" + line(number++).substr(2);
      }
      command.expected_line = number;
      while (number < end && !line(number).starts_with("$ ")) {
        command.expected.push_back(without_escape(line(number++)));
      }
      command.end_line = number;
      if (!command.expected.empty()) {
        if (const auto code = exit_code_of(command.expected.back())) {
          command.exit_code = *code;
          command.expected.pop_back();
        }
      }
      page_.steps.emplace_back(std::move(command));
    }
  }

  const std::string& line(std::size_t number) const { return page_.lines[number - 1]; }

  Page& page_;
  const SourceText& source_;
  bool paragraph_seen_ = false;
};

}  // namespace

Page read_page(const std::string& path, const std::string& bytes) {
  Page page;
  page.path = path;
  const SourceText source(path, bytes);
  for (std::size_t number = 1; number <= source.line_count(); ++number) {
    page.lines.emplace_back(source.text(source.line(number)));
  }
  Reader reader(page, source);
  for (const document::Block& block : document::read_markdown(source).blocks) reader.read(block);
  return page;
}

std::string as_expected(const std::string& line) {
  const bool prompt = line.starts_with("$ ") || line.starts_with("> ");
  return prompt ? "\\" + line : line;
}

std::string as_exit_line(int exit_code) {
  return std::string(exit_prefix) + std::to_string(exit_code) + "]";
}

}  // namespace recipe::scenario
