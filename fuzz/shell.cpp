#include "base/shell.h"

#include "base/invocation.h"
#include "code/remembered.h"
#include "code/script.h"
#include "expect.h"
#include "one_file_tree.h"

using namespace recipe;
using fuzz::expect;

namespace {

void check_places(const ShellText& read, const std::string& text) {
  const auto inside = [&](Span span) {
    expect(span.begin <= span.end && span.end <= text.size(), "a place is in the text");
  };
  std::size_t before = 0;
  for (const ShellCommand& command : read.commands) {
    inside(command.span);
    expect(command.span.begin >= before, "commands are in order");
    before = command.span.begin;
    for (const ShellWord& word : command.words) {
      inside(word.span);
      expect(command.span.begin <= word.span.begin && word.span.end <= command.span.end,
             "a word is in its command");
    }
    for (const ShellAssignment& each : command.assignments) inside(each.value.span);
    for (const ShellRedirection& each : command.redirections) inside(each.span);
    if (const auto seen = invocation_of(command)) {
      inside(seen->program.span);
      static_cast<void>(passed_on(*seen));
      static_cast<void>(flags_of(seen->arguments));
    }
  }
  before = 0;
  for (const ShellExpansion& each : read.expansions) {
    inside(each.span);
    inside(each.name);
    inside(each.word);
    expect(each.span.begin >= before, "expansions are in order");
    before = each.span.begin;
  }
  for (const ShellCase& each : read.cases) {
    inside(each.span);
    for (const ShellBranch& branch : each.branches) inside(branch.body);
  }
  for (const ShellLoop& each : read.loops) inside(each.span);
  for (const ShellFunction& each : read.functions) inside(each.span);
  for (const ShellDocument& each : read.documents) inside(each.body);
  for (const Span& each : read.comments) inside(each);
  for (const ShellLine& each : read.lines) inside(each.span);
  for (const ShellProblem& each : read.problems) inside(each.span);
  for (const std::size_t at : read.continuations) {
    expect(text.at(at) == '\\', "a continuation is a backslash");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  check_places(read_shell(text), text);
  static_cast<void>(without_quotes(text));
  const fuzz::OneFileTree tree(text);
  const code::Script script = code::read_script(tree, "a.sh");
  expect(code::script_of_row(code::row_of(script)).has_value(), "what was kept reads back");
  return 0;
}
