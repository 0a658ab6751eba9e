#pragma once

#include <string>
#include <vector>

#include "base/quantity.h"

namespace recipe::code::python {

/// What an expression is worth, where the text alone tells.
struct Literal {
  enum class Kind { unknown, none, boolean, integer, real, text, list, mapping };
  Kind kind = Kind::unknown;
  bool truth = false;
  double number = 0;
  std::string text;
  std::vector<Literal> items;     ///< of a list, a tuple or a set; the values of a mapping
  std::vector<std::string> keys;  ///< of a mapping, as many as items
  bool tuple = false;             ///< a list written with parentheses

  static Literal of(bool truth);
  static Literal of(double number, bool whole);
  static Literal of(std::string text);
  static Literal nothing();
  static Literal of_list();  ///< an empty one

  bool known() const { return kind != Kind::unknown; }
  bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
  const std::string* string() const { return kind == Kind::text ? &text : nullptr; }
};

/// As Python's `repr` writes it, shortened where it is long.
std::string repr(const Literal& literal);
/// As `str` writes it: text without quotes.
std::string shown(const Literal& literal);
/// Text is read as a person's: '1e-4' of a flag is the number that `type=float` makes of it.
Value value_of(const Literal& literal);

/// The text that a string of the source stands for, prefix and quotes included in `source`. Of an
/// f-string the braces stay.
std::string unquoted(std::string_view source);
/// A number as Python writes it: `0x10`, `1_000`, `1e-4`; unknown for what is none, or complex.
Literal number_of(std::string_view source);

}  // namespace recipe::code::python
