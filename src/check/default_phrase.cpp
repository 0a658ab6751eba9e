#include "check/default_phrase.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace recipe::check {
namespace {

using document::Piece;
using document::PieceKind;

constexpr std::array<std::string_view, 8> connecting_words = {"is",  "to",      "value", "values",
                                                              "set", "setting", "are",   "being"};

constexpr std::size_t most_phrases = 64;
constexpr std::size_t longest_value = 400;

bool is_word(char c) { return is_alnum(c) || c == '_'; }

class PhraseReader {
 public:
  explicit PhraseReader(const document::Flat& flat)
      : flat_(flat), text_(flat.text), lower_(lower(flat.text)) {}

  std::vector<DefaultPhrase> read() {
    std::vector<DefaultPhrase> found;
    for (std::size_t at = lower_.find("default"); at != std::string::npos;
         at = lower_.find("default", at + 1)) {
      std::size_t end = at + std::string_view("default").size();
      if (end < lower_.size() && lower_[end] == 's') ++end;
      if (at > 0 && (is_word(lower_[at - 1]) || lower_[at - 1] == '-')) continue;
      if (end < lower_.size() && (is_word(lower_[end]) || lower_[end] == '-')) continue;
      if (in_code(at)) continue;
      auto phrase = before_default(at);
      if (!phrase) phrase = behind_default(at, end);
      if (phrase) found.push_back(std::move(*phrase));
      if (found.size() == most_phrases) break;
    }
    return found;
  }

 private:
  const Piece* piece_at(std::size_t at) const {
    const auto behind = std::upper_bound(
        flat_.pieces.begin(), flat_.pieces.end(), at,
        [](std::size_t offset, const Piece& piece) { return offset < piece.begin; });
    if (behind == flat_.pieces.begin()) return nullptr;
    const Piece& piece = *std::prev(behind);
    return piece.kind == PieceKind::code && at < piece.end ? &piece : nullptr;
  }
  /// How far a value that begins at `at` is followed.
  std::size_t limit(std::size_t at) const { return std::min(text_.size(), at + longest_value); }
  bool in_code(std::size_t at) const { return piece_at(at) != nullptr; }

  /// "enabled by default"
  std::optional<DefaultPhrase> before_default(std::size_t at) const {
    constexpr std::string_view by = "by ";
    if (at < by.size() + 1 || lower_.compare(at - by.size(), by.size(), by) != 0) {
      return std::nullopt;
    }
    std::size_t end = at - by.size();
    while (end > 0 && lower_[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && is_word(lower_[begin - 1])) --begin;
    const std::string word = lower_.substr(begin, end - begin);
    if (word != "enabled" && word != "disabled" && word != "on" && word != "off") {
      return std::nullopt;
    }
    // "not enabled by default", "if enabled by default"
    const std::string_view before = trim(std::string_view(lower_).substr(0, begin));
    if (before.ends_with("not") || before.ends_with("n't")) return std::nullopt;
    DefaultPhrase phrase;
    phrase.begin = phrase.phrase = begin;
    phrase.end = end;
    phrase.value = word;
    phrase.bracketed = begin > 0 && text_[begin - 1] == '(';
    return phrase;
  }

  /// Skips ":", "=", "is", "value is" and the like; false if nothing connects a value.
  bool skip_connection(std::size_t& at) const {
    bool connected = false;
    while (at < text_.size()) {
      if (text_[at] == ' ') {
        ++at;
      } else if (text_[at] == ':' || text_[at] == '=') {
        connected = true;
        ++at;
      } else if (in_code(at)) {
        break;
      } else {
        std::size_t end = at;
        while (end < text_.size() && is_word(text_[end])) ++end;
        const std::string_view word = std::string_view(lower_).substr(at, end - at);
        if (std::find(connecting_words.begin(), connecting_words.end(), word) ==
            connecting_words.end()) {
          break;
        }
        connected = connected || word == "is" || word == "to" || word == "are";
        at = end;
      }
    }
    return connected;
  }

  std::optional<DefaultPhrase> behind_default(std::size_t at, std::size_t end) const {
    DefaultPhrase phrase;
    phrase.phrase = at;
    const std::size_t open = open_bracket(at);
    phrase.bracketed = open != std::string::npos;
    std::size_t value = end;
    const bool directly = phrase.bracketed && trim(text_.substr(open + 1, at - open - 1)).empty();
    const bool connected = skip_connection(value);
    if (!connected && !directly) return std::nullopt;
    // "In the grouped mode (default), ..."
    if (!connected && value < text_.size() && !is_word(text_[value]) && !in_code(value) &&
        std::string_view(")],.;").find(text_[value]) != std::string_view::npos) {
      return std::nullopt;
    }
    if (value >= text_.size()) {
      phrase.begin = phrase.end = text_.size();
      phrase.cut = true;
      return phrase;
    }
    read_value(value, phrase);
    return phrase;
  }

  /// The bracket that is open at `at`, close before it.
  std::size_t open_bracket(std::size_t at) const {
    constexpr std::size_t farthest = 200;
    int closed = 0;
    for (std::size_t i = at; i-- > 0 && at - i < farthest;) {
      if (text_[i] == ')' || text_[i] == ']') ++closed;
      if ((text_[i] == '(' || text_[i] == '[') && closed-- == 0) return i;
    }
    return std::string::npos;
  }

  void read_value(std::size_t at, DefaultPhrase& phrase) const {
    if (const Piece* code = piece_at(at)) {
      set(phrase, code->begin, code->end);
      return read_remark(code->end, phrase);
    }
    for (const auto& [open, close] : quotes) {
      if (!text_.substr(at).starts_with(open)) continue;
      const std::size_t begin = at + open.size();
      const std::size_t end = text_.substr(0, limit(begin)).find(close, begin);
      if (end == std::string_view::npos) return set_cut(phrase, begin);
      set(phrase, begin, end);
      return read_remark(end + close.size(), phrase);
    }
    if (text_[at] == '[' || text_[at] == '(' || text_[at] == '{') {
      const std::size_t end = closing(at);
      if (end == std::string_view::npos) return set_cut(phrase, at);
      set(phrase, at, end + 1);
      return read_remark(end + 1, phrase);
    }
    phrase.bracketed ? read_to_bracket(at, phrase) : read_word(at, phrase);
  }

  /// To the bracket that closes the phrase; what stands behind a comma is a remark.
  void read_to_bracket(std::size_t at, DefaultPhrase& phrase) const {
    int depth = 0;
    std::size_t end = at;
    for (; end < limit(at); ++end) {
      const char c = text_[end];
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth-- == 0) break;
      if (depth == 0 && (c == ';' || (c == ',' && end + 1 < text_.size() && text_[end + 1] == ' ')))
        break;
      if (depth == 0 && c == ' ' && !is_digit(text_[end - 1])) {
        // "0.002 for single-GPU": words behind a value qualify it.
        if (text_.substr(end).starts_with(" for ") || text_.substr(end).starts_with(" if ")) break;
      }
    }
    const bool closed = end < limit(at);
    set(phrase, at, end);
    phrase.cut = !closed;
    phrase.plain = phrase.value.find(' ') == std::string::npos;
    if (closed && text_[end] != ')' && text_[end] != ']') read_remark(end, phrase);
    const std::size_t space = phrase.value.find(' ');
    if (space != std::string::npos && is_digit(phrase.value[0])) {
      // "(default: 16 per GPU)"
      phrase.remark = phrase.value.substr(space);
      set(phrase, at, at + space);
    }
  }

  /// One word, which must end its sentence to be all of the value.
  void read_word(std::size_t at, DefaultPhrase& phrase) const {
    std::size_t end = at;
    while (end < limit(at) && text_[end] != ' ' && text_[end] != ';' && text_[end] != ')') ++end;
    std::size_t last = end;
    bool sentence = end >= text_.size();
    while (last > at && std::string_view(".,;:!").find(text_[last - 1]) != std::string_view::npos) {
      sentence = true;
      --last;
    }
    const bool list = end < text_.size() && end > 0 && text_[end - 1] == ',' && is_digit(text_[at]);
    set(phrase, at, last);
    phrase.plain = sentence;
    // A line that ends behind the value may go on where it was wrapped.
    phrase.cut = list || last == at;
    if (!sentence) read_remark(end, phrase);
  }

  void read_remark(std::size_t at, DefaultPhrase& phrase) const {
    std::size_t end = at;
    int depth = 0;
    while (end < limit(at)) {
      const char c = text_[end];
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && depth-- == 0) break;
      if (depth == 0 && (c == ';' || c == '.')) break;
      ++end;
    }
    std::string_view remark = trim(text_.substr(at, end - at));
    while (!remark.empty() && (remark.front() == ',' || remark.front() == '"')) {
      remark = trim(remark.substr(1));
    }
    phrase.remark = std::string(remark);
  }

  void set(DefaultPhrase& phrase, std::size_t begin, std::size_t end) const {
    while (begin < end && is_space(text_[begin])) ++begin;
    while (end > begin && is_space(text_[end - 1])) --end;
    // Quotes within code, and what a line break left in front of a dash.
    if (end - begin >= 2 && (text_[begin] == '"' || text_[begin] == '\'') &&
        text_[end - 1] == text_[begin]) {
      ++begin;
      --end;
    }
    phrase.begin = begin;
    phrase.end = end;
    phrase.value = std::string(text_.substr(begin, end - begin));
  }
  void set_cut(DefaultPhrase& phrase, std::size_t begin) const {
    set(phrase, begin, limit(begin));
    phrase.cut = true;
  }

  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < limit(open); ++i) {
      if (text_[i] == '(' || text_[i] == '[' || text_[i] == '{') ++depth;
      if ((text_[i] == ')' || text_[i] == ']' || text_[i] == '}') && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> quotes = {{
      {"\"", "\""},
      {"'", "'"},
      {"`", "`"},
      {"\u201c", "\u201d"},
      {"\u2018", "\u2019"},
  }};

  const document::Flat& flat_;
  std::string_view text_;
  std::string lower_;
};

}  // namespace

std::vector<DefaultPhrase> default_phrases(const document::Flat& flat) {
  return PhraseReader(flat).read();
}

}  // namespace recipe::check
