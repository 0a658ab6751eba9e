#include "code/python/library.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::code::python {
namespace {

constexpr std::size_t most_parsed_bytes = std::size_t{12} << 20;
constexpr std::size_t most_remembered = 20000;

/// A file that holds none of them neither defines an option nor helps to.
constexpr std::array<std::string_view, 16> marks = {
    "parser", "argparse",    "add_arg",   "DEFINE_", "flags", ".option(",
    "typer",  "click",       "dataclass", "argv",    "hydra", "OmegaConf",
    "fire",   "hyperpyyaml", "parse_arg", "get_arg"};

/// Modules of Python itself that folders of repositories are often named after.
constexpr std::array<std::string_view, 24> standard = {
    "argparse", "ast",        "code",    "collections", "copy", "csv",   "dataclasses", "functools",
    "io",       "json",       "logging", "math",        "os",   "queue", "random",      "re",
    "string",   "subprocess", "sys",     "tempfile",    "time", "types", "typing",      "test"};

std::string joined(std::string_view folder, std::string_view path) {
  return folder.empty() ? std::string(path) : std::string(folder) + "/" + std::string(path);
}

}  // namespace

bool is_marked(std::string_view text) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

std::string why_broken(const Syntax& syntax) {
  if (!syntax.mostly_broken()) return {};
  return "line " + std::to_string(syntax.line(syntax.broken().front())) +
         " is no Python that can be read";
}

const File* Library::file(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return &known->second;
  const auto entry = tree_.find(path);
  if (!entry || entry->kind != EntryKind::file) return nullptr;
  File& made = files_[path];
  made.path = path;
  if (auto bytes = tree_.read(entry->path)) {
    made.bytes = *bytes;
  } else {
    made.why_not = bytes.error().message;
    made.bytes = std::make_shared<const std::string>();
  }
  if (made.bytes->size() > max_file_bytes) {
    made.why_not = "more than 8 MiB";
    made.bytes = std::make_shared<const std::string>();
  }
  made.marked = is_marked(*made.bytes);
  return &made;
}

const Module* Library::module(const std::string& path) {
  if (file(path) == nullptr) return nullptr;
  File& known = files_[path];
  if (!known.why_not.empty()) return nullptr;
  if (known.module == nullptr) {
    known.module = std::make_unique<const Module>(path, known.bytes);
    parsed_bytes_ += known.bytes->size();
  }
  return known.module.get();
}

void Library::trim() {
  if (parsed_bytes_ <= most_parsed_bytes && files_.size() + found_.size() <= most_remembered)
    return;
  files_.clear();
  found_.clear();
  parsed_bytes_ = 0;
}

bool Library::is_package(const std::string& path) const {
  const auto entry = tree_.find(path);
  return entry && entry->kind == EntryKind::folder;
}

std::string Library::find_in(const std::string& folder, std::string_view dotted) const {
  std::string path(dotted);
  std::replace(path.begin(), path.end(), '.', '/');
  path = joined(folder, path);
  for (const std::string& candidate : {path + "/__init__.py", path + ".py"}) {
    const auto entry = tree_.find(candidate);
    if (entry && entry->kind == EntryKind::file) return candidate;
  }
  return {};
}

std::string Library::find_anywhere(std::string_view importer, std::string_view dotted) const {
  const std::string first(dotted.substr(0, dotted.find('.')));
  std::string found;
  for (const std::string& path : tree_.named(first)) {
    if (!is_package(path)) continue;
    const std::string root(folder_of(path));
    // A folder inside a package is a subpackage, which nobody imports by its own name.
    if (tree_.find(joined(root, "__init__.py"))) continue;
    const std::string here = find_in(root, dotted);
    if (here.empty()) continue;
    if (!found.empty()) return {};
    found = here;
  }
  return name_of(found) == name_of(importer) && found == importer ? std::string() : found;
}

const std::string& Library::find(std::string_view importer, std::string_view home, int dots,
                                 std::string_view dotted) {
  const std::string folder(folder_of(importer));
  const std::string key =
      folder + '\n' + std::string(home) + '\n' + std::to_string(dots) + '\n' + std::string(dotted);
  const auto known = found_.find(key);
  if (known != found_.end()) return known->second;
  std::string& answer = found_[key];
  if (dots > 0) {
    std::string_view base = folder;
    for (int up = 1; up < dots; ++up) {
      if (base.empty()) return answer;
      base = folder_of(base);
    }
    if (dotted.empty()) {
      const std::string init = joined(base, "__init__.py");
      if (tree_.find(init)) answer = init;
    } else {
      answer = find_in(std::string(base), dotted);
    }
    return answer;
  }
  if (dotted.empty()) return answer;
  answer = find_in(std::string(home), dotted);
  const std::string_view first = dotted.substr(0, dotted.find('.'));
  if (std::find(standard.begin(), standard.end(), first) != standard.end()) return answer;
  std::string_view at = folder;
  while (answer.empty()) {
    answer = find_in(std::string(at), dotted);
    if (answer.empty()) answer = find_in(joined(at, "src"), dotted);
    if (at.empty()) break;
    at = folder_of(at);
  }
  if (answer.empty()) answer = find_anywhere(importer, dotted);
  return answer;
}

std::vector<Import> imports_of_text(std::string_view text) {
  std::vector<Import> all;
  const auto words_of = [](std::string_view line) {
    std::vector<std::string> words(1);
    for (const char c : line) {
      if (c == '#') break;
      if (is_alnum(c) || c == '_' || c == '.' || c == '*') {
        words.back() += c;
      } else if (!words.back().empty()) {
        words.emplace_back();
      }
    }
    if (words.back().empty()) words.pop_back();
    return words;
  };
  std::string pending;  // the module of a list in parentheses that goes on
  for (const std::string_view raw : lines(text)) {
    const std::string_view line = trim(raw);
    const bool starts = line.starts_with("import ") || line.starts_with("from ");
    if (!starts && pending.empty()) continue;
    std::vector<std::string> words = words_of(line.substr(0, 4096));
    std::size_t at = 0;
    std::string from = pending;
    if (starts && words.size() > 1) {
      from = words[0] == "from" ? words[1] : "";
      at = words[0] == "from" ? 3 : 1;
      pending = from.empty() || line.find('(') == std::string_view::npos ? "" : from;
    }
    if (line.find(')') != std::string_view::npos) pending.clear();
    for (; at < words.size(); ++at) {
      if (words[at] == "as") {
        ++at;
        continue;
      }
      Import made;
      made.from = from.empty() ? words[at] : from;
      if (!from.empty()) made.name = words[at];
      while (made.from.starts_with('.')) {
        made.from.erase(0, 1);
        ++made.dots;
      }
      all.push_back(std::move(made));
    }
  }
  return all;
}

}  // namespace recipe::code::python
