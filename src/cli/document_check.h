#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/format.h"
#include "cli/baseline_files.h"
#include "cli/check_request.h"
#include "cli/repositories.h"
#include "cli/settings_files.h"

namespace recipe::cli {

/// A document with all that it is checked by.
struct DocumentTask {
  DocumentFile file;
  DocumentPlace place;
  const SettingsFile* settings = nullptr;             ///< null: none
  const BaselineFile* baseline = nullptr;             ///< null: none
  const std::vector<std::string>* changed = nullptr;  ///< null: checked whatever has changed
};

enum class DocumentState {
  checked,
  unchecked,
  left_alone,  ///< it describes no training, or recipe.toml leaves it out
  unaffected,  ///< by what has changed
};

/// What came of a document.
struct DocumentAnswer {
  DocumentState state = DocumentState::unchecked;
  std::optional<check::CheckedDocument> checked;
  std::optional<Error> why_not;
  std::size_t known = 0;  ///< findings of the baseline
  std::size_t gone = 0;   ///< entries of the baseline that the document no longer meets
  std::size_t fixed = 0;
  std::string before;  ///< its text, where fixes change it
  std::string after;
};

/// Reads and checks; with fixes wanted until none is left to apply. Nothing is written. Several
/// threads may call it at once.
DocumentAnswer check_document(os::World& world, const CheckRequest& request,
                              const DocumentTask& task);

/// The document's text, if it is one.
Result<std::string> read_document_of(os::World& world, const DocumentTask& task);

}  // namespace recipe::cli
