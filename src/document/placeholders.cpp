#include "base/text.h"
#include "document/commands.h"

namespace recipe::document {
namespace {

bool is_word(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

/// The end of `<name>` at `at`, or `at`. `< in > out` and `<in >out` are redirections, and so is
/// `<in>out`.
std::size_t angle_end(std::string_view line, std::size_t at) {
  if (at > 0 && (line[at - 1] == '<' || line[at - 1] == '$' || line[at - 1] == '&')) return at;
  std::size_t i = at + 1;
  if (i >= line.size() || !is_alnum(line[i]) || is_digit(line[i])) return at;
  while (i < line.size() && (is_word(line[i]) || line[i] == ' ')) ++i;
  if (i >= line.size() || line[i] != '>' || line[i - 1] == ' ') return at;
  const char next = i + 1 < line.size() ? line[i + 1] : ' ';
  if (next == '>' || next == '$' || next == '&' || is_alnum(next)) return at;
  return i + 1;
}

/// The end of a word such as YOUR_TOKEN, your-bucket or my_api_key_here, or `at`.
std::size_t your_end(std::string_view line, std::size_t at) {
  if (at > 0 && is_word(line[at - 1])) return at;
  const std::string start = lower(line.substr(at, 5));
  if (start != "your_" && start != "your-") return at;
  std::size_t i = at;
  while (i < line.size() && is_word(line[i])) ++i;
  return i;
}

/// The end of a path that begins with or holds `path/to/`, or `at`.
std::size_t path_end(std::string_view line, std::size_t at) {
  const bool rooted = line[at] == '/';
  if (at > 0 && (is_alnum(line[at - 1]) || line[at - 1] == '_' || line[at - 1] == '-')) return at;
  const std::string_view rest = line.substr(at + (rooted ? 1 : 0));
  const std::string start = lower(rest.substr(0, 8));
  const bool to = start.starts_with("path/to") && (start.size() == 7 || !is_alnum(start[7]));
  if (!to) return at;
  std::size_t i = at;
  while (i < line.size() && (is_word(line[i]) || line[i] == '/')) ++i;
  return i;
}

/// The word that ends a here-document which begins on this line, if one does.
std::string here_document_end(std::string_view line) {
  const std::size_t at = line.find("<<");
  if (at == std::string_view::npos || line.substr(at).starts_with("<<<")) return "";
  std::size_t i = at + 2;
  while (i < line.size() && (line[i] == '-' || line[i] == ' ' || line[i] == '\'' ||
                             line[i] == '"' || line[i] == '\\')) {
    ++i;
  }
  std::size_t end = i;
  while (end < line.size() && is_word(line[end])) ++end;
  return std::string(line.substr(i, end - i));
}

}  // namespace

std::vector<At<std::string>> placeholders_in(const SourceText& source,
                                             const std::vector<Span>& lines) {
  std::vector<At<std::string>> found;
  std::string here_end;
  char quote = 0;
  for (const Span span : lines) {
    const std::string_view line = source.text(span);
    if (!here_end.empty() && trim(line) == here_end) {
      here_end.clear();
      continue;
    }
    const bool here = !here_end.empty();
    for (std::size_t i = 0; i < line.size();) {
      const char c = line[i];
      if (!here && quote == 0 && c == '#' && (i == 0 || is_space(line[i - 1]))) break;
      if (!here && (c == '\'' || c == '"') && (quote == 0 || quote == c)) {
        quote = quote == 0 ? c : '\0';
      }
      std::size_t end = i;
      if (c == '/' || c == 'p' || c == 'P') end = path_end(line, i);
      if (end == i && quote == 0 && !here && c == '<') end = angle_end(line, i);
      if (end == i && !here && (c == 'y' || c == 'Y')) end = your_end(line, i);
      if (end > i) {
        found.push_back({std::string(line.substr(i, end - i)), {span.begin + i, span.begin + end}});
        i = end;
      } else {
        i += c == '\\' && quote != '\'' ? 2 : 1;
      }
    }
    if (!here && quote == 0) here_end = here_document_end(line);
  }
  return found;
}

}  // namespace recipe::document
