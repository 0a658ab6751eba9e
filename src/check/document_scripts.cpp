#include "check/document_scripts.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/lookup.h"
#include "check/path_mentions.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_words = 400;  // that look like programs, of a document
constexpr std::size_t most_files = 48;
constexpr std::size_t deepest = 3;

bool is_program_name(std::string_view word) {
  for (const std::string_view ending : {".py", ".sh", ".bash"}) {
    if (word.size() > ending.size() && word.ends_with(ending)) return true;
  }
  return false;
}

bool is_program_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/'; }

/// Programs named as plain words: "for the main.py script".
void add_words(const document::Passage& passage, std::size_t group,
               std::vector<ScriptMention>& found) {
  const std::string_view text = passage.flat.text;
  for (std::size_t at = 0; at < text.size() && found.size() < most_words;) {
    std::size_t end = at;
    while (end < text.size() && is_program_char(text[end])) ++end;
    std::size_t last = end;
    while (last > at && text[last - 1] == '.') --last;
    const std::string_view word = text.substr(at, last - at);
    if (is_program_name(word)) {
      found.push_back({std::string(word), passage.flat.span(at, last), passage.heading, group});
    }
    at = end == at ? at + 1 : end;
  }
}

}  // namespace

std::string path_of_program(Study& study, const code::Tree& tree, std::string_view name) {
  const Lookup found = look_up(study, {}, tree, name);
  const bool near = found.sighting == Sighting::here || found.sighting == Sighting::below;
  return near && found.alone ? found.path : "";
}

DocumentScripts::DocumentScripts(Study& study) {
  const document::Page& page = study.page;
  std::vector<ScriptMention> words;
  for (std::size_t i = 0; i < page.passages.size(); ++i) add_words(page.passages[i], i, words);
  std::map<std::string, std::string> known;
  for (ScriptMention& word : words) {
    const auto [path, is_new] = known.try_emplace(word.path);
    if (is_new) {
      path->second = path_of_program(study, *study.standpoint(word.span.begin).tree, word.path);
    }
    word.path = path->second;
    if (!word.path.empty()) mentions.push_back(std::move(word));
  }
  for (const PathMention& mention : study.shared<PathMentions>().all) {
    if (mention.role != PathRole::script || sort_of(mention.path) != FileSort::code) continue;
    const Standpoint standpoint = study.standpoint(mention.span.begin);
    const Lookup found = look_up(study, mention.place, *standpoint.tree, mention.path);
    const bool near = found.sighting == Sighting::here || found.sighting == Sighting::below;
    if (!near || found.path.empty()) continue;
    const std::size_t group = page.passages.size() + page.source.line_at(mention.span.begin);
    mentions.push_back({found.path, mention.span, mention.heading, group});
  }
  std::stable_sort(
      mentions.begin(), mentions.end(),
      [](const ScriptMention& a, const ScriptMention& b) { return a.span.begin < b.span.begin; });
  std::set<std::string> once;
  for (const ScriptMention& mention : mentions) {
    if (once.insert(mention.path).second) paths.push_back(mention.path);
  }
}

std::vector<std::vector<std::string>> DocumentScripts::named_before(std::size_t offset,
                                                                    std::size_t heading) const {
  std::vector<std::vector<std::string>> groups;
  std::size_t group = 0;
  for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) {
    if (mention->heading != heading || mention->span.begin >= offset) continue;
    if (groups.empty() || mention->group != group) groups.emplace_back();
    group = mention->group;
    groups.back().push_back(mention->path);
    if (groups.size() > most_words) break;
  }
  return groups;
}

FolderScripts::FolderScripts(Study& study) {
  const code::Tree& tree = *study.facts.tree("");
  const std::vector<std::string>& files = tree.all_files();
  const std::string below = study.folder.empty() ? "" : study.folder + "/";
  struct Found {
    std::size_t depth;
    const std::string* path;
  };
  std::vector<Found> found;
  for (auto file = std::lower_bound(files.begin(), files.end(), below);
       file != files.end() && file->starts_with(below); ++file) {
    const auto slashes =
        std::count(file->begin() + static_cast<std::ptrdiff_t>(below.size()), file->end(), '/');
    const auto depth = static_cast<std::size_t>(slashes);
    if (depth < deepest && is_program_name(*file)) found.push_back({depth, &*file});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.depth < b.depth; });
  if (found.size() > most_files) found.resize(most_files);
  for (const Found& file : found) paths.push_back(*file.path);
}

}  // namespace recipe::check
