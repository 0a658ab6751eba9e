#include <set>

#include "base/text.h"
#include "code/settings/settings.h"

namespace recipe::code {
namespace {

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// Without a comment that one of `marks` begins, outside quotes.
std::string_view without_comment(std::string_view line, std::string_view marks) {
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      // An apostrophe within a word opens nothing.
      if (i == 0 || !is_alnum(line[i - 1])) quote = c;
    } else if (marks.find(c) != std::string_view::npos && (i == 0 || is_space(line[i - 1]))) {
      return line.substr(0, i);
    }
  }
  return line;
}

int bracket_balance(std::string_view text) {
  int open = 0;
  char quote = '\0';
  for (const char c : text) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++open;
    } else if (c == ')' || c == ']' || c == '}') {
      --open;
    }
  }
  return open;
}

class LineSettings {
 public:
  explicit LineSettings(std::string_view path) { out_.path = path; }

  void add(std::string key, std::string_view text, std::size_t line) {
    if (out_.settings.size() >= most_settings) {
      out_.understood = false;
      out_.why_not = "it holds more than " + std::to_string(most_settings) + " values";
      return;
    }
    text = unquoted(trim(text));
    out_.settings.push_back(
        {std::move(key), setting_value(text), std::string(text), {out_.path, line}});
  }
  void append(std::string_view text) {
    if (out_.settings.empty()) return;
    Setting& last = out_.settings.back();
    if (last.text.size() > 100'000) return;
    last.text += (last.text.empty() ? "" : " ") + std::string(trim(text));
    // Values of several lines are texts or long lists; typed once more only while they are short.
    if (last.text.size() < 2000) last.value = setting_value(last.text);
  }
  void top(std::string_view key) {
    if (seen_.insert(std::string(key)).second) out_.top_level.emplace_back(key);
  }
  Settings done() { return std::move(out_); }

 private:
  Settings out_;
  std::set<std::string> seen_;
};

bool is_setting_key(std::string_view key) {
  return !key.empty() && key.size() < 300 &&
         key.find_first_of("\"'(){}<>,;") == std::string_view::npos;
}

}  // namespace

Settings parse_gin(std::string_view path, std::string_view bytes) {
  LineSettings out(path);
  std::string key;
  std::string value;
  std::size_t key_line = 0;
  int open = 0;
  std::size_t number = 0;
  for (std::string_view line : lines(bytes)) {
    ++number;
    line = trim(without_comment(line, "#"));
    if (key.empty()) {
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) continue;
      const std::string_view name = trim(line.substr(0, equals));
      if (!is_setting_key(name) || name.find(' ') != std::string_view::npos) continue;
      key = name;
      key_line = number;
      value.clear();
      open = 0;
      line = trim(line.substr(equals + 1));
    }
    const bool joined = line.ends_with('\\');
    if (joined) line = trim(line.substr(0, line.size() - 1));
    open += bracket_balance(line);
    if (value.size() < 100'000) value += (value.empty() ? "" : " ") + std::string(line);
    if (joined || open > 0 || value.empty()) continue;
    out.top(std::string_view(key).substr(0, key.find('.')));
    out.add(std::move(key), value, key_line);
    key.clear();
  }
  return out.done();
}

Settings parse_ini(std::string_view path, std::string_view bytes) {
  LineSettings out(path);
  std::string section;
  bool continues = false;
  std::size_t number = 0;
  for (const std::string_view raw : lines(bytes)) {
    ++number;
    const std::string_view line = trim(without_comment(raw, "#;"));
    if (line.empty()) continue;
    const bool indented = !raw.empty() && (raw.front() == ' ' || raw.front() == '\t');
    if (line.front() == '[' && line.back() == ']') {
      section = trim(line.substr(1, line.size() - 2));
      out.top(section);
      continues = false;
      continue;
    }
    const std::size_t separator = line.find_first_of("=:");
    std::string_view key = trim(line.substr(0, separator));
    if (key.starts_with("export ")) key = trim(key.substr(7));
    const bool pair = separator != std::string_view::npos && is_setting_key(key);
    if (indented && continues && (!pair || line[separator] == ':')) {
      out.append(line);
    } else if (pair) {
      if (section.empty()) out.top(key);
      out.add(section.empty() ? std::string(key) : section + "." + std::string(key),
              line.substr(separator + 1), number);
      continues = true;
    }
  }
  return out.done();
}

}  // namespace recipe::code
