#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recipe {

/// A SHA-256, as `sha256:` and 64 hexadecimal digits.
class Digest {
 public:
  /// Upper-case digits are read too; anything else than the full form is none.
  static std::optional<Digest> parse(std::string_view text);
  /// From 64 hexadecimal digits in lower case, which the caller vouches for.
  static Digest of_hex(std::string hex) { return Digest(std::move(hex)); }

  const std::string& hex() const { return hex_; }
  std::string to_string() const { return "sha256:" + hex_; }
  friend bool operator==(const Digest&, const Digest&) = default;

 private:
  explicit Digest(std::string hex) : hex_(std::move(hex)) {}
  std::string hex_;
};

/// 40 (SHA-1) or 64 (SHA-256) hexadecimal digits, and nothing else.
bool is_commit(std::string_view text);

}  // namespace recipe
