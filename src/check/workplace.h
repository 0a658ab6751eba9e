#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/invocation.h"
#include "base/text.h"
#include "check/made.h"
#include "check/study.h"

namespace recipe::check {

/// The folder a command runs in, as far as the document tells.
struct Workplace {
  enum class Kind {
    /// Where the reader happens to be: the document's folder, one above it, or the root.
    document,
    /// `folder`: a `cd` led there.
    folder,
    /// Not of this repository, or behind a `cd` to where nobody can tell.
    elsewhere,
  };
  Kind kind = Kind::document;
  std::string folder;  ///< from the root
  /// Files may be here that are in no tree: an archive was unpacked, data were copied.
  bool filled = false;
  std::string why;  ///< of `elsewhere`

  bool known() const { return kind != Kind::elsewhere; }
};

/// The folders into which a document's commands clone this repository.
class OwnClones {
 public:
  void add(const std::string& folder) { names_.emplace(lower(folder), folder); }
  bool empty() const { return names_.empty(); }
  /// What a path into a clone is from the root, whatever the case of the clone's name; none if it
  /// leads into no clone.
  std::optional<std::string> inside(std::string_view path) const;
  /// The clone's name, where the path writes it in another case.
  std::optional<std::string> misspelt(std::string_view path) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;  ///< by name in lower case
};

/// Follows `cd` and its like from command to command.
class Walk {
 public:
  Walk(Study& study, Made& made, OwnClones& clones) : study_(study), made_(made), clones_(clones) {}

  const Workplace& place() const { return now_; }
  /// Back to where the reader is at first. Clones made so far stay known.
  void restart() { now_ = {}, back_.clear(); }
  /// Takes up where an earlier block left off.
  void go_on_at(Workplace place) { now_ = std::move(place), back_.clear(); }
  /// What a command does to where the next one runs, and what it makes.
  void after(const ShellCommand& command, const Invocation& invocation);

 private:
  void change(const std::string& to, std::size_t offset);
  void go_back();
  void climb(std::size_t steps);
  void leave(std::string why, std::size_t components);
  void clone(const Invocation& invocation);

  Study& study_;
  Made& made_;
  Workplace now_;
  std::vector<Workplace> back_;  ///< of pushd and `cd -`, the latest last
  Workplace outer_;              ///< where `elsewhere` was entered
  std::size_t below_ = 0;        ///< folders below `outer_`
  OwnClones& clones_;
};

/// The arguments that are no options. What stands behind an option of `with_value` is left out.
std::vector<const ShellWord*> operands_of(const Invocation& invocation,
                                          std::string_view with_value);

}  // namespace recipe::check
