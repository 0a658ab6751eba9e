#include "check/stated_metric.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "document/words.h"

namespace recipe::check {
namespace {

using document::Word;

constexpr std::array<std::string_view, 12> metric_names = {
    "accuracy", "acc", "wer", "cer", "per", "bleu", "f1", "miou", "map", "dice", "eer", "error"};
constexpr std::array<std::string_view, 12> verbs_of_results = {
    "is",       "was",      "of", "=",  "reaches", "reached",
    "achieves", "achieved", "to", "at", "about",   "around"};
constexpr std::size_t most_details = 4;
constexpr std::size_t most_statements = 300;

template <std::size_t n>
bool is_listed(const std::string& word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The percentage at words[at]; `next` is the word behind it.
std::optional<StatedMetric> percentage_at(const std::vector<Word>& words, std::size_t at,
                                          std::size_t& next) {
  const std::string_view text = words[at].slice.view();
  std::size_t skip = 0;
  while (skip < text.size() && text[skip] == '~') ++skip;
  const auto figure = figure_at(text, skip);
  if (!figure) return std::nullopt;
  StatedMetric stated;
  stated.value = *figure;
  stated.span = words[at].slice.span();
  next = at + 1;
  if (figure->percent() && figure->end + 1 == text.size()) return stated;
  const bool sign = figure->end == text.size() && next < words.size() &&
                    (words[next].text == "%" || words[next].text == "percent");
  if (!sign) return std::nullopt;
  ++next;
  return stated;
}

/// "74.05% single crop accuracy": the name within a few words behind.
bool take_name_behind(const std::vector<Word>& words, std::size_t at, StatedMetric& stated) {
  for (std::size_t i = at; i < std::min(at + most_details + 1, words.size()); ++i) {
    if (is_listed(words[i].text, metric_names)) {
      stated.name = words[i].text;
      return true;
    }
    if (words[i].ends_clause || is_listed(words[i].text, verbs_of_results)) return false;
    stated.details.push_back(words[i].text);
  }
  return false;
}

/// "top-1 single crop accuracy is 74.0%": a verb, then the name with its details before it.
bool take_name_before(const std::vector<Word>& words, std::size_t at, StatedMetric& stated) {
  if (at < 2 || words[at - 1].ends_clause || !is_listed(words[at - 1].text, verbs_of_results)) {
    return false;
  }
  if (words[at - 2].ends_clause || !is_listed(words[at - 2].text, metric_names)) return false;
  stated.name = words[at - 2].text;
  for (std::size_t i = at - 2; i-- > 0 && stated.details.size() < most_details;) {
    static constexpr std::array<std::string_view, 8> stops = {"the",  "a",   "an",  "and",
                                                              "with", "our", "its", "this"};
    if (words[i].ends_clause || is_listed(words[i].text, stops)) break;
    stated.details.push_back(words[i].text);
  }
  return true;
}

double shown_digits(const Figure& figure) { return figure.slack * 2; }

}  // namespace

std::vector<StatedMetric> metrics_stated(const document::Page& page) {
  std::vector<StatedMetric> found;
  for (std::size_t index = 0; index < page.passages.size(); ++index) {
    const document::Passage& passage = page.passages[index];
    if (passage.kind != document::PassageKind::paragraph) continue;
    if (found.size() >= most_statements) break;
    for (const document::Slice& sentence : document::sentences_of(whole(passage.flat))) {
      const std::vector<Word> words = document::words_of(sentence);
      for (std::size_t at = 0; at < words.size(); ++at) {
        std::size_t next = 0;
        auto stated = percentage_at(words, at, next);
        if (!stated) continue;
        StatedMetric behind = *stated;
        const bool open = !words[next - 1].ends_clause && take_name_behind(words, next, behind);
        if (open) stated = std::move(behind);
        if (!open && !take_name_before(words, at, *stated)) continue;
        std::sort(stated->details.begin(), stated->details.end());
        stated->passage = index;
        found.push_back(std::move(*stated));
      }
    }
  }
  return found;
}

bool same_quantity(const StatedMetric& a, const StatedMetric& b) {
  return a.name == b.name &&
         (std::includes(a.details.begin(), a.details.end(), b.details.begin(), b.details.end()) ||
          std::includes(b.details.begin(), b.details.end(), a.details.begin(), a.details.end()));
}

bool rounds_to(const Figure& a, const Figure& b) {
  const Figure& fine = shown_digits(a) < shown_digits(b) ? a : b;
  const Figure& coarse = &fine == &a ? b : a;
  const double unit = shown_digits(coarse);
  if (unit <= 0) return false;
  const double rounded = std::floor(fine.value / unit + 0.5 + 1e-9) * unit;
  return std::fabs(rounded - coarse.value) < unit / 4;
}

}  // namespace recipe::check
