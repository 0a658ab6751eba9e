#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "base/digest.h"

struct evp_md_ctx_st;

namespace recipe::data {

/// The 32 bytes of a SHA-256.
using RawDigest = std::array<unsigned char, 32>;

Digest digest_of_raw(const RawDigest& raw);

/// SHA-256 of bytes given piece by piece.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Forgets the bytes so far, so that it serves for others.
  void restart();
  /// Once, at the end of the bytes.
  RawDigest finish();
  Digest digest() { return digest_of_raw(finish()); }

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace recipe::data
