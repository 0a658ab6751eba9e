#include "code/cpp/cpp.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "code/cpp/constants.h"
#include "code/cpp/options.h"

namespace recipe::code {
namespace {

constexpr int deepest_includes = 3;
constexpr std::size_t most_files = 24;
constexpr std::size_t most_calls = 5000;

/// `"a/b.h"` of `#include "a/b.h"`
std::string_view included(std::string_view directive) {
  directive = trim(directive.substr(1));
  if (!directive.starts_with("include")) return {};
  const std::size_t open = directive.find('"');
  const std::size_t close = open == std::string_view::npos ? open : directive.find('"', open + 1);
  if (close == std::string_view::npos) return {};
  return directive.substr(open + 1, close - open - 1);
}

class CppReader {
 public:
  CppReader(const Tree& tree, std::string_view path) : tree_(tree) { script_.path = path; }

  Script read() {
    file(script_.path, 0);
    if (script_.sources.empty()) {
      script_.understood = false;
      script_.why_not = script_.path + " cannot be read";
      return std::move(script_);
    }
    // Constants first: options name them before and behind.
    for (const auto& [path, tokens] : read_) add_constants(script_.constants, tokens, path);
    for (const auto& [path, tokens] : read_) {
      add_cpp_options(script_.interface, tokens, script_.constants, path);
      calls(tokens);
    }
    script_.calls.assign(calls_.begin(), calls_.end());
    by_hand();
    return std::move(script_);
  }

 private:
  void file(const std::string& path, int depth) {
    const bool seen =
        std::find(script_.sources.begin(), script_.sources.end(), path) != script_.sources.end();
    if (seen || script_.sources.size() >= most_files) return;
    const auto bytes = tree_.read(path);
    if (!bytes) return;
    script_.sources.push_back(path);
    const std::size_t at = read_.size();
    read_.emplace_back(path, cpp_tokens(**bytes));
    if (depth >= deepest_includes) return;
    for (std::size_t i = 0; i < read_[at].second.size(); ++i) {
      const CppToken& token = read_[at].second[i];
      if (token.kind != TokenKind::directive) continue;
      const std::string written(included(token.text));
      if (!written.empty()) include(path, written, depth);
    }
  }

  void include(const std::string& from, const std::string& written, int depth) {
    std::string folder(folder_of(from));
    for (int up = 0; up < 8; ++up) {
      const auto path = resolved(folder, written);
      const auto entry = path ? tree_.find(*path) : std::nullopt;
      if (entry && entry->kind == EntryKind::file) {
        file(*path, depth + 1);
        const std::size_t dot = path->rfind('.');
        if (dot == std::string::npos) return;
        for (const char* ending : {".cpp", ".cc", ".cxx"})
          file(path->substr(0, dot) + ending, depth + 1);
        return;
      }
      if (folder.empty()) return;
      folder = folder_of(folder);
    }
  }

  void calls(const std::vector<CppToken>& tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size() && calls_.size() < most_calls; ++i) {
      const bool call = tokens[i].kind == TokenKind::name &&
                        tokens[i + 1].kind == TokenKind::mark && tokens[i + 1].text == "(";
      if (call) calls_.insert(tokens[i].text);
    }
  }

  /// Without a library, what begins with a dash among the texts is what it may take.
  void by_hand() {
    if (!script_.interface.flags.empty()) return;
    script_.interface.open.emplace_back("it reads its arguments in no way that is known",
                                        Place{script_.path, 1});
    for (const CppToken& token : read_.front().second) {
      const std::string& text = token.text;
      const bool flag = token.kind == TokenKind::text && text.size() > 1 && text.size() < 60 &&
                        text[0] == '-' && text.find_first_of(" \n%") == std::string::npos &&
                        text.find_first_not_of('-') != std::string::npos && !is_digit(text[1]);
      if (!flag || script_.interface.flags.size() > 500) continue;
      Flag found;
      found.names = {text.substr(0, text.find('='))};
      found.key = text.substr(text.find_first_not_of('-'));
      found.takes = Takes::unknown;
      found.place = {script_.path, token.line};
      found.defaults.kind = DefaultKind::computed;
      found.defaults.place = found.place;
      script_.interface.flags.push_back(std::move(found));
    }
  }

  const Tree& tree_;
  Script script_;
  std::vector<std::pair<std::string, std::vector<CppToken>>> read_;
  std::set<std::string> calls_;
};

}  // namespace

Script read_cpp(const Tree& tree, std::string_view path) { return CppReader(tree, path).read(); }

}  // namespace recipe::code
