#include "base/secrets.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "base/text.h"

namespace recipe {
namespace {

enum class Alphabet { capitals, alnum, word };

/// How a service writes its tokens: a prefix, then so many characters.
struct Shape {
  std::string_view kind;
  std::string_view prefix;
  Alphabet alphabet;
  std::size_t least;
  std::size_t most;
};

// By the services' own documentation.
constexpr std::array<Shape, 20> shapes = {{
    {"an AWS access key", "AKIA", Alphabet::capitals, 16, 16},
    {"an AWS access key", "ASIA", Alphabet::capitals, 16, 16},
    {"a GitHub token", "ghp_", Alphabet::alnum, 36, 251},
    {"a GitHub token", "gho_", Alphabet::alnum, 36, 251},
    {"a GitHub token", "ghu_", Alphabet::alnum, 36, 251},
    {"a GitHub token", "ghs_", Alphabet::alnum, 36, 251},
    {"a GitHub token", "ghr_", Alphabet::alnum, 36, 251},
    {"a GitHub token", "github_pat_", Alphabet::word, 60, 251},
    {"a GitLab token", "glpat-", Alphabet::word, 20, 64},
    {"a Hugging Face token", "hf_", Alphabet::alnum, 34, 40},
    {"a Slack token", "xoxb-", Alphabet::word, 20, 255},
    {"a Slack token", "xoxp-", Alphabet::word, 20, 255},
    {"a Slack token", "xoxa-", Alphabet::word, 20, 255},
    {"an OpenAI key", "sk-proj-", Alphabet::word, 40, 255},
    {"an API key", "sk-ant-", Alphabet::word, 40, 255},
    {"an NVIDIA key", "nvapi-", Alphabet::word, 60, 80},
    {"a Google key", "AIza", Alphabet::word, 35, 35},
    {"a PyPI token", "pypi-AgEIcHlwaS5vcmc", Alphabet::word, 40, 512},
    {"a Stripe key", "sk_live_", Alphabet::alnum, 24, 255},
    {"a Slack address", "hooks.slack.com/services/T", Alphabet::word, 8, 255},
}};

/// Words and names may have these shapes too.
constexpr std::array<Shape, 5> wide_shapes = {{
    {"an API key", "sk-", Alphabet::alnum, 20, 255},
    {"an API key", "sk-or-v1-", Alphabet::alnum, 40, 255},
    {"an OpenAI key", "sk-svcacct-", Alphabet::word, 40, 255},
    {"a Weights & Biases key", "wandb_v1_", Alphabet::word, 40, 255},
    {"a Stripe key", "rk_live_", Alphabet::alnum, 24, 255},
}};

constexpr std::array<std::string_view, 10> no_passwords = {
    "password", "pass", "passwd", "pwd",     "token",
    "secret",   "xxx",  "key",    "api_key", "yourpassword"};

bool is_of(char c, Alphabet alphabet) {
  switch (alphabet) {
    case Alphabet::capitals:
      return is_digit(c) || (c >= 'A' && c <= 'Z');
    case Alphabet::alnum:
      return is_alnum(c);
    case Alphabet::word:
      return is_alnum(c) || c == '_' || c == '-' || c == '/';
  }
  return false;
}

enum class Examples { counted, left_out };

void find_shape(std::string_view text, const Shape& shape, Examples examples,
                std::vector<Secret>& found) {
  for (std::size_t at = text.find(shape.prefix); at != std::string_view::npos;
       at = text.find(shape.prefix, at + 1)) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    const std::size_t begin = at + shape.prefix.size();
    std::size_t end = begin;
    while (end < text.size() && end - begin <= shape.most && is_of(text[end], shape.alphabet))
      ++end;
    const std::size_t size = end - begin;
    if (size < shape.least || size > shape.most) continue;
    if (examples == Examples::counted || looks_random(text.substr(begin, size))) {
      found.push_back({shape.kind, {at, end}, shape.prefix.size()});
    }
  }
}

void find_private_keys(std::string_view text, Examples examples, std::vector<Secret>& found) {
  constexpr std::string_view start = "-----BEGIN ";
  constexpr std::string_view mark = "PRIVATE KEY-----";
  for (std::size_t at = text.find(start); at != std::string_view::npos;
       at = text.find(start, at + 1)) {
    const std::size_t end = text.substr(0, at + 60).find(mark, at);
    if (end == std::string_view::npos) continue;
    const std::size_t body = end + mark.size();
    const std::size_t limit = std::min(text.size(), body + 8192);
    const std::size_t stop = std::min(text.substr(0, limit).find("-----", body), limit);
    std::size_t letters = 0;
    for (const char c : text.substr(body, stop - body)) letters += is_alnum(c) ? 1 : 0;
    if (letters < 64 && examples == Examples::left_out) continue;
    found.push_back({"a private key", {at, stop}, body - at});
  }
}

/// RFC 7519: three parts in base64url, the first of which is a JSON object.
void find_web_tokens(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t shortest_part = 8;
  constexpr std::size_t longest = 8192;
  std::size_t end = 0;
  for (std::size_t at = text.find("eyJ"); at != std::string_view::npos;
       at = text.find("eyJ", std::max(at + 1, end))) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    std::size_t parts = 1;
    std::size_t part = at;
    for (end = at; end < text.size() && end - at < longest; ++end) {
      const char c = text[end];
      if (is_alnum(c) || c == '-' || c == '_') continue;
      if (c != '.' || parts == 3 || end - part < shortest_part) break;
      ++parts;
      part = end + 1;
    }
    if (parts == 3 && end > part) found.push_back({"a web token", {at, end}, 3});
  }
}

void sort_by_place(std::vector<Secret>& found) {
  std::sort(found.begin(), found.end(),
            [](const Secret& a, const Secret& b) { return a.span.begin < b.span.begin; });
}

bool is_placeholder_password(std::string_view password) {
  const std::string plain = lower(password);
  return plain.size() < 6 || plain.find_first_of("<>{}$*[]%") != std::string::npos ||
         plain.starts_with("your") || plain.find("xxx") != std::string::npos ||
         std::find(no_passwords.begin(), no_passwords.end(), plain) != no_passwords.end();
}

void find_passwords(std::string_view text, std::vector<Secret>& found) {
  for (const Login& login : logins_in(text)) {
    if (login.name.empty() || login.password.empty()) continue;
    const std::string_view password = text.substr(login.password.begin, login.password.size());
    if (is_placeholder_password(password)) continue;
    const std::size_t begin = login.name.begin;
    found.push_back(
        {"a password in an address", {begin, login.password.end}, login.password.begin - begin});
  }
}

}  // namespace

bool looks_random(std::string_view text) {
  std::bitset<256> seen;
  for (const char c : text) seen.set(static_cast<unsigned char>(c));
  const std::string folded_text = lower(text);
  for (const std::string_view word : {"example", "xxxx", "your", "token", "1234567", "abcdef"}) {
    if (folded_text.find(word) != std::string::npos) return false;
  }
  const bool digit = std::any_of(text.begin(), text.end(), is_digit);
  return seen.count() >= std::min<std::size_t>(8, text.size() / 2) && digit;
}

std::vector<Login> logins_in(std::string_view text) {
  constexpr std::size_t longest = 2000;
  std::vector<Login> found;
  for (std::size_t at = text.find("://"); at != std::string_view::npos;
       at = text.find("://", at + 3)) {
    const std::size_t begin = at + 3;
    const std::string_view rest = text.substr(begin, longest);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/ \t\r\n\"'<>)]?#"));
    const std::size_t host = authority.rfind('@');
    if (host == std::string_view::npos) continue;
    const std::size_t colon = std::min(authority.find(':'), host);
    const std::size_t password = std::min(colon + 1, host);
    found.push_back({{begin, begin + colon}, {begin + password, begin + host}});
  }
  return found;
}

std::vector<Secret> secrets_in(std::string_view text) {
  std::vector<Secret> found;
  for (const Shape& shape : shapes) find_shape(text, shape, Examples::left_out, found);
  find_private_keys(text, Examples::left_out, found);
  find_passwords(text, found);
  sort_by_place(found);
  return found;
}

std::vector<Secret> possible_secrets_in(std::string_view text) {
  std::vector<Secret> found;
  for (const Shape& shape : shapes) find_shape(text, shape, Examples::counted, found);
  for (const Shape& shape : wide_shapes) find_shape(text, shape, Examples::left_out, found);
  find_private_keys(text, Examples::counted, found);
  find_web_tokens(text, found);
  sort_by_place(found);
  return found;
}

std::string without_secrets(std::string text) {
  for (const Secret& secret : secrets_in(text)) {
    for (std::size_t i = secret.span.begin + secret.shown; i < secret.span.end; ++i) {
      if (!is_space(text[i])) text[i] = '*';
    }
  }
  return text;
}

}  // namespace recipe
