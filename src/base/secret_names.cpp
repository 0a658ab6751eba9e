#include "base/secret_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/one_of.h"
#include "base/text.h"

namespace recipe {
namespace {

constexpr std::string_view wide_words[] = {"TOKEN",  "SECRET",     "PASSWORD",
                                           "PASSWD", "CREDENTIAL", "KEY"};

/// A secret whatever stands around them.
constexpr std::string_view password_ends[] = {"password", "passwords", "passwd", "passcode",
                                              "passphrase"};
constexpr std::string_view secret_words[] = {
    "secret",    "secrets",      "credential", "credentials", "apikey",
    "secretkey", "accesskey",    "authtoken",  "apitoken",    "authorization",
    "bearer",    "clientsecret", "cookie"};

/// What is said of a secret is none itself.
constexpr std::string_view sayings[] = {"path", "file",   "dir",   "folder", "name",   "url",
                                        "uri",  "id",     "ids",   "type",   "length", "len",
                                        "size", "count",  "limit", "index",  "ratio",  "version",
                                        "dim",  "format", "env",   "var"};

/// Tokens that are parts of texts.
constexpr std::string_view parts_of_texts[] = {
    "pad",   "eos",    "bos",    "sep",    "cls",    "mask",  "unk",     "special", "start",
    "end",   "stop",   "image",  "audio",  "video",  "per",   "first",   "last",    "next",
    "begin", "prompt", "prefix", "suffix", "lang",   "class", "dist",    "dummy",   "null",
    "blank", "eot",    "bot",    "sot",    "target", "query", "trigger", "max",     "min",
    "num",   "n",      "text",   "word",   "decoder"};

/// Keys that are no names of columns or of random numbers.
constexpr std::string_view key_owners[] = {
    "api",     "access",  "secret",       "private",  "auth",   "encryption", "signing",
    "master",  "account", "subscription", "consumer", "admin",  "wandb",      "comet",
    "neptune", "openai",  "storage",      "session",  "shared", "client",     "license"};

constexpr std::string_view pass_owners[] = {"db",    "user",  "smtp",  "http",     "proxy", "admin",
                                            "mysql", "redis", "mongo", "postgres", "root",  "ftp"};

/// Whether it has a part of any of the words above; most names have none, and need no more looking.
bool has_part_of_secret(std::string_view name) {
  constexpr std::string_view parts[] = {"tok",  "sec",  "pass", "pwd", "key",
                                        "cred", "auth", "bear", "cook"};
  const auto begins = [&](std::size_t at, std::string_view part) {
    if (name.size() - at < part.size()) return false;
    for (std::size_t i = 0; i < part.size(); ++i) {
      if ((name[at + i] | 0x20) != part[i]) return false;
    }
    return true;
  };
  for (std::size_t at = 0; at + 3 <= name.size(); ++at) {
    for (const std::string_view part : parts) {
      if (begins(at, part)) return true;
    }
  }
  return false;
}

/// In lower case, without digits at the end of the name; "dbPassword" is two.
std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_alnum(c)) {
      inside = false;
      continue;
    }
    const bool capital = c >= 'A' && c <= 'Z';
    const bool after_small = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (!inside || (capital && after_small)) words.emplace_back();
    inside = true;
    words.back() += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (!words.empty()) {
    std::string& last = words.back();
    while (!last.empty() && is_digit(last.back())) last.pop_back();
    if (!last.empty()) break;
    words.pop_back();
  }
  return words;
}

bool says_password(const std::vector<std::string>& words) {
  const std::string& last = words.back();
  if (is_one_of(last, sayings)) return false;
  const std::string before = words.size() > 1 ? words[words.size() - 2] : "";
  if (last == "pass") return is_one_of(before, pass_owners);
  // PWD and OLDPWD are folders.
  if (last == "pwd") return !before.empty() && before != "old";
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(std::begin(password_ends), std::end(password_ends),
                       [&](std::string_view end) { return word.ends_with(end); });
  });
}

bool says_token(const std::string& before, const std::string& last) {
  if (!last.ends_with("token")) return false;
  const std::string joined = last.substr(0, last.size() - 5);
  return !is_one_of(joined.empty() ? std::string_view(before) : std::string_view(joined),
                    parts_of_texts);
}

/// Longer ones are no names.
constexpr std::size_t longest_name = 128;

}  // namespace

bool is_password_name(std::string_view name) {
  if (name.size() > longest_name || !has_part_of_secret(name)) return false;
  const std::vector<std::string> words = words_of_name(name);
  return !words.empty() && says_password(words);
}

bool is_secret_name(std::string_view name) {
  if (name.size() > longest_name || !has_part_of_secret(name)) return false;
  const std::vector<std::string> words = words_of_name(name);
  if (words.empty()) return false;
  if (says_password(words)) return true;
  const std::string& last = words.back();
  if (is_one_of(last, sayings)) return false;
  const std::string before = words.size() > 1 ? words[words.size() - 2] : "";
  if (last == "key" || last == "keys") return is_one_of(before, key_owners);
  return says_token(before, last) ||
         std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, secret_words); });
}

bool may_name_secret(std::string_view name) {
  const std::string upper_name = upper(name);
  return std::any_of(std::begin(wide_words), std::end(wide_words), [&](std::string_view word) {
    return upper_name.find(word) != std::string::npos;
  });
}

}  // namespace recipe
