#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/invocation.h"
#include "base/shell.h"
#include "check/study.h"
#include "check/workplace.h"

namespace recipe::check {

/// A command of the document, as its author means it: lines that lack their backslash are joined.
struct DocumentCommand {
  ShellCommand shell;  ///< its spans are bytes of the document
  /// What is run in the end; none where it only assigns.
  std::optional<Invocation> invocation;
  Workplace place;  ///< the folder it runs in
  std::size_t heading = document::no_index;
  std::size_t fence = document::no_index;  ///< in Page::code; none in running text
  bool inline_code = false;
  /// Within a loop, a function or a condition.
  bool nested = false;
};

/// Every command of a document, in code blocks and code spans, in the order of the text. For
/// Study::shared.
struct DocumentCommands {
  explicit DocumentCommands(Study& study);

  std::vector<DocumentCommand> all;
  /// What the document's commands make: files they write or download, folders, clones.
  Made made;
  OwnClones clones;
};

}  // namespace recipe::check
