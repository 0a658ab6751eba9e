#include "document/words.h"

#include "base/text.h"

namespace recipe::document {
namespace {

bool is_opening(char c) { return c == '(' || c == '[' || c == '"' || c == '\''; }

bool is_closing(char c) {
  return c == ')' || c == ']' || c == '"' || c == '\'' || c == ',' || c == ';' || c == ':' ||
         c == '.' || c == '!' || c == '?';
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::optional<Quantity> Word::number() const { return parse_quantity(slice.view()); }

std::vector<Word> words_of(Slice text) {
  std::vector<Word> words;
  const std::string_view view = text.view();
  std::size_t at = 0;
  while (at < view.size()) {
    while (at < view.size() && is_space(view[at])) ++at;
    std::size_t begin = at;
    while (at < view.size() && !is_space(view[at])) ++at;
    std::size_t end = at;
    while (begin < end && is_opening(view[begin])) ++begin;
    Word word;
    while (end > begin && is_closing(view[end - 1])) {
      word.ends_clause = word.ends_clause || view[end - 1] != '.';
      --end;
    }
    if (begin == end) continue;
    word.slice = text.sub(begin, end - begin);
    word.text = lower(word.slice.view());
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<Slice> sentences_of(Slice text) {
  std::vector<Slice> sentences;
  const std::string_view view = text.view();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < view.size(); ++i) {
    const bool stop = view[i] == '.' || view[i] == '!' || view[i] == '?';
    if (!stop) continue;
    std::size_t next = i + 1;
    while (next < view.size() && is_space(view[next])) ++next;
    if (next < view.size() && (next == i + 1 || !is_capital(view[next]))) continue;
    const Slice sentence = text.sub(begin, i + 1 - begin).trimmed();
    if (!sentence.empty()) sentences.push_back(sentence);
    begin = next;
  }
  const Slice rest = text.sub(begin).trimmed();
  if (!rest.empty()) sentences.push_back(rest);
  return sentences;
}

At<std::string> text_of(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  const Slice first = words[begin].slice;
  return Slice{first.flat, first.begin, words[end - 1].slice.end}.at();
}

bool phrase_at(const std::vector<Word>& words, std::size_t at, std::string_view phrase) {
  for (const std::string_view word : split(phrase, ' ')) {
    if (at >= words.size() || words[at].text != word) return false;
    ++at;
  }
  return true;
}

}  // namespace recipe::document
