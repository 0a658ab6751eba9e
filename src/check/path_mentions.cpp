#include "check/path_mentions.h"

#include <algorithm>
#include <set>

#include "base/launchers.h"
#include "base/text.h"
#include "check/code_piece.h"
#include "check/goal.h"
#include "check/prose_excuse.h"
#include "check/shell_line.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_mention = 500;
constexpr std::size_t most_items = 40;  // of a list, on either side
constexpr std::size_t fewest_siblings = 2;
constexpr std::size_t most_pieces_of_link = 8;

bool is_path_byte(char c) {
  return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == '+' || c == '@' ||
         c == '=';
}

bool is_bare_path(std::string_view text) {
  return !text.empty() && text.size() <= longest_mention &&
         std::all_of(text.begin(), text.end(), is_path_byte) &&
         text.find("//") == std::string_view::npos && text.find("...") == std::string_view::npos;
}

/// Programs that read files which they are given, and are no scripts.
constexpr std::string_view readers =
    "cat vim vi nano less more head tail chmod source . jupyter code";

class Collector {
 public:
  Collector(Study& study, PathMentions& out)
      : study_(study), commands_(study.shared<DocumentCommands>()), out_(out) {}

  void run() {
    collect_linked_elsewhere();
    for (const document::CodeSpan& code : study_.page.code_spans) {
      const std::string_view text = trim(code.text);
      if (sort_of(text) == FileSort::code && is_bare_path(text) && !excuse_of(code).empty()) {
        foreign_.emplace(code::name_of(text));
      }
    }
    for (const DocumentCommand& command : commands_.all) {
      if (command.invocation) of_command(command, *command.invocation);
    }
    for (const document::CodeSpan& code : study_.page.code_spans) of_code_span(code);
    for (const document::PageTable& table : study_.page.tables) of_table(table);
    // A table that GitHub does not render is a paragraph.
    for (const document::Passage& passage : study_.page.passages) {
      if (passage.kind != document::PassageKind::paragraph) continue;
      if (passage.flat.text.starts_with('|')) {
        of_cell(passage, true);
      } else {
        of_prose(passage);
      }
    }
    std::stable_sort(out_.all.begin(), out_.all.end(),
                     [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  }

 private:
  /// Names of files that the document links to in other places, and that this tree has nowhere.
  void collect_linked_elsewhere() {
    const code::Tree& tree = *study_.facts.tree("");
    for (const document::Link& link : study_.page.links) {
      const std::string_view url = link.target;
      if (!url.starts_with("https://") && !url.starts_with("http://")) continue;
      const std::string_view path = url.substr(0, url.find_first_of("?#"));
      const std::string_view name = code::name_of(path);
      const FileSort sort = sort_of(name);
      if (sort != FileSort::code && sort != FileSort::settings) continue;
      const auto address = repository_address(url);
      if (address && study_.facts.is_own(address->host, address->repository)) continue;
      if (tree.named(name).empty()) linked_elsewhere_.emplace(name);
    }
  }

  PathMention& add(PathRole role, std::string path, std::string shown, Span span) {
    PathMention& mention = out_.all.emplace_back();
    mention.role = role;
    mention.excuse = commands_.made.covers(path) ? "the document's commands make it" : "";
    if (is_to_be_filled_in(path)) mention.excuse = "it is to be filled in";
    const bool of_command = role == PathRole::script || role == PathRole::argument;
    if (of_command && foreign_.contains(code::name_of(path))) {
      mention.excuse = "it is another project's";
    }
    if (linked_elsewhere_.contains(code::name_of(path))) {
      mention.excuse = "the document links to it in another place";
    }
    // A path into a clone of this repository is one from its root.
    if (auto inner = commands_.clones.inside(path); inner && !inner->empty()) {
      mention.place = {Workplace::Kind::folder, "", false, ""};
      mention.in_clone = true;
      mention.clone_meant = commands_.clones.misspelt(path).value_or("");
      path = std::move(*inner);
    }
    mention.path = std::move(path);
    mention.shown = std::move(shown);
    mention.span = span;
    return mention;
  }

  PathMention& add(PathRole role, std::string path, const ShellWord& word,
                   const DocumentCommand& command) {
    const Span span = part_of(word, path);
    std::string shown = path;
    PathMention& mention = add(role, std::move(path), std::move(shown), span);
    mention.heading = command.heading;
    if (!word.literal()) mention.excuse = "it is not a plain path";
    if (mention.in_clone) return mention;
    mention.place = command.place;
    if (!command.place.known()) mention.excuse = command.place.why;
    if (command.place.filled) mention.excuse = "an archive was unpacked before";
    return mention;
  }

  /// The bytes of the path within its word, if they stand there as they are.
  Span part_of(const ShellWord& word, std::string_view path) const {
    const std::string_view text = study_.page.source.text(word.span);
    const std::size_t at = text.rfind(path);
    return at == std::string_view::npos
               ? word.span
               : Span{word.span.begin + at, word.span.begin + at + path.size()};
  }

  void of_command(const DocumentCommand& command, const Invocation& run) {
    const std::string& program = run.program.value;
    if (program.size() > longest_mention) return;
    if (program == "cd" || program == "pushd") return of_change(command, run);
    if (run.kind == ProgramKind::command && (program.starts_with("pip") || program == "uv")) {
      return of_pip(command, run);
    }
    std::string script;
    if (run.kind == ProgramKind::module) {
      if (program == "pip") return of_pip(command, run);
      script = of_module(command, run.program);
      if (script.empty()) return;
    } else if (run.kind == ProgramKind::script) {
      if (program.find("://") != std::string::npos || sort_of(program) == FileSort::other) return;
      script = add(PathRole::script, program, run.program, command).path;
    } else if (!is_option_of(readers, program)) {
      return;
    }
    of_arguments(command, run, script);
  }

  /// `python -m a.b`: the file that it is, if this tree has a package `a`.
  std::string of_module(const DocumentCommand& command, const ShellWord& word) {
    std::string path = word.value;
    std::replace(path.begin(), path.end(), '.', '/');
    const code::Tree& tree = *study_.standpoint(word.span.begin).tree;
    const auto first = look_up(study_, command.place, tree, path.substr(0, path.find('/')));
    if (first.sighting != Sighting::here || path.find('/') == std::string::npos) return "";
    const auto package = look_up(study_, command.place, tree, path);
    path += package.sighting == Sighting::here ? "/__main__.py" : ".py";
    if (package.sighting == Sighting::here) return path;
    PathMention& mention = add(PathRole::script, path, word, command);
    mention.shown = word.value;
    mention.span = word.span;
    return path;
  }

  void of_arguments(const DocumentCommand& command, const Invocation& run,
                    const std::string& script) {
    for (std::size_t i = 0; i < run.arguments.size(); ++i) {
      const ShellWord& word = run.arguments[i];
      const std::size_t equals = word.value.find('=');
      const bool flag = looks_like_flag(word.value);
      std::string name = flag || equals != std::string::npos ? word.value.substr(0, equals) : "";
      if (flag && equals == std::string::npos) continue;
      if (!flag && name.empty() && i > 0 && looks_like_flag(run.arguments[i - 1].value) &&
          run.arguments[i - 1].value.find('=') == std::string::npos) {
        name = run.arguments[i - 1].value;
      }
      std::string path = equals == std::string::npos ? word.value : word.value.substr(equals + 1);
      const FileSort sort = sort_of(path);
      if (sort == FileSort::other || path.size() > longest_mention ||
          path.find_first_of(" ,:") != std::string::npos) {
        continue;
      }
      if (path.find('/') == std::string::npos && sort == FileSort::data) continue;
      PathMention& mention = add(PathRole::argument, std::move(path), word, command);
      mention.script_folder = std::string(code::folder_of(script));
      if (names_an_output(name)) mention.excuse = "the command writes it";
    }
  }

  void of_pip(const DocumentCommand& command, const Invocation& run) {
    for (const GivenFlag& flag : flags_of(run.arguments)) {
      if ((flag.name != "-r" && flag.name != "--requirement") || !flag.value) continue;
      if (flag.value->value.size() > longest_mention) continue;
      if (flag.value->value.find("://") != std::string::npos) continue;
      add(PathRole::requirements, flag.value->value, *flag.value, command);
    }
  }

  void of_change(const DocumentCommand& command, const Invocation& run) {
    if (run.arguments.size() != 1) return;
    const ShellWord& to = run.arguments.front();
    if (to.value.size() > longest_mention) return;
    if (to.value.find_first_of("~-") == 0 || to.value.starts_with('/') || !to.literal()) return;
    add(PathRole::folder, to.value, to, command);
  }

  void of_code_span(const document::CodeSpan& code) {
    std::string_view text = trim(code.text);
    const FileSort sort = sort_of(text);
    const bool document = text.starts_with("../") && text.ends_with(".md");
    if ((sort != FileSort::code && sort != FileSort::settings && !document) ||
        !is_bare_path(text)) {
      return;
    }
    if (text.find('=') != std::string_view::npos || text.starts_with('-')) return;
    const std::string_view source = study_.page.source.text(code.span);
    const std::size_t at = source.find(text);
    const Span span = at == std::string_view::npos
                          ? code.span
                          : Span{code.span.begin + at, code.span.begin + at + text.size()};
    PathMention& mention = add(PathRole::prose, std::string(text), std::string(text), span);
    mention.heading = study_.page.passages[code.passage].heading;
    if (mention.excuse.empty()) mention.excuse = excuse_of(code);
    if (is_text_of_broken_link(code))
      mention.excuse = "the link that it is the text of is reported";
    mention.listed_here = is_listed_here(code);
  }

  /// The link is a finding of its own.
  bool is_text_of_broken_link(const document::CodeSpan& code) const {
    const document::Piece* piece = piece_of(study_.page, code);
    if (piece == nullptr) return false;
    const auto& pieces = study_.page.passages[code.passage].flat.pieces;
    // A link stands right before the first piece of its text.
    const auto at = static_cast<std::size_t>(piece - pieces.data());
    for (std::size_t i = at; i-- > 0 && at - i <= most_pieces_of_link;) {
      const document::Piece& link = pieces[i];
      if (link.target.empty() || link.span.end < code.span.end) continue;
      const Goal goal = goal_of(link.target, study_);
      return goal.kind == GoalKind::file && !study_.facts.tree("")->find(goal.path);
    }
    return false;
  }

  /// The path that a list item begins with, in code; empty where it begins otherwise.
  std::string leading_path(const document::Passage& passage) const {
    const auto& pieces = passage.flat.pieces;
    if (passage.item == nullptr || pieces.empty() || pieces.front().begin != 0 ||
        pieces.front().kind != document::PieceKind::code) {
      return "";
    }
    const std::string_view text =
        trim(std::string_view(passage.flat.text).substr(0, pieces.front().end));
    return is_bare_path(text) ? std::string(text) : "";
  }

  bool is_listed_here(const document::CodeSpan& code) const {
    const auto& passages = study_.page.passages;
    const document::Piece* piece = piece_of(study_.page, code);
    if (piece == nullptr || piece->begin != 0 || passages[code.passage].item == nullptr) {
      return false;
    }
    std::size_t siblings = 0;
    const auto counts = [&](const document::Passage& passage) {
      const std::string path = leading_path(passage);
      if (path.empty()) return true;
      ++siblings;
      const auto whole = code::resolved(study_.folder, path);
      return whole && study_.facts.tree("")->find(*whole).has_value();
    };
    for (std::size_t i = code.passage; i-- > 0 && code.passage - i <= most_items;) {
      if (passages[i].item == nullptr) break;
      if (!counts(passages[i])) return false;
    }
    for (std::size_t i = code.passage + 1; i < passages.size() && i - code.passage <= most_items;
         ++i) {
      if (passages[i].item == nullptr) break;
      if (!counts(passages[i])) return false;
    }
    return siblings >= fewest_siblings;
  }

  std::string excuse_of(const document::CodeSpan& code) {
    const document::Piece* piece = piece_of(study_.page, code);
    if (piece == nullptr) return "";
    return prose_excuse(study_, study_.page.passages[code.passage], piece->begin);
  }

  /// Paths in running text without backticks: with a folder, and outside links.
  void of_prose(const document::Passage& passage) {
    const std::string& text = passage.flat.text;
    std::size_t piece = 0;
    const auto& pieces = passage.flat.pieces;
    for (std::size_t at = 0; at < text.size();) {
      while (piece < pieces.size() && pieces[piece].end <= at) ++piece;
      if (piece < pieces.size() && pieces[piece].begin <= at) {
        at = pieces[piece].end;
        continue;
      }
      const std::size_t limit = piece < pieces.size() ? pieces[piece].begin : text.size();
      std::size_t end = at;
      while (end < limit && is_path_byte(text[end]) && text[end] != '=') ++end;
      std::string_view word = std::string_view(text).substr(at, end - at);
      while (word.ends_with('.')) word.remove_suffix(1);
      const FileSort sort = sort_of(word);
      const bool behind_piece = piece > 0 && pieces[piece - 1].end == at;
      const bool apart =
          (at == 0 || behind_piece || is_space(text[at - 1]) || text[at - 1] == '(') &&
          (end == limit || std::string_view(" ,.;:)`\n").find(text[end]) != std::string_view::npos);
      if (apart && word.find('/') != std::string_view::npos && is_bare_path(word) &&
          (sort == FileSort::code || sort == FileSort::settings)) {
        PathMention& mention = add(PathRole::prose, std::string(word), std::string(word),
                                   passage.flat.span(at, at + word.size()));
        mention.heading = passage.heading;
        mention.bare = true;
        if (mention.excuse.empty()) mention.excuse = prose_excuse(study_, passage, at);
      }
      at = end == at ? at + 1 : end;
    }
  }

  /// Whether the head of a column is about configurations.
  bool heads_settings(const document::PageTable& table, std::size_t column) const {
    if (table.cells.empty() || column >= table.cells.front().size()) return false;
    const std::string head = lower(study_.page.passages[table.cells.front()[column]].flat.text);
    for (const std::string_view word : {"config", "param", "yaml", "recipe", "model", "name"}) {
      if (head.find(word) != std::string::npos) return true;
    }
    return false;
  }

  /// Names of settings in cells, in code spans or not; what is the text of a link is left to its
  /// target.
  void of_table(const document::PageTable& table) {
    for (std::size_t row = 1; row < table.cells.size(); ++row) {
      for (std::size_t column = 0; column < table.cells[row].size(); ++column) {
        of_cell(study_.page.passages[table.cells[row][column]], heads_settings(table, column));
      }
    }
  }

  void of_cell(const document::Passage& cell, bool settings) {
    const std::string& text = cell.flat.text;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && is_path_byte(text[end]) && text[end] != '=') ++end;
      std::string_view word = std::string_view(text).substr(at, end - at);
      while (word.ends_with('.')) word.remove_suffix(1);
      const bool linked =
          std::any_of(cell.flat.pieces.begin(), cell.flat.pieces.end(),
                      [&](const auto& piece) { return piece.begin <= at && at < piece.end; });
      if (!linked && sort_of(word) == FileSort::settings && is_bare_path(word)) {
        PathMention& mention = add(PathRole::cell, std::string(word), std::string(word),
                                   cell.flat.span(at, at + word.size()));
        mention.heading = cell.heading;
        mention.heads_settings = settings;
      }
      at = end == at ? at + 1 : end;
    }
  }

  Study& study_;
  const DocumentCommands& commands_;
  PathMentions& out_;
  /// Names of files that the prose says are another project's.
  std::set<std::string, std::less<>> foreign_;
  std::set<std::string, std::less<>> linked_elsewhere_;
};

}  // namespace

PathMentions::PathMentions(Study& study) { Collector(study, *this).run(); }

}  // namespace recipe::check
