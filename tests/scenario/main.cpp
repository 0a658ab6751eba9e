// scenario PAGE: carries out a page and compares. tests/README.md says how pages are written.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "scenario/match.h"
#include "scenario/page.h"
#include "scenario/sandbox.h"

namespace recipe::scenario {
namespace {

constexpr int skipped = 77;

enum class Mode { compare, update };

std::string read_bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Lines of the page to be replaced, from `begin` up to but not including `end`, both from 1.
struct Change {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::string> lines;
};

void report(const Page& page, const Command& command, const Output& output,
            const Comparison& comparison) {
  std::size_t line = command.expected_line;
  for (const Pair& pair : comparison.pairs) {
    if (!pair.expected) break;
    line = command.expected_line + *pair.expected;
    if (!pair.actual && command.expected[*pair.expected] != any_lines) break;
  }
  std::printf("%s:%zu: $ %s\n", page.path.c_str(), comparison.same ? command.line : line,
              command.script.c_str());
  std::fputs(difference(command.expected, output.lines, comparison).c_str(), stdout);
  if (output.exit_code != command.exit_code) {
    std::printf("  exit code %d, not %d\n", output.exit_code, command.exit_code);
    if (comparison.same) {
      for (const std::string& said : output.lines) std::printf("   %s\n", said.c_str());
    }
  }
}

Change change_of(const Command& command, const Output& output, const Comparison& comparison) {
  Change change{command.expected_line, command.end_line, {}};
  for (const std::string& line : updated(command.expected, output.lines, comparison)) {
    change.lines.push_back(as_expected(line));
  }
  if (output.exit_code != 0) change.lines.push_back(as_exit_line(output.exit_code));
  return change;
}

void rewrite(const Page& page, const std::vector<Change>& changes) {
  std::string text;
  std::size_t number = 1;
  const auto copy_until = [&](std::size_t end) {
    for (; number < end; ++number) text += page.lines[number - 1] + "\n";
  };
  for (const Change& change : changes) {
    copy_until(change.begin);
    for (const std::string& line : change.lines) text += line + "\n";
    number = change.end;
  }
  const bool end_is_empty = !page.lines.empty() && page.lines.back().empty();
  copy_until(page.lines.size() + (end_is_empty ? 0 : 1));
  std::ofstream stream(page.path, std::ios::binary | std::ios::trunc);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + page.path);
  std::printf("%s: rewritten\n", page.path.c_str());
}

int carry_out(const std::string& path, Mode mode) {
  const Page page = read_page(path, read_bytes(path));
  for (const std::string& error : page.errors) std::printf("%s\n", error.c_str());
  if (!page.errors.empty()) return 2;
  if (page.steps.empty()) throw std::runtime_error(path + " holds no file and no command");

  const Sandbox sandbox;
  if (page.needs && sandbox.run(*page.needs).exit_code != 0) {
    std::printf("%s: skipped, since this fails here: %s\n", path.c_str(), page.needs->c_str());
    return skipped;
  }
  std::vector<Change> changes;
  int differences = 0;
  for (const Step& step : page.steps) {
    if (const File* file = std::get_if<File>(&step)) {
      sandbox.write(*file);
      continue;
    }
    const Command& command = std::get<Command>(step);
    const Output output = sandbox.run(command.script);
    const Comparison comparison = compare(command.expected, output.lines);
    if (comparison.same && output.exit_code == command.exit_code) continue;
    if (mode == Mode::update) {
      changes.push_back(change_of(command, output, comparison));
    } else {
      report(page, command, output, comparison);
      ++differences;
    }
  }
  if (!changes.empty()) rewrite(page, changes);
  if (differences > 0) std::printf("Where the page is wrong: RECIPE_UPDATE=1 rewrites it.\n");
  return differences > 0 ? 1 : 0;
}

}  // namespace
}  // namespace recipe::scenario

int main(int argc, char** argv) {
  using recipe::scenario::Mode;
  if (argc != 2) {
    std::fputs("usage: scenario PAGE\n", stderr);
    return 2;
  }
  const char* update = std::getenv("RECIPE_UPDATE");
  const bool wanted = update != nullptr && std::string_view(update) == "1";
  try {
    return recipe::scenario::carry_out(argv[1], wanted ? Mode::update : Mode::compare);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "scenario: %s\n", error.what());
    return 3;
  }
}
