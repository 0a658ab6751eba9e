#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/shell.h"

namespace recipe {

/// The state of reading a shell text. shell.cpp holds what commands are made of,
/// shell_structures.cpp loops, cases and functions around them, shell_words.cpp what words are made
/// of.
class ShellReader {
 public:
  explicit ShellReader(std::string_view text) : text_(text), end_(text.size()) {}

  ShellText read();
  /// The whole text as a word, blanks included.
  std::string read_as_word();

 private:
  enum class Structure { parentheses, block, branch, loop, cases, function };
  struct Frame {
    Structure kind;
    std::size_t index = 0;  ///< among `cases`, `loops` or `functions`
    bool pattern = false;   ///< of `cases`: a pattern comes next
  };
  /// What is open in one list of commands.
  struct Open {
    std::vector<Frame> frames;
    std::array<std::size_t, 6> counts{};
  };
  struct PendingDocument {
    std::string delimiter;
    bool quoted;
    bool strips_tabs;
    Span opened;
  };
  enum class Until { end, parenthesis };

  // Structure.
  /// False if the parenthesis that ends it is missing.
  bool read_list(Until until);
  void read_command(Open& open);
  bool read_structure(const ShellWord& word, Open& open);
  void read_for(std::size_t begin, Open& open);
  void read_case(std::size_t begin, Open& open);
  void read_pattern(Open& open);
  void read_function(std::string name, std::size_t begin, Open& open);
  void read_test(ShellCommand& command);
  bool read_assignment(ShellCommand& command);
  std::vector<ShellWord> read_array();
  bool read_redirection(std::vector<ShellRedirection>& redirections);
  void read_operator(ShellCommand& command);
  void read_separator(Open& open);
  void close_parenthesis(Open& open);
  void read_behind_structure();
  void push(Open& open, Frame frame);
  void pop(Open& open);
  void close(Open& open, Structure kind);
  void end_line();
  void read_document(const PendingDocument& pending);
  void skip_blanks();
  std::size_t redirection_size() const;
  void note_lines();

  // Words.
  ShellWord read_word();
  void read_single_quotes(ShellWord& word);
  void read_double_quotes(ShellWord& word);
  void read_ansi_quotes(ShellWord& word);
  void read_escape(ShellWord& word);
  void read_dollar(ShellWord& word);
  void read_parameter();
  void read_parameter_word();
  void read_arithmetic(std::size_t opened);
  void read_substitution(std::size_t opened);
  void read_backticks(ShellWord& word);
  bool skip_arithmetic_piece();
  bool closes_on_this_line() const;
  bool read_group(ShellWord& word);
  bool brace_expands() const;
  std::size_t placeholder_size() const;

  bool at_line_end() const;
  bool at_continuation() const;
  void take_continuation();
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool starts(std::string_view what) const {
    return text_.substr(0, end_).substr(at_).starts_with(what);
  }
  void problem(ShellFault fault, std::size_t begin, std::size_t end) {
    out_.problems.push_back({fault, {begin, end}});
  }
  std::size_t line_end_from(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_;  ///< of what is read now: within backticks their end
  std::size_t depth_ = 0;
  std::size_t structures_ = 0;  ///< open frames of the lists around this one
  std::vector<PendingDocument> pending_;
  std::vector<Span> insides_;  ///< quotes and here-documents of several lines
  ShellText out_;
};

}  // namespace recipe
