#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "check/anchors.h"
#include "check/goal.h"
#include "check/own_page.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// How much of a passage and of a file is read for its words.
constexpr std::size_t context_bytes = 240;
constexpr std::size_t longest_range = 400;
constexpr std::size_t most_file_lines = 20000;
// Lines beside the named ones that still belong to them.
constexpr std::size_t margin = 2;

constexpr std::array<std::string_view, 58> common_words = {
    "this",           "that",       "these", "those",   "with",   "from",      "here",   "there",
    "where",          "which",      "when",  "what",    "will",   "would",     "should", "could",
    "have",           "been",       "were",  "they",    "them",   "then",      "than",   "also",
    "only",           "each",       "into",  "onto",    "over",   "under",     "used",   "uses",
    "using",          "line",       "lines", "file",    "files",  "code",      "link",   "more",
    "most",           "some",       "such",  "details", "detail", "about",     "around", "after",
    "before",         "please",     "refer", "check",   "follow", "following", "value",  "values",
    "implementation", "implemented"};

/// Words without endings, so that "cropped" and "crop" are one.
std::string stem(std::string_view word) {
  std::string out = lower(word);
  for (const std::string_view ending : {"ing", "ed", "es", "s"}) {
    if (out.size() > ending.size() + 3 && out.ends_with(ending)) {
      out.resize(out.size() - ending.size());
      break;
    }
  }
  if (out.size() > 4 && out.back() == 'e') out.pop_back();
  if (out.size() > 4 && out[out.size() - 1] == out[out.size() - 2]) out.pop_back();
  return out;
}

/// Parts of names count as words: "distorted_boundingBox".
template <class Take>
void each_word(std::string_view text, Take take) {
  const auto is_letter = [](char c) { return is_alnum(c) && !is_digit(c); };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && is_letter(text[end]) &&
           !(is_capital(text[end]) && !is_capital(text[end - 1]))) {
      ++end;
    }
    const std::string_view word = text.substr(i, end - i);
    if (word.size() >= 3) take(word);
    i = end;
  }
}

/// The part of the passage that the link stands in: its sentence, at most so long.
std::string context_of(const document::Page& page, const document::Link& link) {
  if (link.passage == document::no_index) return link.text;
  const document::Flat& flat = page.passages[link.passage].flat;
  for (const document::Piece& piece : flat.pieces) {
    if (piece.span != link.span) continue;
    std::size_t begin = piece.begin - std::min(piece.begin, context_bytes);
    const std::size_t stop = flat.text.substr(begin, piece.begin - begin).rfind(". ");
    if (stop != std::string::npos) begin += stop + 2;
    std::size_t end = std::min(flat.text.size(), piece.end + context_bytes / 2);
    const std::size_t next = flat.text.substr(piece.end, end - piece.end).find(". ");
    if (next != std::string::npos) end = piece.end + next;
    return flat.text.substr(begin, end - begin);
  }
  return link.text;
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  each_word(text, [&words](std::string_view word) {
    const std::string plain = lower(word);
    const bool common =
        std::find(common_words.begin(), common_words.end(), plain) != common_words.end();
    if (word.size() >= 4 && !common) words.insert(stem(word));
  });
  return words;
}

/// Words that the text speaks of and the file has, but not in the named lines.
struct Elsewhere {
  std::vector<std::string> words;
  std::size_t line = 0;  ///< the first that has one of them
};

std::optional<Elsewhere> found_elsewhere(const std::set<std::string>& wanted,
                                         const std::vector<std::string_view>& lines,
                                         LineRange range) {
  Elsewhere found;
  std::map<std::string, std::string> seen;  // as the file writes it, by stem
  bool named = false;
  for (std::size_t i = 0; i < lines.size() && i < most_file_lines && !named; ++i) {
    const std::size_t number = i + 1;
    const bool inside = number + margin >= range.first && number <= range.last + margin;
    each_word(lines[i].substr(0, 400), [&](std::string_view word) {
      const std::string stemmed = stem(word);
      if (!wanted.contains(stemmed)) return;
      named = named || inside;
      if (seen.emplace(stemmed, word).second && found.line == 0) found.line = number;
    });
  }
  if (named || seen.size() < 2) return std::nullopt;
  for (auto& [stem, word] : seen) found.words.push_back(std::move(word));
  return found;
}

class LineAnchorChecker {
 public:
  LineAnchorChecker(Study& study, Judge& judge) : study_(study), judge_(judge) {}

  void run() {
    for (const document::Link& link : study_.page.links) {
      const Goal goal = goal_of(link.target, study_);
      const LineRange range = line_range(goal.fragment);
      if (range.first == 0) continue;
      if (goal.kind == GoalKind::file) {
        judge(link, range, study_.facts.tree(""), goal.path);
      } else if (goal.kind == GoalKind::own_page) {
        const OwnPage page = own_page(*goal.address, study_.facts);
        judge(link, range, page.tree, page.path);
      }
    }
  }

 private:
  void judge(const document::Link& link, LineRange range, const code::Tree* tree,
             const std::string& path) {
    if (tree == nullptr) return;
    const auto entry = tree->find(path);
    if (!entry || entry->kind != code::EntryKind::file) return;
    const auto bytes = tree->read(entry->path);
    if (!bytes) return judge_.undecided(target_place(link), quoted(path) + " cannot be read");
    const std::vector<std::string_view> all = lines(**bytes);
    if (range.last > all.size()) {
      Finding& finding = judge_.untrue(
          target_place(link), "the link names line " + std::to_string(range.last) + " of " +
                                  quoted(path) + ", which has " + counted(all.size(), "line"));
      finding.evidence.push_back({path, all.size(), tree->commit()});
      return;
    }
    const bool prose = entry->path.ends_with(".md") || entry->path.ends_with(".ipynb");
    if (prose || range.last - range.first > longest_range) return judge_.holds();
    const auto elsewhere = found_elsewhere(words_of(context_of(study_.page, link)), all, range);
    if (!elsewhere) return judge_.holds();
    Finding& finding = judge_.untrue(
        target_place(link),
        "lines " + std::to_string(range.first) + " to " + std::to_string(range.last) + " of " +
            quoted(path) + " hold nothing of what the text speaks of (" +
            join(elsewhere->words, ", ") + "), which line " + std::to_string(elsewhere->line) +
            " has; name other lines, and the commit");
    finding.severity = Severity::info;
    finding.evidence.push_back({path, range.first, tree->commit()});
    finding.evidence.push_back({path, elsewhere->line, tree->commit()});
  }

  Study& study_;
  Judge& judge_;
};

void check_line_anchors(Study& study, Judge& judge) { LineAnchorChecker(study, judge).run(); }

}  // namespace

constexpr Rule rules::stale_line_anchor = {
    .name = "stale-line-anchor",
    .code = "RC210",
    .family = Family::links,
    .severity = Severity::warning,
    .summary = "a link to lines of a file that hold something else",
    .document =
        "Of links to lines of this repository's files (`train.py#L59-L66`) it checks that the file "
        "is that long. As information only, it tells where none of the words of the sentence is in "
        "the named lines while two or more are in other lines of the file.\n"
        "\n"
        "Lines move with every change: link to a commit, or to a name.",
    .bad = "The crop is in [preprocess.py](preprocess.py#L590), a file of 70 lines.",
    .good = "The crop is in `preprocess_image` of [preprocess.py](preprocess.py).",
    .check = check_line_anchors,
};

}  // namespace recipe::check
