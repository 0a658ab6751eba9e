#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace recipe::check {

/// The words of a text for comparison: runs of letters and digits in lower case, a number with its
/// fraction being one. What is not ASCII belongs to words.
class Lowered {
 public:
  explicit Lowered(std::string_view text);

  std::size_t size() const { return words_.size(); }
  std::string_view operator[](std::size_t index) const {
    return std::string_view(text_).substr(words_[index].begin, words_[index].size());
  }
  /// Where words [begin, end) stand in the text.
  Span span(std::size_t begin, std::size_t end) const {
    return {words_[begin].begin, words_[end - 1].end};
  }

 private:
  std::string text_;
  std::vector<Span> words_;
};

/// Phrases to be found in text: words, of which `train*` stands for all that begin so and `#` for
/// one that begins with a digit; `=` in front asks for the whole text. The first word of a phrase
/// is not `*` alone.
class Phrases {
 public:
  struct Match {
    std::size_t tag = 0;
    std::size_t end = 0;  ///< behind its last word
  };

  /// Adds phrases, separated by |, that mean `tag`.
  void add(std::string_view phrases, std::size_t tag);
  /// Adds to `matches` every phrase that begins with the word at `at`.
  void match(const Lowered& text, std::size_t at, std::vector<Match>& matches) const;
  /// Whether one of them is anywhere in the text.
  bool any_in(const Lowered& text) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::size_t tag;
    bool whole;
  };
  std::array<std::vector<Phrase>, 256> by_first_byte_;
};

}  // namespace recipe::check
