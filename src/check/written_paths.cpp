#include "check/written_paths.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/spelling.h"
#include "code/tree.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_paths = 200;
constexpr std::size_t longest_path = 200;
constexpr std::size_t shortest_component = 4;

bool is_path_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/'; }

bool is_letter_of_name(char c) { return is_alnum(c) && !is_digit(c); }

bool is_compared(std::string_view path) {
  if (path.size() < 3 || path.size() > longest_path) return false;
  if (path.find("path/to") != std::string_view::npos) return true;
  return path.front() == '/' && path.find('/', 1) != std::string_view::npos;
}

class PathList {
 public:
  void add(const SourceText& source, Span span) {
    const std::string_view text = source.text(span);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && is_path_char(text[end])) ++end;
      // Behind `$ROOT`, `~` or a scheme it is only a part of one.
      const bool whole =
          at == 0 || std::string_view(" \t\"'=`:,;(").find(text[at - 1]) != std::string_view::npos;
      const bool goes_on = end < text.size() &&
                           std::string_view("$*{<[@%?").find(text[end]) != std::string_view::npos;
      std::size_t last = end;
      while (last > at && (text[last - 1] == '/' || text[last - 1] == '.')) --last;
      const std::string_view word = text.substr(at, last - at);
      const bool scheme = word.starts_with("//");
      if (whole && !goes_on && !scheme && is_compared(word)) {
        put(std::string(word), {span.begin + at, span.begin + last});
      }
      at = end == at ? at + 1 : end;
    }
  }

  std::vector<WrittenPath> take() { return std::move(paths_); }

 private:
  void put(std::string text, Span span) {
    const auto [known, is_new] = index_.try_emplace(text, paths_.size());
    if (is_new && paths_.size() >= most_paths) {
      index_.erase(known);
      return;
    }
    if (is_new) paths_.push_back({std::move(text), {}});
    paths_[known->second].spans.push_back(span);
  }

  std::vector<WrittenPath> paths_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

std::vector<WrittenPath> written_paths(const document::Page& page) {
  std::vector<Span> pieces;
  for (const document::CodeBlock& code : page.code) {
    pieces.insert(pieces.end(), code.block->lines.begin(), code.block->lines.end());
  }
  for (const document::CodeSpan& code : page.code_spans) pieces.push_back(code.span);
  std::sort(pieces.begin(), pieces.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  PathList list;
  for (const Span& piece : pieces) list.add(page.source, piece);
  return list.take();
}

bool differ_by_a_letter(const std::string& a, const std::string& b) {
  if (code::folder_of(a) != code::folder_of(b)) return false;
  const std::string_view name_a = code::name_of(a);
  const std::string_view name_b = code::name_of(b);
  if (std::min(name_a.size(), name_b.size()) < shortest_component) return false;
  if (edit_distance(name_a, name_b, 1) != 1) return false;
  // "fold1" and "fold2", "v1.0" and "v1.1" are meant; so is what differs in its last letter.
  std::size_t at = 0;
  while (at < name_a.size() && at < name_b.size() && name_a[at] == name_b[at]) ++at;
  const bool letters = (at >= name_a.size() || is_letter_of_name(name_a[at])) &&
                       (at >= name_b.size() || is_letter_of_name(name_b[at]));
  return letters && name_a.size() != name_b.size();
}

}  // namespace recipe::check
