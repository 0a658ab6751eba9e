// The only file that includes toml++.
#include "facts/settings_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::facts {
namespace {

constexpr std::array<std::string_view, 4> level_words = {"off", "info", "warning", "error"};

std::string alternatives(std::string_view word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near ? "; did you mean `" + *near + "`?" : "; there is " + join(known, ", ");
}

/// Turns a TOML table into settings.
class SettingsReader {
 public:
  SettingsReader(const SourceText& source, std::vector<Diagnostic>& problems)
      : source_(source), problems_(problems) {}

  check::Settings read(const toml::table& root) {
    for (const auto& [key, value] : root) {
      if (key.str() != "check") {
        wrong(key.source(),
              "no setting `" + std::string(key.str()) + "`" + alternatives(key.str(), {"check"}));
      } else if (const toml::table* check = table(key, value)) {
        read_check(*check);
      }
    }
    return std::move(settings_);
  }

  void wrong(const toml::source_region& where, std::string message) {
    const std::size_t line = std::max<std::size_t>(where.begin.line, 1);
    const Span all = source_.line(line);
    // Columns count code points.
    std::size_t begin = all.begin;
    for (std::size_t left = std::max<std::size_t>(where.begin.column, 1) - 1;
         left > 0 && begin < all.end; --left) {
      ++begin;
      while (begin < all.end &&
             (static_cast<unsigned char>(source_.bytes()[begin]) & 0xC0U) == 0x80U) {
        ++begin;
      }
    }
    problems_.push_back(
        {"settings", Severity::error, {begin, all.end}, std::move(message), std::nullopt});
  }

 private:
  const toml::table* table(const toml::key& key, const toml::node& value) {
    if (value.is_table()) return value.as_table();
    wrong(value.source(), "`" + std::string(key.str()) + "` is a table: write `[...]`");
    return nullptr;
  }

  void read_check(const toml::table& check) {
    // Rules of all documents come first, whatever the order in the file: those of paths win.
    if (const toml::node* rules = check.get("rules"); rules != nullptr && rules->is_table()) {
      read_rules(*rules->as_table(), "");
    }
    for (const auto& [key, value] : check) {
      if (key.str() == "rules") {
        table(key, value);
      } else if (key.str() == "paths") {
        if (const toml::table* paths = table(key, value)) read_paths(*paths);
      } else if (key.str() == "ignore") {
        read_ignored(value);
      } else if (key.str() == "baseline") {
        const auto path = value.value_exact<std::string>();
        if (path && !path->empty()) {
          settings_.baseline = *path;
        } else {
          wrong(value.source(), "`baseline` is a path in quotes");
        }
      } else {
        wrong(key.source(), "no setting `check." + std::string(key.str()) + "`" +
                                alternatives(key.str(), {"rules", "paths", "ignore", "baseline"}));
      }
    }
  }

  void read_ignored(const toml::node& value) {
    const toml::array* globs = value.as_array();
    if (globs == nullptr) return wrong(value.source(), "`ignore` is a list of paths in quotes");
    for (const toml::node& glob : *globs) {
      if (const auto text = glob.value_exact<std::string>(); text && !text->empty()) {
        settings_.ignored.push_back(*text);
      } else {
        wrong(glob.source(), "`ignore` is a list of paths in quotes");
      }
    }
  }

  void read_paths(const toml::table& paths) {
    std::vector<const toml::key*> keys;
    for (const auto& [key, value] : paths) keys.push_back(&key);
    // In the order of the file, since a later one wins.
    std::stable_sort(keys.begin(), keys.end(), [](const toml::key* a, const toml::key* b) {
      const auto& from = a->source().begin;
      const auto& to = b->source().begin;
      return from.line != to.line ? from.line < to.line : from.column < to.column;
    });
    for (const toml::key* key : keys) {
      if (const toml::table* rules = table(*key, *paths.get(key->str()))) {
        read_rules(*rules, std::string(key->str()));
      }
    }
  }

  void read_rules(const toml::table& rules, const std::string& path) {
    // A whole family first: a rule by its name says more.
    for (const bool single : {false, true}) {
      for (const auto& [key, value] : rules) {
        check::RuleLevel level;
        level.rules = check::rules_meant(key.str());
        level.path = path;
        if ((level.rules.size() == 1) != single) continue;
        if (level.rules.empty()) {
          wrong(key.source(), check::no_such_rule(key.str()));
        } else if (read_level(value, level)) {
          settings_.levels.push_back(std::move(level));
        }
      }
    }
  }

  bool read_level(const toml::node& value, check::RuleLevel& level) {
    const std::string word = value.value_exact<std::string>().value_or("");
    const auto known = std::find(level_words.begin(), level_words.end(), word);
    if (known == level_words.end()) {
      wrong(value.source(),
            "a level is one of " +
                join(std::vector<std::string>(level_words.begin(), level_words.end()), ", ") +
                ", in quotes");
      return false;
    }
    if (word == "info") level.severity = Severity::info;
    if (word == "warning") level.severity = Severity::warning;
    if (word == "error") level.severity = Severity::error;
    return true;
  }

  const SourceText& source_;
  std::vector<Diagnostic>& problems_;
  check::Settings settings_;
};

}  // namespace

check::Settings read_settings_file(const SourceText& source, std::vector<Diagnostic>& problems) {
  SettingsReader reader(source, problems);
  try {
    return reader.read(toml::parse(source.bytes(), source.path()));
  } catch (const toml::parse_error& error) {
    reader.wrong(error.source(), std::string(error.description()));
    return {};
  }
}

}  // namespace recipe::facts
