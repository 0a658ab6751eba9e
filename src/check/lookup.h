#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/study.h"
#include "check/workplace.h"

namespace recipe::check {

enum class Sighting {
  here,       ///< where the command runs, in the document's folder, one above it, or the root
  below,      ///< further down from one of the first two
  elsewhere,  ///< in another part of the tree, with all its components
  moved,      ///< only its name, further down from the document's folder or beside it
  namesake,   ///< only its name, in another part of the tree
  absent,     ///< not even its name
  unknown,    ///< the tree cannot tell: a submodule, an absolute path, above the root
};

/// What a tree says of a path that a document names.
struct Lookup {
  Sighting sighting = Sighting::unknown;
  /// From the root, where it is found: of several below or moved the first, with `alone` false.
  std::string path;
  bool alone = true;
  /// The folder of the path is there, but nothing of that name in it.
  bool folder_is_here = false;
  /// Without its first component, which is no folder here, the path is found: that may be what the
  /// reader's folder is called.
  bool behind_unknown_folder = false;
  /// The path as it was probably meant, written as the document writes it, and where that is.
  std::optional<std::string> meant;
  std::string meant_path;
};

Lookup look_up(const Study& study, const Workplace& place, const code::Tree& tree,
               std::string_view path);

/// The document's folder and those above it, the root last.
std::vector<std::string> folders_above(std::string_view folder);

}  // namespace recipe::check
