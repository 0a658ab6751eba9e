#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace recipe::document {

/// A start tag of HTML in Markdown, with the attributes that matter for links.
struct HtmlTag {
  std::string name;  ///< in lower case; of an end tag "/h1"
  Span span;
  std::vector<std::pair<std::string, At<std::string>>> attributes;  ///< entities not resolved

  const At<std::string>* attribute(std::string_view wanted) const;
};

/// The tags in `within`, comments left out. Never fails; time grows with the size only.
std::vector<HtmlTag> html_tags_in(const SourceText& source, Span within);

}  // namespace recipe::document
