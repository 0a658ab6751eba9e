#pragma once

#include <string>
#include <vector>

#include "check/commands.h"
#include "check/lookup.h"
#include "check/path_kinds.h"

namespace recipe::check {

enum class PathRole {
  script,        ///< what a command runs
  argument,      ///< what a command hands to a script of this repository
  requirements,  ///< what `pip install -r` reads
  folder,        ///< where `cd` goes
  prose,         ///< a code span that is a path
  cell,          ///< a name of a configuration in a table
};

/// A path of the repository that the document names.
struct PathMention {
  PathRole role = PathRole::prose;
  std::string path;   ///< as a path: of a module `a.b` "a/b.py"
  std::string shown;  ///< as the document writes it
  Span span;
  Workplace place;
  /// Where else it may be looked for, from the root: the folder of the script that reads it.
  std::string script_folder;
  std::size_t heading = document::no_index;
  /// In running text without backticks, where it may be said of another time or place.
  bool bare = false;
  /// Of a cell: the head of its column is about configurations.
  bool heads_settings = false;
  /// It leads an item of a list whose other items all name what lies in the document's folder.
  bool listed_here = false;
  /// It leads into a clone of this repository; `path` is from the root.
  bool in_clone = false;
  /// The clone's name, where the document writes it in another case.
  std::string clone_meant;
  /// Why its absence would say nothing: the commands make it, the folder is not known.
  std::string excuse;
};

/// All of a document, in the order of the text. For Study::shared.
struct PathMentions {
  explicit PathMentions(Study& study);

  std::vector<PathMention> all;
};

}  // namespace recipe::check
