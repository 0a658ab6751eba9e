#pragma once

#include <string>

#include "check/study.h"

namespace recipe::check {

/// Why a file that is named at `at` of a passage's text need not be in the repository, by the words
/// of its sentence: it is made, it is an example, it is another project's. Empty if nothing says
/// so.
std::string prose_excuse(Study& study, const document::Passage& passage, std::size_t at);

}  // namespace recipe::check
