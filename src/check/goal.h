#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/study.h"
#include "check/web_address.h"

namespace recipe::check {

enum class GoalKind {
  nothing,      ///< an empty target
  fragment,     ///< a place in this document
  file,         ///< a path of this repository
  own_page,     ///< a file of this repository, or of one at hand, by its address on a hosting site
  web,          ///< any other page
  outside,      ///< a relative path above the root, where a hosting site has its own pages
  placeholder,  ///< what the reader or a template is to fill in
  url_as_fragment,
  schemeless,
  malformed,
  other,  ///< mail addresses and the like
};

/// Where a link leads, by its text; only for `schemeless` the tree is asked too.
struct Goal {
  GoalKind kind = GoalKind::other;
  std::string path;                          ///< from the root, percent-decoded: of file, own_page
  std::string fragment;                      ///< percent-decoded, without `#`
  std::optional<RepositoryAddress> address;  ///< of own_page
};

Goal goal_of(std::string_view target, const Study& study);

/// Whether a target was left for somebody to fill in: "MODEL-LINK", "{{url}}", "path/to/log".
bool is_placeholder_target(std::string_view target);

/// Whether the document is one to copy and fill in: by its path, or since several links are to be
/// filled in.
bool is_template(const Study& study);

/// Whether the pages of the document's folder are built into a site of their own, where links may
/// lead to what is no file.
bool is_on_documentation_site(const Study& study);

/// Whether a path that is no file may be a page of such a site, or a name that it knows: it has not
/// the ending of a usual file.
bool may_be_route(std::string_view path);

}  // namespace recipe::check
