#include "dynamics/records.h"

#include <algorithm>
#include <cstring>

#include "dynamics/crc32c.h"

namespace recipe::dynamics {
namespace {

constexpr std::size_t header_size = 12;
constexpr std::size_t footer_size = 4;
constexpr std::size_t least_room = 64 << 10;
constexpr std::size_t buffer_size = 256 << 10;

template <class T>
T little_endian(const char* at) {
  T value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}

/// Whether the checksum right behind the bytes is theirs.
bool is_right(const char* bytes, std::size_t size) {
  return masked_crc(crc32c({bytes, size})) == little_endian<std::uint32_t>(bytes + size);
}

}  // namespace

std::span<char> Records::room() {
  if (begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  // What a length promises is not believed at once: the buffer doubles as bytes come.
  const std::size_t wanted = std::max(buffer_size, std::min(wanted_, 2 * end_) + least_room);
  if (buffer_.size() < wanted) buffer_.resize(wanted);
  return std::span(buffer_).subspan(end_);
}

/// Drops what has come of a long record; false while some of it is still to come.
bool Records::pass_over() {
  const std::uint64_t here = std::min<std::uint64_t>(pass_, end_ - begin_);
  begin_ += here;
  pass_ -= here;
  return pass_ == 0;
}

/// The next length with a right checksum; false if more bytes are needed.
bool Records::find_header(std::uint64_t& length) {
  while (end_ - begin_ >= header_size) {
    const char* at = buffer_.data() + begin_;
    length = little_endian<std::uint64_t>(at);
    if ((!lost_ || length <= longest) && is_right(at, 8)) {
      lost_ = false;
      return true;
    }
    lost_ = true;
    ++begin_;
    ++skipped_bytes_;
  }
  return false;
}

std::optional<std::string_view> Records::next() {
  while (pass_over()) {
    std::uint64_t length = 0;
    wanted_ = header_size;
    if (!find_header(length)) break;
    if (length > longest) {
      ++long_records_;
      // A length near 2^64 must not wrap around.
      pass_ = std::max(length, length + header_size + footer_size);
      continue;
    }
    wanted_ = header_size + length + footer_size;
    if (end_ - begin_ < wanted_) break;
    const char* data = buffer_.data() + begin_ + header_size;
    begin_ += wanted_;
    if (is_right(data, length)) return std::string_view(data, length);
    ++wrong_records_;
  }
  return std::nullopt;
}

std::optional<std::string_view> first_record(std::string_view beginning) {
  if (beginning.size() < header_size || !is_right(beginning.data(), 8)) return std::nullopt;
  const auto length = little_endian<std::uint64_t>(beginning.data());
  if (length > beginning.size() - header_size) return std::nullopt;
  if (beginning.size() - header_size - length < footer_size) return std::nullopt;
  const std::string_view data = beginning.substr(header_size, length);
  if (!is_right(data.data(), data.size())) return std::nullopt;
  return data;
}

}  // namespace recipe::dynamics
