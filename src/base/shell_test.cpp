#include "base/shell.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace recipe {
namespace {

std::vector<std::string> values(const std::vector<ShellWord>& words) {
  std::vector<std::string> all;
  for (const ShellWord& word : words) all.push_back(word.value);
  return all;
}

/// Commands, each as its values joined by blanks.
std::vector<std::string> commands(std::string_view text) {
  std::vector<std::string> all;
  for (const ShellCommand& command : read_shell(text).commands) {
    std::vector<std::string> parts;
    for (const auto& each : command.assignments)
      parts.push_back(each.name + "=" + each.value.value);
    for (const std::string& each : values(command.words)) parts.push_back(each);
    for (const auto& each : command.redirections) parts.push_back(each.op + each.target.value);
    all.push_back(join(parts, " "));
  }
  return all;
}

using Strings = std::vector<std::string>;

TEST(Shell, WordsHavePlacesAndValues) {
  const std::string text =
      "A=1 python  train.py --name 'a b'\"$X\"c\\ d --f={1,2} *.txt <data dir>";
  const ShellText read = read_shell(text);
  ASSERT_EQ(read.commands.size(), 1U);
  const ShellCommand& command = read.commands[0];
  EXPECT_EQ(command.assignments[0].name, "A");
  EXPECT_EQ(values(command.words), (Strings{"python", "train.py", "--name", "a b$Xc d", "--f={1,2}",
                                            "*.txt", "<data dir>"}));
  EXPECT_EQ(text.substr(command.words[3].span.begin, command.words[3].span.size()),
            "'a b'\"$X\"c\\ d");
  EXPECT_TRUE(command.words[3].expands && command.words[3].quoted);
  EXPECT_TRUE(command.words[4].braces && command.words[5].globs && command.words[6].placeholder);
  EXPECT_TRUE(command.words[1].literal());
  EXPECT_EQ(command.span, (Span{0, text.size()}));
  EXPECT_TRUE(read.problems.empty());
}

TEST(Shell, OperatorsEndCommands) {
  const ShellText read = read_shell("a && b || c | d & e; f\ng 2>&1 >log");
  std::vector<ShellOperator> after;
  for (const ShellCommand& command : read.commands) after.push_back(command.after);
  EXPECT_EQ(after,
            (std::vector{ShellOperator::conjunction, ShellOperator::disjunction,
                         ShellOperator::pipe, ShellOperator::background, ShellOperator::semicolon,
                         ShellOperator::newline, ShellOperator::none}));
  EXPECT_EQ(read.commands.back().redirections.size(), 2U);
  EXPECT_EQ(read.commands.back().redirections[0].op, "2>&");
}

TEST(Shell, LinesAreJoined) {
  const std::string text = "python a.py \\\n  --x 1 \\\r\n  --y 2 # last\n--z 'a\nb'\n";
  const ShellText read = read_shell(text);
  EXPECT_EQ(commands(text), (Strings{"python a.py --x 1 --y 2", "--z a\nb"}));
  EXPECT_EQ(read.continuations, (std::vector<std::size_t>{12, 22}));
  ASSERT_EQ(read.lines.size(), 5U);
  EXPECT_FALSE(read.lines[0].continues);
  EXPECT_TRUE(read.lines[1].continues && read.lines[2].continues);
  EXPECT_FALSE(read.lines[3].continues || read.lines[3].inside);
  EXPECT_TRUE(read.lines[4].inside);
  ASSERT_EQ(read.comments.size(), 1U);
  EXPECT_EQ(text.substr(read.comments[0].begin, read.comments[0].size()), "# last");
}

TEST(Shell, StructuresAreFlattened) {
  EXPECT_EQ(commands("for i in 1 2; do\n  if [ $i = 1 ]; then a $i; else b; fi\ndone > log\nc"),
            (Strings{"[ $i = 1 ]", "a $i", "b", "c"}));
  EXPECT_EQ(
      commands("f() {\n a\n}\nfunction g { b; }\n( cd x && d ); (( i++ )); [[ a < b && -f c ]]"),
      (Strings{"a", "b", "cd x", "d", "[[ a < b && -f c ]]"}));
  const ShellText read = read_shell("f() {\n a\n}\nwhile read x; do b; done <file; c");
  EXPECT_EQ(read.functions.at(0).name, "f");
  EXPECT_EQ(read.functions.at(0).span, (Span{0, 10}));
  EXPECT_EQ(read.commands[0].depth, 2U);
  EXPECT_EQ(read.commands.back().depth, 0U);
}

TEST(Shell, CasesHavePatternsAndBodies) {
  const std::string text =
      "while [ $# -gt 0 ]; do\n case \"$1\" in\n  -b|--batch) BATCH=$2; shift 2;;\n  --help)\n  h "
      ";;\n"
      "  *) case $x in y) z;; esac\n esac\ndone";
  const ShellText read = read_shell(text);
  ASSERT_EQ(read.cases.size(), 2U);
  EXPECT_EQ(read.cases[0].subject.value, "$1");
  ASSERT_EQ(read.cases[0].branches.size(), 3U);
  EXPECT_EQ(values(read.cases[0].branches[0].patterns), (Strings{"-b", "--batch"}));
  const Span body = read.cases[0].branches[0].body;
  EXPECT_EQ(text.substr(body.begin, body.size()), " BATCH=$2; shift 2");
  EXPECT_EQ(values(read.cases[1].branches.at(0).patterns), (Strings{"y"}));
  EXPECT_EQ(commands(text), (Strings{"[ $# -gt 0 ]", "BATCH=$2", "shift 2", "h", "z"}));
}

TEST(Shell, SubstitutionsHoldCommands) {
  const ShellText read = read_shell("x=$(cat \"$(ls a)\" | wc -l) echo `date +%s` <(sort b)");
  std::vector<std::string> names;
  for (const ShellCommand& command : read.commands) {
    names.push_back(command.words.at(0).value + (command.substituted ? "!" : ""));
  }
  EXPECT_EQ(names, (Strings{"echo", "cat!", "ls!", "wc!", "date!", "sort!"}));
}

TEST(Shell, ExpansionsHaveNameAndWord) {
  const std::string text = "x=${LR:-0.1} y=${E:=${D:-\"90\"}} $1 \"$@\" ${#a} ${p%.*} $((1 + $z))";
  std::vector<std::string> all;
  for (const ShellExpansion& each : read_shell(text).expansions) {
    const auto at = [&](Span span) { return text.substr(span.begin, span.size()); };
    all.push_back(at(each.name) + " " + at(each.op) + " " + at(each.word));
  }
  EXPECT_EQ(all, (Strings{"LR :- 0.1", "E := ${D:-\"90\"}", "D :- \"90\"", "1  ", "@  ", "a  ",
                          "p % .*", "z  "}));
  EXPECT_EQ(without_quotes("\"9\"'0' $x"), "90 $x");
}

TEST(Shell, ArraysAndHereDocuments) {
  const ShellText read = read_shell("A=(1 'b c'\n 3)\nA+=(4)\ncat <<-'E' > f\n\ta $x\n\tE\nb");
  ASSERT_EQ(read.commands.size(), 4U);
  EXPECT_EQ(values(read.commands[0].assignments[0].items), (Strings{"1", "b c", "3"}));
  EXPECT_TRUE(read.commands[1].assignments[0].appends);
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_TRUE(read.documents[0].quoted);
  EXPECT_EQ(read.documents[0].delimiter, "E");
  EXPECT_EQ(read.commands[3].words[0].value, "b");
  EXPECT_TRUE(read.lines[4].inside);
}

TEST(Shell, WhatIsNotClosedIsAProblemAndTheRestIsRead) {
  const ShellText read = read_shell("echo don't stop\npython a.py \"x y\nb `c\nd");
  ASSERT_EQ(read.problems.size(), 3U);
  EXPECT_EQ(read.problems[0].fault, ShellFault::unclosed_single_quote);
  EXPECT_EQ(read.problems[0].span, (Span{8, 9}));
  EXPECT_EQ(read.problems[1].fault, ShellFault::unclosed_double_quote);
  EXPECT_EQ(read.problems[2].fault, ShellFault::unclosed_backtick);
  ASSERT_EQ(read.commands.size(), 4U);
  EXPECT_EQ(values(read.commands[3].words), (Strings{"d"}));
  EXPECT_EQ(read_shell("a $(b c").problems.at(0).fault, ShellFault::unclosed_substitution);
  EXPECT_EQ(read_shell("a ${b c").problems.at(0).fault, ShellFault::unclosed_parameter);
  EXPECT_EQ(read_shell("a <<E\nb").problems.at(0).fault, ShellFault::unclosed_document);
  EXPECT_EQ(read_shell("see (below)").problems.at(0).fault, ShellFault::unexpected_parenthesis);
}

TEST(Shell, HostileTextIsReadInBoundedTime) {
  const auto repeated = [](std::string_view part) {
    std::string text;
    while (text.size() < 400000) text += part;
    return text;
  };
  for (const char* part :
       {"$(",         "${",  "`",      "\"$(",  "'",   "(",  "((",   "$((", "{a,",      "<a",
        "case x in ", "if ", ";;",     "\\\n",  "a=(", "@(", "<<E ", "[[ ", "f() ",     "\"",
        "a\n",        "$(`", "${x:-'", "\"`\"", "`'",  "#",  "x<(",  ")",   "for x in "}) {
    const ShellText read = read_shell(repeated(part));
    EXPECT_FALSE(read.lines.empty()) << part;
  }
  EXPECT_EQ(read_shell(std::string(max_shell_bytes + 1, 'a')).problems.back().fault,
            ShellFault::too_long);
}

}  // namespace
}  // namespace recipe
