#include "check/used_versions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "document/words.h"

namespace recipe::check {
namespace {

using document::Word;

constexpr std::array<std::string_view, 14> libraries = {
    "tensorflow", "pytorch",      "torch", "torchvision", "jax",     "flax",   "keras",
    "mxnet",      "paddlepaddle", "cuda",  "cudnn",       "horovod", "python", "dgl"};
constexpr std::size_t most_used = 100;

bool is_library(const std::string& word) {
  return std::find(libraries.begin(), libraries.end(), word) != libraries.end();
}

/// "v1.8", "1.10.0"; a whole number is none.
std::optional<std::vector<int>> version_numbers(std::string_view text) {
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  if (text.size() > 20) return std::nullopt;
  std::vector<int> numbers;
  for (const std::string_view part : split(text, '.')) {
    if (part.empty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), is_digit)) {
      return std::nullopt;
    }
    numbers.push_back(static_cast<int>(*parse_double(part)));
  }
  if (numbers.size() < 2) return std::nullopt;
  return numbers;
}

/// "We use", "we used", "We trained with": what follows is what the authors did.
bool tells_use(const std::vector<Word>& words, std::size_t at) {
  static constexpr std::array<std::string_view, 6> verbs = {"use",   "used", "trained",
                                                            "train", "ran",  "run"};
  return words[at].text == "we" && at + 1 < words.size() &&
         std::find(verbs.begin(), verbs.end(), words[at + 1].text) != verbs.end();
}

bool is_left_alone(const std::vector<Word>& words) {
  static constexpr std::array<std::string_view, 9> telling = {
      "or", "later", "newer", "require", "requires", "required", "least", "higher", "supported"};
  return std::any_of(words.begin(), words.end(), [](const Word& word) {
    return word.text.find('=') != std::string::npos ||
           std::find(telling.begin(), telling.end(), word.text) != telling.end();
  });
}

/// The library whose version stands at words[at].
std::string library_of(const std::vector<Word>& words, std::size_t at) {
  for (std::size_t back = 1; back <= 2 && back <= at; ++back) {
    const Word& word = words[at - back];
    if (is_library(word.text)) return word.text;
    if (word.text != "version") break;
  }
  return "";
}

void read_sentence(const std::vector<Word>& words, const std::string& spoken_of,
                   std::vector<UsedVersion>& found) {
  if (is_left_alone(words)) return;
  bool use = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    use = use || tells_use(words, at);
    if (!use) continue;
    const auto numbers = version_numbers(words[at].slice.view());
    if (!numbers) continue;
    UsedVersion version;
    version.library = library_of(words, at);
    // "We use version v1.10.0." of what the sentence before is about.
    const bool bare = at == 3 && words[2].text == "version" && tells_use(words, 0);
    if (version.library.empty() && bare) {
      version.library = spoken_of;
      version.named_before = true;
    }
    if (version.library.empty()) continue;
    version.numbers = *numbers;
    version.text = std::string(words[at].slice.view());
    version.span = words[at].slice.span();
    found.push_back(std::move(version));
  }
}

}  // namespace

std::vector<UsedVersion> versions_used(const document::Page& page) {
  std::vector<UsedVersion> found;
  for (const document::Passage& passage : page.passages) {
    if (passage.kind != document::PassageKind::paragraph || found.size() >= most_used) continue;
    std::string spoken_of;
    for (const document::Slice& sentence : document::sentences_of(whole(passage.flat))) {
      const std::vector<Word> words = document::words_of(sentence);
      read_sentence(words, spoken_of, found);
      for (const Word& word : words) {
        if (is_library(word.text)) spoken_of = word.text;
      }
    }
  }
  return found;
}

bool same_version(const UsedVersion& a, const UsedVersion& b) {
  const std::size_t common = std::min(a.numbers.size(), b.numbers.size());
  return std::equal(a.numbers.begin(), a.numbers.begin() + static_cast<std::ptrdiff_t>(common),
                    b.numbers.begin());
}

}  // namespace recipe::check
