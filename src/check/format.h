#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "check/engine.h"

namespace recipe::check {

/// A document that was checked.
struct CheckedDocument {
  SourceText source;            ///< its path is the one that users see
  std::string repository_path;  ///< within its repository: "PyTorch/README.md"
  Report report;
};

/// What could not be checked: a document, or a part of what was asked for.
struct Unchecked {
  std::string path;
  std::string why;
};

/// All that one call of `recipe check` has to say.
struct Outcome {
  std::vector<CheckedDocument> documents;  ///< in the order in which they are told
  std::vector<Unchecked> unchecked;
  std::size_t left_alone = 0;  ///< documents found in folders that describe no training
  std::size_t unaffected = 0;  ///< documents that a change does not concern
  std::size_t known = 0;       ///< findings of the baseline, which are not told again
  std::size_t fixed = 0;       ///< findings that were mended

  Counts counts() const;
  std::size_t count(Severity severity) const;
  std::size_t allowed() const;
};

enum class Paint { error, warning, info, note, place, rule, mark };

/// How an outcome is shown.
struct Presentation {
  bool verbose = false;  ///< undecided statements too, each with its reason
  /// Colours text for a terminal; null: plain.
  std::string (*paint)(Paint, std::string_view) = nullptr;

  std::string painted(Paint paint_as, std::string_view text) const;
};

/// A way to write findings, for people or for programs. One file of formats/ each.
struct Format {
  std::string_view name;     ///< "sarif"
  std::string_view summary;  ///< one line
  /// All of standard output.
  std::string (*write)(const Outcome& outcome, const Presentation& presentation);
};

namespace formats {
#define FORMAT(name) extern const Format name;
#include "check/formats.def"
#undef FORMAT
}  // namespace formats

/// In the order of formats.def.
std::span<const Format* const> all_formats();
/// Null if there is none.
const Format* format_named(std::string_view name);

/// "3 documents: 1 error, 2 warnings; 40 statements true, 3 untrue, 5 undecided"
std::string summary_of(const Outcome& outcome);

}  // namespace recipe::check
