#pragma once

#include <string>
#include <vector>

#include "document/page.h"

namespace recipe::check {

/// A version of a library that the authors say they used: "We use TensorFlow v1.8".
struct UsedVersion {
  std::string library;        ///< in lower case: "tensorflow"
  std::vector<int> numbers;   ///< 1, 8
  bool named_before = false;  ///< the library stands in an earlier sentence of the paragraph
  std::string text;           ///< "v1.8"
  Span span;                  ///< of the version
};

/// Those of the document's paragraphs, in order. What is required or supported, and lists of
/// changes, are no use.
std::vector<UsedVersion> versions_used(const document::Page& page);

/// 1.8 and 1.8.0 are one version, 1.8 and 1.10 are two.
bool same_version(const UsedVersion& a, const UsedVersion& b);

}  // namespace recipe::check
