#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace digits {

/// No file of this example comes near it; a larger one is the wrong file.
constexpr std::size_t max_file_size = 16 << 20;

/// The bytes of a file. Throws `std::runtime_error` if it cannot be read or is over
/// `max_file_size`.
std::string read_file(const std::string& path);

/// The uncompressed bytes of a gzip file, under the same limit. A file cut short or not compressed
/// at all is an error.
std::string read_gzip(const std::string& path);

/// Writes a file under a temporary name and renames it, so that nobody sees half of it. The
/// directory must exist.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace digits
