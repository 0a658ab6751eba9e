#pragma once

#include <memory>
#include <string_view>

#include "base/digest.h"

struct evp_md_ctx_st;

namespace recipe::data {

/// SHA-256 of bytes given piece by piece.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Once, at the end.
  Digest digest();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace recipe::data
