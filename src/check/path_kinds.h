#pragma once

#include <string_view>

namespace recipe::check {

enum class FileSort { code, settings, data, other };
/// By the ending of its name.
FileSort sort_of(std::string_view path);

/// Whether the path is one that the reader replaces, or a program makes: `path/to/x`,
/// `your_config.py`, `<x>`, `.hydra/config.yaml`.
bool is_to_be_filled_in(std::string_view path);

}  // namespace recipe::check
