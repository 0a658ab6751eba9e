#pragma once

#include <string>
#include <vector>

#include "author/observed.h"
#include "author/section_draft.h"

namespace recipe::author {

// What the sections Path and Outputs have in common.

inline constexpr std::string_view source_field_names =
    "source|sources|location|url|uri|mirror|download|path";
inline constexpr std::string_view digest_field_names = "digest|sha256|sha-256|checksum";

/// "57,512 bytes"
std::string size_text(std::uint64_t bytes);
/// The last name of a path or an address.
std::string last_name(std::string_view path);
/// `- Digest:`, unless `digest` is none.
void write_digest(SectionDraft& section, const std::string& digest);
/// Size and digest of a row, where they differ from the file's.
void update_file_row(TableDraft& table, std::size_t row, const ObservedFile& file);
/// Removes the fields with one of these names that say nothing.
void remove_empty_fields(SectionDraft& section, const std::vector<std::string_view>& names);
/// A table File, Size, Digest for people: without the column Source no program fetches anything.
void write_listing(SectionDraft& section, const std::vector<ObservedFile>& files);

}  // namespace recipe::author
