#pragma once

#include "document/page.h"

namespace recipe::check {

/// The piece of its passage that a code span is; null for none.
const document::Piece* piece_of(const document::Page& page, const document::CodeSpan& code);

}  // namespace recipe::check
