#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "code/shell/file.h"

namespace recipe::code {

/// A word of an argument list that is put together in variables.
struct PlacedWord {
  ShellWord word;
  Place place;
  bool certain = true;
  bool arguments = false;  ///< holds `$@` of the script
};

struct ShellVariable {
  std::string text;      ///< of the first assignment, without quotes, expansions as written
  Place place;           ///< of that
  bool expands = false;  ///< `text` holds expansions
  bool unsure = false;   ///< assigned again, appended to, or under a condition
  bool from_environment = false;  ///< `text` is what `${X:-text}` says
  bool from_arguments = false;    ///< the script's own arguments went into it
  bool required = false;          ///< `${X:?}`
  /// What a later `${X:-fallback}` gives where nothing was assigned.
  std::optional<std::string> fallback;
  Place fallback_place;
  std::vector<PlacedWord> words;  ///< as arguments of a command, all that was appended included
};

/// What the variables of a script hold as it goes on, as far as its text tells.
class ShellVariables {
 public:
  /// `certain` is false where the command runs only under a condition.
  void assign(const ShellFile& file, const ShellAssignment& assigned, bool certain);
  /// `${X:-v}` and the like within a command.
  void use(const ShellFile& file, const ShellCommand& command);
  const ShellVariable* find(std::string_view name) const;
  /// `text` with what its variables hold; none if one of them is not known.
  std::optional<std::string> resolved_text(std::string_view text) const;
  /// Where the value of a text that is one variable was set; none for other texts.
  std::optional<Place> origin_of(std::string_view text) const;
  /// What a flag or a variable is by default whose value is written as `raw`.
  Default default_of(std::string_view raw, const Place& place) const;
  /// The words of a command with those replaced that stand for argument lists.
  std::vector<PlacedWord> spliced(const ShellFile& file, const ShellCommand& command) const;

  const std::map<std::string, ShellVariable, std::less<>>& all() const { return all_; }
  const std::vector<Constant>& constants() const { return constants_; }

 private:
  // `budget` bounds how many variables are looked into: lists of lists grow without end.
  void splice(std::vector<PlacedWord>& out, const PlacedWord& word, std::string_view raw, int depth,
              std::size_t& budget) const;
  std::optional<std::string> resolved(std::string_view text, int depth, std::size_t& budget) const;
  void note(const std::string& name, const std::string& text, const Place& place);

  std::map<std::string, ShellVariable, std::less<>> all_;
  std::vector<Constant> constants_;
};

/// The variable whose content a word such as `$X` or `"${X[@]}"` stands for, else empty. The quoted
/// `"$X"` is one word whatever it holds, and does not count.
std::string_view list_variable(std::string_view raw);

/// Operators that give a value in place of one that is not set.
bool gives_default(std::string_view op);

}  // namespace recipe::code
