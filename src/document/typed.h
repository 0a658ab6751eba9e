#pragma once

#include "document/reading.h"

namespace recipe::document {

// What a field or a cell holds, read as the type it should have. Nothing, without a report, where
// it holds something else.

/// A link's target, a code span or URL, else the whole text but for a remark in parentheses.
std::optional<At<Location>> location_in(Slice text);
/// The first `sha256:` with 64 hexadecimal digits.
std::optional<At<Digest>> digest_in(Slice text);
/// The first 40 or 64 hexadecimal digits that are no digest and no part of a longer word; lower
/// case.
std::optional<At<std::string>> commit_in(Slice text);
/// The content of the first code span, else all of it without a remark in parentheses.
At<std::string> name_in(Slice text);
/// A number that is a whole one and not negative.
std::optional<At<std::uint64_t>> count_in(Slice text);

/// The same, and a report that says what to write where the text holds something else.
std::optional<At<Location>> read_location(Reading& reading, Slice text);
std::optional<At<Digest>> read_digest(Reading& reading, Slice text);
std::optional<At<std::uint64_t>> read_size(Reading& reading, Slice text);
std::optional<At<std::uint64_t>> read_count(Reading& reading, std::string_view what, Slice text);
/// A target or measure: a number with its unit, also with `>=` or `~` before it; what stands behind
/// a plus-minus sign goes to `spread`.
std::optional<At<Quantity>> read_quantity(Reading& reading, std::string_view what, Slice text,
                                          std::optional<At<Quantity>>* spread = nullptr);
/// What a tolerance is of: a share written as 0.74, one written as 74 %, any other number, a time.
enum class Of { fraction, percent, quantity, time };
/// `0.005`, `0.5 %`, `2 % relative`. A percentage of what is no share is relative; an absolute
/// tolerance of a time is in seconds.
std::optional<At<Tolerance>> read_tolerance(Reading& reading, Slice text, Of of);

}  // namespace recipe::document
