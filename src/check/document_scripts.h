#pragma once

#include <string>
#include <vector>

#include "check/study.h"

namespace recipe::check {

/// A program of this repository that the document runs or names.
struct ScriptMention {
  std::string path;  ///< from the root
  Span span;
  std::size_t heading = document::no_index;
  std::size_t group = 0;  ///< the same for mentions of one paragraph, or one block of code
};

/// All programs that a document speaks of, in the order of the text. For Study::shared.
struct DocumentScripts {
  explicit DocumentScripts(Study& study);

  std::vector<ScriptMention> mentions;
  std::vector<std::string> paths;  ///< of all mentions, once each

  /// By paragraph, the nearest first, those named before a place in its own section.
  std::vector<std::vector<std::string>> named_before(std::size_t offset, std::size_t heading) const;
};

/// Files of code in the document's folder and below, the nearest first, at most a few dozen.
struct FolderScripts {
  explicit FolderScripts(Study& study);

  std::vector<std::string> paths;
};

/// Where a program's name leads to from the document's folder; empty if that is not clear.
std::string path_of_program(Study& study, const code::Tree& tree, std::string_view name);

}  // namespace recipe::check
