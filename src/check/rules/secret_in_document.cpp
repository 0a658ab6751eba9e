#include "base/secrets.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_secrets(Study& study, Judge& judge) {
  for (const Secret& secret : secrets_in(study.page.source.bytes())) {
    const std::size_t begin = secret.span.begin;
    judge.untrue({begin, begin + secret.shown},
                 "this looks like " + std::string(secret.kind) +
                     "; revoke it, since history keeps it, and write a placeholder");
  }
}

}  // namespace

constexpr Rule rules::secret_in_document = {
    .name = "secret-in-document",
    .code = "RC001",
    .family = Family::hygiene,
    .severity = Severity::error,
    .summary = "a token, key or password that lets others in",
    .document =
        "Looks everywhere in the document, code and comments too, for tokens in the shapes that "
        "well-known services give them, private keys, and passwords in addresses. Examples and "
        "placeholders (`xxxx`, `AKIAIOSFODNN7EXAMPLE`) are left alone. The secret itself is never "
        "shown.\n"
        "\n"
        "Whoever has read access has the secret, also after it was removed: revoke it first.",
    .bad = "git clone https://alice:s3cr3tpw9@example.org/data.git",
    .good = "git clone https://example.org/data.git",
    .check = check_secrets,
};

}  // namespace recipe::check
