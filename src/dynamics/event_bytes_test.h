#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "dynamics/crc32c.h"

// Event files made byte by byte.
namespace recipe::dynamics::bytes {

template <class T>
std::string raw(T value) {
  std::string out(sizeof value, '\0');
  std::memcpy(out.data(), &value, sizeof value);
  return out;
}

inline std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>(value | 0x80U);
  return out + static_cast<char>(value);
}

inline std::string number(std::uint64_t field, std::uint64_t value) {
  return varint(field << 3U) + varint(value);
}
inline std::string message(std::uint64_t field, std::string_view content) {
  return varint(field << 3U | 2U) + varint(content.size()) + std::string(content);
}
inline std::string fixed(std::uint64_t field, double value) {
  return varint(field << 3U | 1U) + raw(value);
}
inline std::string fixed(std::uint64_t field, float value) {
  return varint(field << 3U | 5U) + raw(value);
}

inline std::string record(std::string_view data) {
  const std::string length = raw<std::uint64_t>(data.size());
  return length + raw(masked_crc(crc32c(length))) + std::string(data) +
         raw(masked_crc(crc32c(data)));
}

inline std::string version() { return record(fixed(1, 1000.0) + message(3, "brain.Event:2")); }
inline std::string event(std::int64_t step, double time, std::string_view value) {
  return record(fixed(1, time) + number(2, static_cast<std::uint64_t>(step)) +
                message(5, message(1, value)));
}
inline std::string scalar(std::string_view tag, std::int64_t step, float value,
                          double time = 1001) {
  return event(step, time, message(1, tag) + fixed(2, value));
}
inline std::string plugin(std::string_view name, std::string_view content = "") {
  return message(9, message(1, message(1, name) + (content.empty() ? "" : message(2, content))));
}
inline std::string tensor(std::string_view tag, std::int64_t step, std::string_view proto,
                          std::string_view metadata) {
  return event(step, 1001, message(1, tag) + message(8, proto) + std::string(metadata));
}

}  // namespace recipe::dynamics::bytes
