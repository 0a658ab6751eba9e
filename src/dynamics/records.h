#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace recipe::dynamics {

/// Cuts the bytes of a TFRecord file into records: length (8 bytes, little-endian), masked CRC32C
/// of the length, data, masked CRC32C of the data. Where the cuts between calls lie is no matter.
///
/// A record whose data has a wrong checksum is left out, since its length is known. After a length
/// with a wrong checksum bytes are skipped up to the next length with a right one.
class Records {
 public:
  /// Longer records, such as images and graphs, are passed over without being kept.
  static constexpr std::uint64_t longest = 16 << 20;

  /// Where the next bytes are to be put, at least 64 KiB.
  std::span<char> room();
  void added(std::size_t size) { end_ += size; }
  /// The next whole record that is right; valid until the next call of `room`.
  std::optional<std::string_view> next();

  std::uint64_t wrong_records() const { return wrong_records_; }
  std::uint64_t long_records() const { return long_records_; }
  /// Because of lengths with a wrong checksum.
  std::uint64_t skipped_bytes() const { return skipped_bytes_; }
  /// A record has begun that has not ended.
  bool is_half() const { return begin_ != end_ || pass_ > 0; }

 private:
  bool pass_over();
  bool find_header(std::uint64_t& length);

  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of what is not yet read
  std::size_t end_ = 0;
  std::size_t wanted_ = 0;  ///< bytes of the record that has begun
  std::uint64_t pass_ = 0;  ///< bytes of a long record that are still to come
  bool lost_ = false;       ///< looking for the next length
  std::uint64_t wrong_records_ = 0;
  std::uint64_t long_records_ = 0;
  std::uint64_t skipped_bytes_ = 0;
};

/// The first whole record of a file's beginning, if it is right.
std::optional<std::string_view> first_record(std::string_view beginning);

}  // namespace recipe::dynamics
