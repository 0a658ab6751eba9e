#include <cmath>
#include <cstring>
#include <limits>

#include "dynamics/event.h"
#include "dynamics/wire.h"

namespace recipe::dynamics {
namespace {

using Type = WireReader::Type;

/// Numbers of tensorflow's types.proto.
enum class Element : std::uint64_t {
  float32 = 1,
  float64 = 2,
  int32 = 3,
  uint8 = 4,
  int16 = 5,
  int8 = 6,
  int64 = 9,
  boolean = 10,
  bfloat16 = 14,
  uint16 = 17,
  half = 19,
  uint32 = 22,
  uint64 = 23,
};

double of_half(std::uint16_t bits) {
  const int exponent = (bits >> 10U) & 0x1F;
  const double fraction = bits & 0x3FFU;
  double value = 0;
  if (exponent == 0) {
    value = std::ldexp(fraction, -24);
  } else if (exponent == 31) {
    value = fraction == 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
  } else {
    value = std::ldexp(fraction + 1024, exponent - 25);
  }
  return (bits & 0x8000U) != 0 ? -value : value;
}

double of_float_bits(std::uint32_t bits) {
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return static_cast<double>(value);
}

template <class T>
std::optional<double> as_one(std::string_view content) {
  if (content.size() != sizeof(T)) return std::nullopt;
  T value{};
  std::memcpy(&value, content.data(), sizeof value);
  return static_cast<double>(value);
}

/// `tensor_content`: the element's bytes in the machine's order, which is little-endian.
std::optional<double> of_content(Element element, std::string_view content) {
  std::uint16_t bits = 0;
  switch (element) {
    case Element::float32:
      return as_one<float>(content);
    case Element::float64:
      return as_one<double>(content);
    case Element::int32:
      return as_one<std::int32_t>(content);
    case Element::uint8:
    case Element::boolean:
      return as_one<std::uint8_t>(content);
    case Element::int16:
      return as_one<std::int16_t>(content);
    case Element::int8:
      return as_one<std::int8_t>(content);
    case Element::int64:
      return as_one<std::int64_t>(content);
    case Element::uint16:
      return as_one<std::uint16_t>(content);
    case Element::uint32:
      return as_one<std::uint32_t>(content);
    case Element::uint64:
      return as_one<std::uint64_t>(content);
    case Element::half:
    case Element::bfloat16:
      if (content.size() != sizeof bits) return std::nullopt;
      std::memcpy(&bits, content.data(), sizeof bits);
      if (element == Element::half) return of_half(bits);
      return of_float_bits(static_cast<std::uint32_t>(bits) << 16U);
  }
  return std::nullopt;
}

/// An element of one of the `*_val` fields, as the number that the wire holds.
std::optional<double> of_field(Element element, std::uint64_t field, std::uint64_t number) {
  switch (field) {
    case 5:
      return of_float_bits(static_cast<std::uint32_t>(number));
    case 6: {
      double value = 0;
      std::memcpy(&value, &number, sizeof value);
      return value;
    }
    case 7:
    case 10:
      return static_cast<double>(static_cast<std::int64_t>(number));
    case 11:
      return number != 0 ? 1 : 0;
    case 13: {
      const auto bits = static_cast<std::uint16_t>(number);
      if (element == Element::half) return of_half(bits);
      return of_float_bits(static_cast<std::uint32_t>(bits) << 16U);
    }
    case 16:
    case 17:
      return static_cast<double>(number);
    default:
      return std::nullopt;
  }
}

std::size_t width_of(std::uint64_t field) {
  if (field == 5) return 4;
  return field == 6 ? 8 : 0;
}

/// Numbers that stand in one field, one behind the other; none unless it is exactly one.
std::optional<std::uint64_t> packed_one(std::uint64_t field, std::string_view bytes) {
  std::uint64_t number = 0;
  if (const std::size_t width = width_of(field); width > 0) {
    if (bytes.size() != width) return std::nullopt;
    std::memcpy(&number, bytes.data(), width);
    return number;
  }
  if (!WireReader::take_varint(bytes, number) || !bytes.empty()) return std::nullopt;
  return number;
}

bool holds_numbers(std::uint64_t field) {
  return (field >= 5 && field <= 7) || field == 10 || field == 11 || field == 13 || field == 16 ||
         field == 17;
}

/// Whether a TensorShapeProto is of one element: no dimension but those of size 1.
bool is_one_element(std::string_view shape) {
  WireReader fields(shape);
  while (fields.next()) {
    if (!fields.is(2, Type::bytes)) continue;
    std::uint64_t size = 0;
    WireReader dimension(fields.bytes());
    while (dimension.next()) {
      if (dimension.is(1, Type::varint)) size = dimension.number();
    }
    if (size != 1) return false;
  }
  return !fields.broken();
}

}  // namespace

std::optional<double> scalar_of_tensor(std::string_view tensor) {
  auto element = Element::float32;
  std::size_t elements = 0;
  std::string_view content;
  std::uint64_t field = 0;
  std::uint64_t number = 0;
  WireReader fields(tensor);
  while (fields.next()) {
    if (fields.is(1, Type::varint)) element = static_cast<Element>(fields.number());
    if (fields.is(2, Type::bytes) && !is_one_element(fields.bytes())) return std::nullopt;
    if (fields.is(4, Type::bytes)) content = fields.bytes();
    if (!holds_numbers(fields.field())) continue;
    field = fields.field();
    ++elements;
    number = fields.number();
    if (fields.type() != Type::bytes) continue;
    const auto one = packed_one(field, fields.bytes());
    if (!one) return std::nullopt;
    number = *one;
  }
  if (fields.broken()) return std::nullopt;
  if (!content.empty()) return elements == 0 ? of_content(element, content) : std::nullopt;
  if (elements != 1) return std::nullopt;
  return of_field(element, field, number);
}

std::vector<std::string_view> strings_of_tensor(std::string_view tensor) {
  constexpr std::size_t most_strings = 100;
  std::vector<std::string_view> strings;
  WireReader fields(tensor);
  while (fields.next()) {
    if (fields.is(8, Type::bytes) && strings.size() < most_strings) {
      strings.push_back(fields.bytes());
    }
  }
  return strings;
}

}  // namespace recipe::dynamics
