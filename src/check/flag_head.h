#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/inline.h"

namespace recipe::check {

/// The names with which the description of a flag begins.
struct FlagHead {
  std::vector<std::string> names;  ///< "-b", "--batch-size"
  std::size_t end = 0;             ///< behind the last name

  bool empty() const { return names.empty(); }
};

/// "-b N, --batch-size N  mini-batch size", "`--lr`: learning rate", "`lr` - learning rate",
/// "EPOCHS: how often". A name without dashes must be code, or in capitals with a colon behind it.
FlagHead flag_head(const document::Flat& flat);

/// Whether the text names a flag, "--x", from `begin` to `end`.
bool names_a_flag(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace recipe::check
