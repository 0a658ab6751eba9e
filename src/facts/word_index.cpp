#include "facts/word_index.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::facts {
namespace {

constexpr std::array<std::string_view, 24> code_endings = {
    "py", "sh",  "bash", "yaml", "yml", "json", "toml", "cfg", "ini", "conf", "gin", "c",
    "cc", "cpp", "cxx",  "h",    "hpp", "cu",   "rs",   "go",  "jl",  "lua",  "r",   "ipynb"};

/// Larger ones are data, and generated files of flags are not written by hand.
constexpr std::size_t most_of_a_file = std::size_t{1} << 20;

bool is_word(char c) { return is_alnum(c) || c == '_' || c == '-'; }

char folded(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c == '-' ? '_' : c;
}

// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : word) {
    hash = (hash ^ static_cast<unsigned char>(folded(c))) * 1099511628211ULL;
  }
  return hash;
}

std::string_view without_dashes(std::string_view word) {
  while (!word.empty() && (word.front() == '-' || word.front() == '_')) word.remove_prefix(1);
  while (!word.empty() && (word.back() == '-' || word.back() == '_')) word.remove_suffix(1);
  return word;
}

}  // namespace

bool is_code(std::string_view path) {
  const std::string_view name = code::name_of(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string ending = lower(name.substr(dot + 1));
  return std::find(code_endings.begin(), code_endings.end(), ending) != code_endings.end();
}

WordIndex::WordIndex(const code::Tree& tree) {
  std::size_t read = 0;
  for (const std::string& path : tree.all_files()) {
    if (!is_code(path)) continue;
    const auto bytes = tree.read(path);
    if (!bytes || (*bytes)->size() > most_of_a_file) continue;
    read += (*bytes)->size();
    if (read > most_bytes) {
      complete_ = false;
      return;
    }
    add(**bytes);
  }
}

void WordIndex::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string_view word = without_dashes(text.substr(at, end - at));
    if (!word.empty()) words_.insert(hash_of(word));
    at = end;
  }
}

check::Presence WordIndex::mentions(std::string_view text) const {
  const std::string_view word = without_dashes(text);
  if (word.empty() || !std::all_of(word.begin(), word.end(), is_word)) {
    return check::Presence::unknown;
  }
  if (words_.contains(hash_of(word))) return check::Presence::present;
  return complete_ ? check::Presence::absent : check::Presence::unknown;
}

}  // namespace recipe::facts
