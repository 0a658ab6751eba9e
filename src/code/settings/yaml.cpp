#include <yaml.h>

#include <map>
#include <set>

#include "base/text.h"
#include "code/settings/settings.h"

namespace recipe::code {
namespace {

constexpr std::size_t deepest_nesting = 64;
constexpr std::size_t longest_key = 1000;
/// Lists of more numbers are data.
constexpr std::size_t longest_number_list = 256;

/// Frees an event at the end of its scope.
struct Event {
  yaml_event_t raw{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&raw); }
};

class Parser {
 public:
  explicit Parser(std::string_view bytes) {
    yaml_parser_initialize(&raw_);
    yaml_parser_set_input_string(&raw_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                 bytes.size());
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { yaml_parser_delete(&raw_); }

  bool next(Event& event) { return yaml_parser_parse(&raw_, &event.raw) == 1; }
  std::string problem() const {
    const std::string what = raw_.problem != nullptr ? raw_.problem : "not readable";
    return "line " + std::to_string(raw_.problem_mark.line + 1) + ": " + what;
  }

 private:
  yaml_parser_t raw_{};
};

std::string text_of(const yaml_char_t* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// A mapping or a list that is being read.
struct Level {
  bool mapping = false;
  std::string key;  ///< of the whole
  std::string anchor;
  std::string entry;  ///< of a mapping: the key whose value comes next
  bool has_entry = false;
  bool entry_is_merge = false;
  bool within_key = false;  ///< a mapping or list that is a key itself: nothing of it is kept
  std::size_t count = 0;
  std::size_t first = 0;  ///< among the settings
  std::size_t line = 0;
  bool flat = true;  ///< of a list: scalars only
};

struct Anchored {
  std::string key;
  std::size_t first = 0;
  std::size_t end = 0;
};

class YamlReader {
 public:
  YamlReader(std::string_view path, std::string_view bytes) : parser_(bytes) { out_.path = path; }

  Settings read() {
    for (;;) {
      Event event;
      if (!parser_.next(event)) {
        stop(parser_.problem());
        break;
      }
      if (event.raw.type == YAML_STREAM_END_EVENT || !take(event.raw)) break;
    }
    resolve_references();
    return std::move(out_);
  }

 private:
  void stop(std::string why) {
    out_.understood = false;
    if (out_.why_not.empty()) out_.why_not = std::move(why);
  }

  bool take(const yaml_event_t& event) {
    const std::size_t line = event.start_mark.line + 1;
    switch (event.type) {
      case YAML_MAPPING_START_EVENT:
        return open(true, text_of(event.data.mapping_start.anchor),
                    text_of(event.data.mapping_start.tag), line);
      case YAML_SEQUENCE_START_EVENT:
        return open(false, text_of(event.data.sequence_start.anchor),
                    text_of(event.data.sequence_start.tag), line);
      case YAML_MAPPING_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
        close();
        return true;
      case YAML_ALIAS_EVENT:
        return alias(text_of(event.data.alias.anchor), line);
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event.data.scalar;
        return this->scalar(std::string(reinterpret_cast<const char*>(scalar.value), scalar.length),
                            text_of(scalar.tag), text_of(scalar.anchor), line);
      }
      default:
        return true;
    }
  }

  bool expects_key() const {
    return !levels_.empty() && levels_.back().mapping && !levels_.back().has_entry;
  }

  /// The key of the value that comes now.
  std::string key_now() const {
    if (levels_.empty()) return "";
    const Level& level = levels_.back();
    if (!level.mapping) return level.key + "[" + std::to_string(level.count) + "]";
    if (level.entry_is_merge) return level.key;
    return level.key.empty() ? level.entry : level.key + "." + level.entry;
  }

  bool unkept() const { return !levels_.empty() && levels_.back().within_key; }

  void value_done() {
    if (levels_.empty()) return;
    ++levels_.back().count;
    levels_.back().has_entry = false;
    levels_.back().entry_is_merge = false;
  }

  void name_entry(std::string key) {
    Level& level = levels_.back();
    level.entry_is_merge = key == "<<";
    level.has_entry = true;
    if (levels_.size() == 1 && !level.entry_is_merge && top_.insert(key).second) {
      out_.top_level.push_back(key);
    }
    level.entry = std::move(key);
  }

  bool full() {
    if (out_.settings.size() < most_settings) return false;
    stop("it holds more than " + std::to_string(most_settings) + " values");
    return true;
  }

  void add(std::string key, std::string text, Value value, std::size_t line) {
    if (key.size() > longest_key || full()) return;
    out_.settings.push_back({std::move(key), std::move(value), std::move(text), {out_.path, line}});
  }

  bool open(bool mapping, std::string anchor, const std::string& tag, std::size_t line) {
    if (levels_.size() >= deepest_nesting) {
      stop("line " + std::to_string(line) + ": nested too deep");
      return false;
    }
    Level level;
    level.mapping = mapping;
    level.within_key = unkept() || expects_key();
    if (!level.within_key) {
      level.key = key_now();
      if (!levels_.empty()) levels_.back().flat = false;
      const bool own_tag = tag.starts_with('!');
      if (own_tag && !level.key.empty()) add(level.key, tag, setting_value(tag), line);
    }
    if (level.key.size() > longest_key) level.within_key = true;
    level.anchor = std::move(anchor);
    level.first = out_.settings.size();
    level.line = line;
    levels_.push_back(std::move(level));
    return true;
  }

  void close() {
    if (levels_.empty()) return;
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.within_key) {
      if (expects_key())
        name_entry("?");
      else
        value_done();
      return;
    }
    if (!level.anchor.empty())
      anchors_[level.anchor] = {level.key, level.first, out_.settings.size()};
    if (!level.mapping && level.flat) add_list(level);
    value_done();
  }

  /// `[30, 60]` as one value too.
  void add_list(const Level& level) {
    std::vector<std::string> items;
    if (level.count == 0 || level.count > longest_number_list || level.key.empty()) return;
    for (std::size_t i = level.first; i < out_.settings.size(); ++i) {
      items.push_back(out_.settings[i].text);
    }
    if (items.size() != level.count) return;
    const std::string text = join(items, ", ");
    add(level.key, "[" + text + "]", setting_value(text), level.line);
  }

  bool scalar(std::string value, const std::string& tag, const std::string& anchor,
              std::size_t line) {
    if (expects_key()) {
      name_entry(std::move(value));
      return true;
    }
    if (!unkept() && !levels_.empty()) {
      const std::size_t first = out_.settings.size();
      const bool own_tag = tag.starts_with('!') && tag.size() > 1;
      const bool nothing = value == "null" || value == "~";
      const std::string text = own_tag ? (value.empty() ? tag : tag + " " + value) : value;
      const std::string key = key_now();
      if (own_tag && tag == "!ref") references_.push_back(first);
      add(key, text, setting_value(nothing ? "" : text), line);
      if (!anchor.empty()) anchors_[anchor] = {key, first, out_.settings.size()};
    }
    value_done();
    return true;
  }

  /// What an anchor holds, under another key. A merge does not replace what is there.
  bool alias(const std::string& name, std::size_t line) {
    if (expects_key()) {
      name_entry("*" + name);
      return true;
    }
    const auto anchored = anchors_.find(name);
    if (!unkept() && !levels_.empty()) {
      levels_.back().flat = false;
      if (anchored == anchors_.end()) {
        add(key_now(), "*" + name, setting_value("*" + name), line);
      } else {
        copy(anchored->second);
      }
    }
    value_done();
    return true;
  }

  void copy(const Anchored& from) {
    const std::string to = key_now();
    const bool merge = levels_.back().mapping && levels_.back().entry_is_merge;
    std::set<std::string> held;
    if (merge) {
      for (std::size_t i = levels_.back().first; i < out_.settings.size(); ++i) {
        held.insert(out_.settings[i].key);
      }
    }
    for (std::size_t i = from.first; i < from.end; ++i) {
      if (full()) return;
      Setting setting = out_.settings[i];
      std::string_view rest =
          std::string_view(setting.key).substr(std::min(from.key.size(), setting.key.size()));
      if (to.empty() && rest.starts_with('.')) rest.remove_prefix(1);
      std::string key = to + std::string(rest);
      if (key.empty() || key.size() > longest_key || held.contains(key)) continue;
      if (levels_.size() == 1 && merge) {
        std::string top = key.substr(0, key.find_first_of(".["));
        if (top_.insert(top).second) out_.top_level.push_back(std::move(top));
      }
      setting.key = std::move(key);
      out_.settings.push_back(std::move(setting));
    }
  }

  /// `!ref <x>` of one key has the value of that.
  void resolve_references() {
    std::map<std::string_view, std::size_t> by_key;
    for (std::size_t i = 0; i < out_.settings.size(); ++i) by_key[out_.settings[i].key] = i;
    for (const std::size_t at : references_) {
      if (at >= out_.settings.size()) continue;
      std::size_t found = at;
      for (int hops = 0; hops < 8; ++hops) {
        const std::string& text = out_.settings[found].text;
        if (!text.starts_with("!ref <") || text.find('>') != text.size() - 1) break;
        const auto target = by_key.find(std::string_view(text).substr(6, text.size() - 7));
        if (target == by_key.end()) break;
        found = target->second;
      }
      if (!out_.settings[found].text.starts_with('!')) {
        out_.settings[at].value = out_.settings[found].value;
      }
    }
  }

  Parser parser_;
  Settings out_;
  std::vector<Level> levels_;
  std::set<std::string> top_;
  std::map<std::string, Anchored> anchors_;
  std::vector<std::size_t> references_;
};

}  // namespace

Settings parse_yaml(std::string_view path, std::string_view bytes) {
  return YamlReader(path, bytes).read();
}

}  // namespace recipe::code
