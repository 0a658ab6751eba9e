#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/touched_summary.h"

namespace recipe::record {

/// Whether `path` is `folder` or lies in it.
bool is_below(std::string_view path, std::string_view folder);
bool is_below_any(std::string_view path, const std::vector<std::string>& folders);
bool is_tracked(std::string_view path, const Surroundings& where);
bool is_settings_name(std::string_view path);
/// By its name, or by the one under which it was asked for.
bool is_weights(const os::TracedFile& file);
bool is_in_cache(std::string_view path, const Surroundings& where);
bool is_temporary_place(std::string_view path, const Surroundings& where);
/// Of a file of a model in a Hugging Face cache the folder ".../models--OWNER--NAME"; else empty.
std::string_view hub_model_folder(std::string_view path);

}  // namespace recipe::record
