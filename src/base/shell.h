#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace recipe {

/// A word of a shell command. Spans are bytes of the text that was read.
struct ShellWord {
  Span span;                 ///< with quotes and escapes
  std::string value;         ///< without them; expansions stay as they are written
  bool expands = false;      ///< holds `$x`, `$(...)` or backticks: the value is not known
  bool globs = false;        ///< holds an unquoted `*`, `?` or `[`
  bool braces = false;       ///< holds an unquoted `{a,b}` or `{1..3}`
  bool quoted = false;       ///< some of it is quoted or escaped
  bool placeholder = false;  ///< holds `<name>`, which people write for what the reader fills in

  /// The program will see `value` and nothing else.
  bool literal() const { return !expands && !globs && !braces && !placeholder; }
};

/// `NAME=value` in front of a command, or alone.
struct ShellAssignment {
  Span span;
  std::string name;
  bool appends = false;          ///< `+=`
  bool indexed = false;          ///< `NAME[i]=`
  ShellWord value;               ///< of an array all of it: `(a b)`
  bool array = false;            ///< `NAME=(a b)`
  std::vector<ShellWord> items;  ///< of an array
};

struct ShellRedirection {
  Span span;
  std::string op;  ///< with the number in front: "2>", "<<", "&>"
  ShellWord target;
};

enum class ShellOperator { none, newline, semicolon, conjunction, disjunction, pipe, background };

/// A simple command, wherever it stands: in a loop, a function, a subshell or a substitution too.
struct ShellCommand {
  Span span;  ///< from its first word, assignment or redirection to its last
  std::vector<ShellAssignment> assignments;
  std::vector<ShellWord> words;
  std::vector<ShellRedirection> redirections;
  ShellOperator after = ShellOperator::none;
  std::size_t depth = 0;     ///< structures and substitutions around it
  bool substituted = false;  ///< within `$(...)`, backticks or `<(...)`
};

/// `$name`, `${name}`, `${name:-word}`
struct ShellExpansion {
  Span span;
  Span name;  ///< "1", "@", "LR"
  Span op;    ///< ":-", "=", "#", ...; empty where there is none
  Span word;  ///< behind the operator, raw
};

struct ShellBranch {
  std::vector<ShellWord> patterns;
  Span body;
};

struct ShellCase {
  ShellWord subject;
  std::vector<ShellBranch> branches;
  Span span;
};

struct ShellLoop {
  std::string name;  ///< empty for `while` and `until`
  std::vector<ShellWord> words;
  Span span;  ///< to `done`
};

struct ShellFunction {
  std::string name;
  Span span;
};

struct ShellDocument {
  std::string delimiter;
  bool quoted = false;  ///< nothing is expanded in it
  Span body;
};

struct ShellLine {
  Span span;               ///< without its line end
  bool continues = false;  ///< the line before ends with a backslash that joins this one to it
  bool inside = false;     ///< begins within quotes or a here-document
};

enum class ShellFault {
  unclosed_single_quote,
  unclosed_double_quote,
  unclosed_backtick,
  unclosed_substitution,
  unclosed_parameter,
  unclosed_document,
  unexpected_parenthesis,
  too_deep,
  too_long,  ///< what lies behind `max_shell_bytes` was not read
};

struct ShellProblem {
  ShellFault fault;
  Span span;  ///< what was opened
};

/// What a text says as a shell reads it, each list in the order of the text.
struct ShellText {
  std::vector<ShellCommand> commands;
  std::vector<ShellExpansion> expansions;
  std::vector<ShellCase> cases;
  std::vector<ShellLoop> loops;
  std::vector<ShellFunction> functions;
  std::vector<ShellDocument> documents;
  std::vector<Span> comments;              ///< from `#` to the end of the line
  std::vector<std::size_t> continuations;  ///< of each backslash that joins two lines
  std::vector<ShellLine> lines;
  std::vector<ShellProblem> problems;
};

inline constexpr std::size_t max_shell_bytes = std::size_t{1} << 20;

/// Reads bash as far as it can be read without running it, in linear time. Never fails: what is not
/// closed is a problem, and a quote that is never closed ends with its line.
ShellText read_shell(std::string_view text);

/// A piece of a word, such as the `word` of an expansion, without quotes and escapes.
std::string without_quotes(std::string_view raw);

/// `[A-Za-z_][A-Za-z0-9_]*`
bool is_shell_name(std::string_view text);

}  // namespace recipe
