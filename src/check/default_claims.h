#pragma once

#include <string>
#include <vector>

#include "check/default_phrase.h"
#include "document/page.h"

namespace recipe::check {

/// A default that the document says a flag has.
struct DefaultClaim {
  /// "--lr", "-b"; of one without dashes the name under which a program or a shell script reads it.
  std::vector<std::string> names;
  std::string value;
  Span span;           ///< of the value
  std::string remark;  ///< what qualifies it
  bool plain = true;   ///< not prose
  bool cut = false;    ///< the value may go on
  std::size_t heading = document::no_index;
  std::size_t passage = document::no_index;  ///< none in a code block
  std::string usage;  ///< of a code block: the program in its line `usage: main.py [-h]`

  bool dashed() const { return names.front().starts_with('-'); }
};

/// Those of help output in code blocks, of lists of flags, and of tables.
std::vector<DefaultClaim> default_claims(const document::Page& page);

}  // namespace recipe::check
