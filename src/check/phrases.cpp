#include "check/phrases.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

bool is_word_byte(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

bool fits(std::string_view word, std::string_view pattern) {
  if (pattern == "#") return is_digit(word.front());
  if (pattern.ends_with('*')) return word.starts_with(pattern.substr(0, pattern.size() - 1));
  return word == pattern;
}

/// The words of a phrase; unlike those of a text they may be `#` or end with `*`.
std::vector<std::string> words_of_phrase(std::string_view phrase) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : phrase) {
    if (is_word_byte(c) || c == '#' || c == '*') {
      if (!open) words.emplace_back();
      words.back() += c;
      open = true;
    } else {
      open = false;
    }
  }
  return words;
}

}  // namespace

Lowered::Lowered(std::string_view text) : text_(lower(text)) {
  for (std::size_t at = 0; at < text_.size();) {
    std::size_t end = at;
    while (end < text_.size() && is_word_byte(text_[end])) {
      ++end;
      const bool fraction = end + 1 < text_.size() && text_[end] == '.' &&
                            is_digit(text_[end - 1]) && is_digit(text_[end + 1]);
      if (fraction) ++end;
    }
    if (end > at) words_.push_back({at, end});
    at = end == at ? at + 1 : end;
  }
}

void Phrases::add(std::string_view phrases, std::size_t tag) {
  for (const std::string_view phrase : split(phrases, '|')) {
    const Phrase made = {words_of_phrase(phrase), tag, trim(phrase).starts_with('=')};
    if (made.words.empty()) continue;
    const char first = made.words.front().front();
    if (first != '#') {
      by_first_byte_[static_cast<unsigned char>(first)].push_back(made);
      continue;
    }
    for (unsigned char digit = '0'; digit <= '9'; ++digit) by_first_byte_[digit].push_back(made);
  }
}

void Phrases::match(const Lowered& text, std::size_t at, std::vector<Match>& matches) const {
  for (const Phrase& phrase : by_first_byte_[static_cast<unsigned char>(text[at].front())]) {
    if (at + phrase.words.size() > text.size()) continue;
    if (phrase.whole && (at != 0 || phrase.words.size() != text.size())) continue;
    std::size_t same = 0;
    while (same < phrase.words.size() && fits(text[at + same], phrase.words[same])) ++same;
    if (same == phrase.words.size()) matches.push_back({phrase.tag, at + same});
  }
}

bool Phrases::any_in(const Lowered& text) const {
  std::vector<Match> matches;
  for (std::size_t at = 0; at < text.size() && matches.empty(); ++at) match(text, at, matches);
  return !matches.empty();
}

}  // namespace recipe::check
