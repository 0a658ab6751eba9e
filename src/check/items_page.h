#pragma once

#include <string>

namespace recipe::check {

/// The items as Markdown tables: weight, who asks, advice, and what counts as evidence. It is a
/// part of docs/completeness.md.
std::string items_page();

}  // namespace recipe::check
