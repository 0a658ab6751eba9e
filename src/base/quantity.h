#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recipe {

/// A number and its unit as it was written, such as "%", "ms", "epochs"; often none.
struct Quantity {
  double value = 0;
  std::string unit;

  /// The value with a percent sign resolved: 74 % is 0.74; every other unit is left alone.
  double plain() const { return unit == "%" ? value / 100 : value; }
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// What a person wrote as a value: `1e-4`, `0.0001` and `1.0E-04` are one number, `yes` is a
/// boolean, `150000, 300000` a list of numbers; what is none of these is text.
struct Value {
  std::variant<std::string, bool, Quantity, std::vector<Quantity>> is;
  std::string text;    ///< as written, without the remark
  std::string remark;  ///< "per GPU" of `64 (per GPU)`

  const Quantity* number() const { return std::get_if<Quantity>(&is); }
  const std::vector<Quantity>* list() const { return std::get_if<std::vector<Quantity>>(&is); }
  const bool* boolean() const { return std::get_if<bool>(&is); }

  /// Equal as typed values, whatever the notation; remarks do not count.
  bool same_as(const Value& other) const;
};

/// The whole of `text` as a number with an optional unit: digits grouped only in threes, `500K` is
/// 500000, `~24 hours` is 24 hours. A unit is one or two words, or a sign.
std::optional<Quantity> parse_quantity(std::string_view text);
/// Never fails: what is nothing else is text.
Value parse_value(std::string_view text);

/// Seconds of `11 ms`, `24 hours`, `1 h 30 min`; nothing where a unit of time is missing.
std::optional<double> parse_duration(std::string_view text);
std::optional<double> seconds_of(const Quantity& quantity);
/// "11 ms", "3.2 s", "4 min 05 s", "24 h 10 min", "3 d 04 h"
std::string format_duration(double seconds);

/// Bytes of `264,712 bytes`, `1.2 GB`, `3 GiB`, or of a bare number.
std::optional<double> parse_bytes(std::string_view text);
/// "264712 bytes", "1.5 GiB"
std::string format_bytes(double bytes);

}  // namespace recipe
