#pragma once

#include "document/sections.h"

namespace recipe::document {

/// The profiles that the section names, before anything else asks for them.
void read_profiles(Reading& reading, const SectionText& section);

/// Names and values from tables, nested lists and, where they are none, sentences.
void read_hyperparameters(Reading& reading, const SectionText& section);

/// The columns of a table that are profiles, by index.
std::map<std::size_t, std::string> profile_columns(const Recipe& recipe,
                                                   const std::vector<Slice>& head);

}  // namespace recipe::document
