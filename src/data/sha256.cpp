#include "data/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <string>

namespace recipe::data {
namespace {

/// SHA-256 fails only without memory or with a broken OpenSSL; a wrong digest would be worse.
void must(bool succeeded) {
  if (!succeeded) std::abort();
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  must(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::add(std::string_view bytes) {
  must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

Digest Sha256::digest() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned size = 0;
  must(EVP_DigestFinal_ex(context_.get(), raw.data(), &size) == 1);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += digits[raw[i] >> 4U];
    hex += digits[raw[i] & 15U];
  }
  return Digest::of_hex(std::move(hex));
}

}  // namespace recipe::data
