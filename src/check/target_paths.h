#pragma once

#include "check/judge.h"

namespace recipe::check {

enum class Shows { link, image };

/// Judges whether the relative targets of the document's links, or images, are files or folders.
void check_target_paths(Study& study, Judge& judge, Shows shows);

/// Where to point to: the target, else the link as a whole.
Span target_place(const document::Link& link);

bool is_image(const document::Link& link);

/// `name` in backticks, as messages show what a document says.
std::string quoted(std::string_view name);
/// Chosen over std::quoted, which a string would otherwise find.
inline std::string quoted(const std::string& name) { return quoted(std::string_view(name)); }

}  // namespace recipe::check
