#pragma once

#include <string_view>

#include "check/judge.h"

namespace recipe::check {

/// Tells what reading the recipe reported under one of these names, separated by |; nothing for
/// other documents, of which nobody asked the outline.
void tell_reported(Study& study, Judge& judge, std::string_view names);
/// All that was reported but what those names say.
void tell_reported_but(Study& study, Judge& judge, std::string_view names);

}  // namespace recipe::check
