#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace recipe::dynamics {

/// Reads the fields of one message in Protocol Buffers' wire format, in place and without descent:
/// a field that is a message is bytes for another reader.
class WireReader {
 public:
  enum class Type : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

  explicit WireReader(std::string_view message) : rest_(message) {}

  /// Goes to the next field; false at the end and where the bytes are no message.
  bool next();
  bool broken() const { return broken_; }

  std::uint64_t field() const { return field_; }
  Type type() const { return type_; }
  bool is(std::uint64_t field, Type type) const { return field_ == field && type_ == type; }
  /// Of a varint or a fixed field; signed ones are two's complement.
  std::uint64_t number() const { return number_; }
  std::string_view bytes() const { return bytes_; }
  float as_float() const;
  double as_double() const;

  /// A varint at the front of `bytes`, which loses it; false if there is none.
  static bool take_varint(std::string_view& bytes, std::uint64_t& value);

 private:
  bool fail() {
    broken_ = true;
    rest_ = {};
    return false;
  }

  std::string_view rest_;
  bool broken_ = false;
  Type type_ = Type::varint;
  std::uint64_t field_ = 0;
  std::uint64_t number_ = 0;
  std::string_view bytes_;
};

inline bool WireReader::take_varint(std::string_view& bytes, std::uint64_t& value) {
  // Most are one byte.
  if (!bytes.empty() && static_cast<unsigned char>(bytes.front()) < 0x80) {
    value = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return true;
  }
  value = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << (7 * i);
    if (byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

inline bool WireReader::next() {
  if (rest_.empty()) return false;
  std::uint64_t key = 0;
  if (!take_varint(rest_, key) || key >> 3U == 0) return fail();
  field_ = key >> 3U;
  type_ = static_cast<Type>(key & 7U);
  std::size_t size = 0;
  switch (type_) {
    case Type::varint:
      return take_varint(rest_, number_) || fail();
    case Type::bytes:
      if (!take_varint(rest_, number_) || number_ > rest_.size()) return fail();
      bytes_ = {rest_.data(), static_cast<std::size_t>(number_)};
      rest_.remove_prefix(number_);
      return true;
    case Type::fixed64:
      size = 8;
      break;
    case Type::fixed32:
      size = 4;
      break;
    default:
      return fail();
  }
  if (rest_.size() < size) return fail();
  number_ = 0;
  if (size == 8) {
    std::memcpy(&number_, rest_.data(), 8);
  } else {
    std::memcpy(&number_, rest_.data(), 4);
  }
  rest_.remove_prefix(size);
  return true;
}

inline float WireReader::as_float() const {
  const auto bits = static_cast<std::uint32_t>(number_);
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline double WireReader::as_double() const {
  double value = 0;
  std::memcpy(&value, &number_, sizeof value);
  return value;
}

}  // namespace recipe::dynamics
