#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace recipe {

/// What lets others in.
struct Secret {
  std::string_view kind;  ///< "a GitHub token"
  Span span;              ///< all of it, with the prefix that tells its kind
  std::size_t shown = 0;  ///< how many bytes of it may be shown
};

/// Tokens of well-known shapes, private keys and passwords in addresses, in order. What is made of
/// one or two characters, or is called an example, is none.
std::vector<Secret> secrets_in(std::string_view text);

/// Tokens and private keys, also examples and shapes too wide to accuse anyone of: for hiding them.
std::vector<Secret> possible_secrets_in(std::string_view text);

/// `name:password` or `name` before the host of an address; the password may be empty.
struct Login {
  Span name;
  Span password;
};

std::vector<Login> logins_in(std::string_view text);

/// Tokens are drawn at random: "xxxxxxxx" and "EXAMPLE" are no tokens.
bool looks_random(std::string_view text);

/// `text` with every secret in it made unreadable, of the same length.
std::string without_secrets(std::string text);

}  // namespace recipe
