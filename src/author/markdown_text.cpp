#include "author/markdown_text.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::author {
namespace {

bool is_high(char c) { return (c & 0x80) != 0; }

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && (is_alnum(text[at]) || is_high(text[at]));
}

bool is_blank_at(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ';
}

/// Whether the character means nothing in Markdown, in the middle of a line.
bool means_itself(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_alnum(c) || is_high(c)) return true;
  if (c == '_') return at > 0 && is_letter_at(text, at - 1) && is_letter_at(text, at + 1);
  if (c == '@') return at > 0 && is_blank_at(text, at - 1) && is_blank_at(text, at + 1);
  // A colon behind a word would make it a field's name, in front of slashes an address.
  if (c == ':') return !is_blank_at(text, at + 1) && !text.substr(at).starts_with("://");
  if (c == '#') return at > 0;
  return std::string_view(" .,-+/%()=;'\"?^").find(c) != std::string_view::npos;
}

bool is_plain(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!means_itself(text, at)) return false;
  }
  return lower(text).find("www.") == std::string::npos && text.find("  ") == std::string_view::npos;
}

std::size_t longest_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// A backslash in front of a pipe cannot be told from one that escapes it.
bool fits_code(std::string_view text, Place place) {
  return place == Place::line || text.find("\\|") == std::string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool mark = c > ' ' && c < 0x7F && !is_alnum(c);
    if (mark && std::string_view(".,-+/%()=;'\"?^").find(c) == std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

bool fits(std::string_view text, Place place) {
  if (text.empty() || trim(text) != text || one_line(text) != text) return false;
  return place == Place::line || (text != "-" && text != "\u2013" && text != "\u2014");
}

std::string one_line(std::string_view text) {
  std::string flat;
  for (const char c : text) {
    const bool control = (c >= 0 && c < ' ') || c == 0x7F;
    flat += control ? ' ' : c;
  }
  return std::string(trim(printable(flat)));
}

std::string inline_text(std::string_view text, Place place) {
  return is_plain(text) ? std::string(text) : code_text(text, place);
}

std::string code_text(std::string_view text, Place place) {
  if (!fits_code(text, place)) return escaped(text);
  std::size_t length = 1;
  // The shortest run that is not in the text.
  for (const std::size_t longest = longest_backticks(text); length <= longest; ++length) {
    const std::string fence(length, '`');
    const std::size_t at = text.find(fence);
    if (at == std::string_view::npos) break;
  }
  const std::string fence(length, '`');
  const bool padded = text.starts_with('`') || text.ends_with('`');
  std::string out = fence + (padded ? " " : "");
  for (const char c : text) {
    if (c == '|' && place == Place::cell) out += '\\';
    out += c;
  }
  return out + (padded ? " " : "") + fence;
}

std::string link_target_text(std::string_view target) {
  const bool simple = std::all_of(target.begin(), target.end(), [](char c) {
    return is_alnum(c) || std::string_view("/._-~:?=%+,@").find(c) != std::string_view::npos;
  });
  if (simple && !target.empty()) return std::string(target);
  std::string out = "<";
  for (const char c : target) {
    if (c > ' ' && c < 0x7F && !is_alnum(c) &&
        std::string_view("/.-").find(c) == std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out + ">";
}

std::string fence_for(std::string_view text) {
  return std::string(std::max<std::size_t>(3, longest_backticks(text) + 1), '`');
}

std::string fenced_text(std::string_view info, std::string_view text) {
  const std::string fence = fence_for(text);
  return fence + std::string(info) + "\n" + std::string(text) + "\n" + fence;
}

}  // namespace recipe::author
