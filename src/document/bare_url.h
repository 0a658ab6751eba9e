#pragma once

#include "document/inline.h"

namespace recipe::document {

/// Adds a piece for every URL in the text that stands outside of code and links, without the
/// punctuation behind it.
void add_bare_urls(Flat& flat);

}  // namespace recipe::document
