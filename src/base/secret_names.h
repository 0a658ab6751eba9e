#pragma once

#include <string_view>

namespace recipe {

/// Whether what goes by this name lets others in, by the words of the name: `--api-key`,
/// HF_TOKEN, dbPassword; but not `--pad-token`, max_tokens, `--sort-key`, PASSWORD_FILE.
bool is_secret_name(std::string_view name);

/// Whether a variable of this name may hold a secret: its name holds TOKEN, SECRET, PASSWORD,
/// PASSWD, CREDENTIAL or KEY in either case. Wider than `is_secret_name`.
bool may_name_secret(std::string_view name);

/// Whether it names a password, so that a plain number may be one too.
bool is_password_name(std::string_view name);

}  // namespace recipe
