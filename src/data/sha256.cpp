#include "data/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <string>

namespace recipe::data {
namespace {

/// SHA-256 fails only without memory or with a broken OpenSSL; a wrong digest would be worse.
void must(bool succeeded) {
  if (!succeeded) std::abort();
}

/// Looked up once: EVP_sha256() would be looked up under a lock for every file.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched;
}

}  // namespace

Digest digest_of_raw(const RawDigest& raw) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex(2 * raw.size(), '0');
  for (std::size_t i = 0; i < raw.size(); ++i) {
    hex[2 * i] = digits[raw[i] >> 4U];
    hex[2 * i + 1] = digits[raw[i] & 15U];
  }
  return Digest::of_hex(std::move(hex));
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  must(algorithm() != nullptr && context_ &&
       EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) == 1);
}

void Sha256::add(std::string_view bytes) {
  must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

void Sha256::restart() { must(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1); }

RawDigest Sha256::finish() {
  RawDigest raw{};
  unsigned size = 0;
  must(EVP_DigestFinal_ex(context_.get(), raw.data(), &size) == 1 && size == raw.size());
  return raw;
}

}  // namespace recipe::data
