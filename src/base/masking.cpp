#include "base/masking.h"

#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"

namespace recipe {
namespace {

constexpr std::string_view mask = "***";
constexpr std::string_view quotes = "\"'`";

bool is_quote(char c) { return quotes.find(c) != std::string_view::npos; }
bool is_name_byte(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

/// Stands for a value that is elsewhere, or for none.
bool is_reference(std::string_view value) {
  if (value.empty() || value.starts_with("$") || value.starts_with("{{")) return true;
  if (value.starts_with('<') && value.ends_with('>')) return true;
  if (value.find_first_not_of('*') == std::string_view::npos) return true;
  const std::string plain = lower(value);
  for (const std::string_view word : {"true", "false", "none", "null", "nil", "yes", "no"}) {
    if (plain == word) return true;
  }
  return false;
}

bool is_masked_under(std::string_view name, std::string_view value) {
  if (is_reference(value)) return false;
  return is_password_name(name) || !parse_double(value);
}

/// The names by which signed addresses carry what signs them.
bool is_signature_name(std::string_view name) {
  const std::string plain = lower(name);
  return plain == "sig" || plain == "signature" || plain == "x-amz-signature" ||
         plain == "x-goog-signature" || plain == "x-amz-credential";
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
    } else if (text.substr(at).starts_with("\\\n")) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

/// Inside the quotes that begin at `at`, on one line.
Span quoted_value(std::string_view text, std::size_t at) {
  const char quote = text[at];
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != quote && text[end] != '\n') {
    end += text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
  }
  return {at + 1, std::min(end, text.size())};
}

/// A comma ends a value where another name and value follow.
bool begins_next_pair(std::string_view text, std::size_t comma) {
  std::size_t at = after_blanks(text, comma + 1);
  if (at > comma + 1) return true;
  constexpr std::size_t longest = 64;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < longest && is_name_byte(text[at])) ++at;
  return at > begin && at < text.size() && (text[at] == '=' || text[at] == ':');
}

Span bare_value(std::string_view text, std::size_t begin, std::string_view ends) {
  std::size_t end = begin;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '\n' || c == '\r' || is_quote(c) || ends.find(c) != std::string_view::npos) break;
    if (c == ',' && begins_next_pair(text, end)) break;
  }
  while (end > begin && std::string_view(" \t\\").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  // Brackets that were opened before the value.
  if (text.substr(begin, end - begin).find_first_of("([{") == std::string_view::npos) {
    while (end > begin && std::string_view(")]},;").find(text[end - 1]) != std::string_view::npos) {
      --end;
    }
  }
  return {begin, end};
}

/// A name in a text, and whether it is an option or a part of an address's query.
struct Name {
  Span span;
  bool option = false;
  bool query = false;
  bool quoted = false;
};

/// The value that belongs to a name; empty if there is none.
Span value_of(std::string_view text, const Name& name) {
  std::size_t at = name.span.end;
  if (name.quoted && at < text.size() && is_quote(text[at])) ++at;
  const std::size_t behind = after_blanks(text, at);
  const char sign = behind < text.size() ? text[behind] : '\0';
  std::string_view ends = " \t&;|";
  if (sign == '=' || sign == ':') {
    if (text.substr(behind + 1).starts_with(sign) || text.substr(behind).starts_with("://")) {
      return {};
    }
    at = after_blanks(text, behind + 1);
    if (sign == ':' && at > behind + 1) ends = "";
  } else if (name.option && behind > at && sign != '-') {
    at = behind;
  } else {
    return {};
  }
  if (at >= text.size()) return {};
  return is_quote(text[at]) ? quoted_value(text, at) : bare_value(text, at, ends);
}

void find_named_values(std::string_view text, std::vector<Span>& found) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_name_byte(text[at])) {
      ++at;
      continue;
    }
    Name name;
    name.span.begin = at;
    while (at < text.size() && is_name_byte(text[at])) ++at;
    name.span.end = at;
    const char before = name.span.begin > 0 ? text[name.span.begin - 1] : ' ';
    const std::string_view spelled = text.substr(name.span.begin, name.span.size());
    name.option = spelled.starts_with('-');
    name.query = before == '?' || before == '&';
    name.quoted = is_quote(before);
    if (!is_secret_name(spelled) && !(name.query && is_signature_name(spelled))) continue;
    const Span value = value_of(text, name);
    if (value.empty()) continue;
    if (is_masked_under(spelled, text.substr(value.begin, value.size()))) found.push_back(value);
    at = std::max(at, value.end);
  }
}

/// `Bearer TOKEN`, as in RFC 6750.
void find_bearers(std::string_view text, std::vector<Span>& found) {
  constexpr std::size_t shortest = 16;
  for (const std::string_view word : {"Bearer ", "bearer "}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
      const std::size_t begin = at + word.size();
      std::size_t end = begin;
      while (end < text.size() && (is_name_byte(text[end]) || text[end] == '~' ||
                                   text[end] == '+' || text[end] == '/' || text[end] == '=')) {
        ++end;
      }
      if (end - begin >= shortest) found.push_back({begin, end});
    }
  }
}

void find_logins(std::string_view text, std::vector<Span>& found) {
  constexpr std::size_t shortest_token = 16;
  for (const Login& login : logins_in(text)) {
    const std::string_view password = text.substr(login.password.begin, login.password.size());
    const std::string_view name = text.substr(login.name.begin, login.name.size());
    if (!is_reference(password)) {
      found.push_back(login.password);
    } else if (name.size() >= shortest_token && looks_random(name)) {
      found.push_back(login.name);
    }
  }
}

std::string with_masks(std::string_view text, std::vector<Span> found) {
  std::sort(found.begin(), found.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t done = 0;
  for (const Span& span : found) {
    if (span.end <= done) continue;
    if (span.begin >= done) {
      out += text.substr(done, span.begin - done);
      out += mask;
    }
    done = span.end;
  }
  return out += text.substr(done);
}

/// Options that carry `name:password` or a password, of programs whose names tell nothing of it.
bool takes_password(std::string_view program, std::string_view option) {
  program.remove_prefix(std::min(program.size(), program.rfind('/') + 1));
  if (program == "curl") return option == "-u" || option == "--user";
  return program == "sshpass" && option == "-p";
}

std::string without_password(std::string_view login) {
  const std::size_t colon = login.find(':');
  if (colon == std::string_view::npos) return std::string(mask);
  return std::string(login.substr(0, colon + 1)) + std::string(mask);
}

bool is_option_alone(std::string_view argument) {
  return argument.starts_with('-') && std::all_of(argument.begin(), argument.end(), is_name_byte);
}

}  // namespace

std::string masked(std::string_view text) {
  std::vector<Span> found;
  for (const Secret& secret : possible_secrets_in(text)) found.push_back(secret.span);
  find_logins(text, found);
  find_bearers(text, found);
  find_named_values(text, found);
  return with_masks(text, std::move(found));
}

std::vector<std::string> masked_arguments(const std::vector<std::string>& arguments) {
  std::vector<std::string> out;
  out.reserve(arguments.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::string before = i > 0 ? arguments[i - 1] : "";
    const bool named = is_option_alone(before) && is_secret_name(before) &&
                       !argument.starts_with('-') && is_masked_under(before, argument);
    if (named) {
      out.emplace_back(mask);
      continue;
    }
    if (i > 1 && takes_password(arguments.front(), before) && !is_reference(argument)) {
      out.push_back(without_password(argument));
      continue;
    }
    // An argument is one value, blanks and all, unless a shell reads it.
    const bool shell = before.size() <= 4 && before.starts_with('-') && before.ends_with('c');
    const std::size_t sign = argument.find('=');
    const std::string name = argument.substr(0, sign);
    if (!shell && sign != std::string::npos &&
        std::all_of(name.begin(), name.end(), is_name_byte) && is_secret_name(name)) {
      const std::string value = argument.substr(sign + 1);
      out.push_back(is_masked_under(name, value) ? name + "=" + std::string(mask) : argument);
      continue;
    }
    out.push_back(masked(argument));
  }
  return out;
}

}  // namespace recipe
