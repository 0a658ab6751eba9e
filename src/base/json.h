#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recipe {

/// Keeps the order in which keys were written, so that output reads as it was meant.
using Json = nlohmann::ordered_json;

/// The value, or none if `text` is no JSON or is nested deeper than 64 levels. Never throws.
std::optional<Json> parse_json(std::string_view text);
/// One line. Bytes that are not UTF-8 are replaced.
std::string to_line(const Json& json);
/// Indented by two, with a final line end.
std::string to_page(const Json& json);

/// Members of an object, by type; nothing if the key is absent or of another type.
std::optional<double> number_at(const Json& object, std::string_view key);
std::optional<std::string> text_at(const Json& object, std::string_view key);
/// A whole number from 0 to 2^64 - 1, exact.
std::optional<std::uint64_t> count_at(const Json& object, std::string_view key);

/// JSON has neither NaN nor infinity; they are the words "nan", "inf" and "-inf" in what this
/// program writes.
Json json_of(double number);
std::optional<double> double_of(const Json& json);

}  // namespace recipe
