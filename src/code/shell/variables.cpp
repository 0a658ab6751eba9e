#include "code/shell/variables.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::code {
namespace {

constexpr std::size_t most_words = 4096;
constexpr std::size_t longest_resolved = 4096;
constexpr int deepest_variables = 8;
constexpr std::size_t most_constants = 20'000;

/// Raw text without the quotes around all of it, if it has such.
Span inner_of(std::string_view raw, Span span) {
  const bool quoted = raw.size() > 1 && (raw.front() == '"' || raw.front() == '\'') &&
                      raw.find(raw.front(), 1) == raw.size() - 1;
  return quoted ? Span{span.begin + 1, span.end - 1} : span;
}

/// The words that raw text splits into, to the first operator.
std::vector<PlacedWord> words_in(const ShellFile& file, Span raw, bool certain) {
  std::vector<PlacedWord> words;
  const Span inner = inner_of(file.at(raw), raw);
  const ShellText text = read_shell(file.at(inner));
  const auto add = [&](ShellWord word) {
    const std::size_t begin = word.span.begin + inner.begin;
    word.span = {begin, word.span.end + inner.begin};
    const bool arguments =
        file.holds_all_arguments(word.span) && file.sees_arguments(word.span.begin);
    words.push_back({std::move(word), file.place(begin), certain, arguments});
  };
  for (const ShellCommand& command : text.commands) {
    if (command.substituted) continue;
    for (const ShellAssignment& each : command.assignments) {
      ShellWord word = each.value;
      word.span = each.span;
      word.value = each.name + (each.appends ? "+=" : "=") + each.value.value;
      add(std::move(word));
    }
    for (const ShellWord& word : command.words) {
      if (words.size() < most_words) add(word);
    }
    if (command.after != ShellOperator::newline && command.after != ShellOperator::semicolon) break;
  }
  return words;
}

/// The brace that closes what was opened before `at`.
std::size_t closing_brace(std::string_view text, std::size_t at) {
  std::size_t open = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '{') ++open;
    if (text[at] == '}' && open-- == 0) return at;
  }
  return std::string_view::npos;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

bool gives_default(std::string_view op) {
  return op == ":-" || op == "-" || op == ":=" || op == "=";
}

std::string_view list_variable(std::string_view raw) {
  const bool quoted = raw.size() > 2 && raw.front() == '"' && raw.back() == '"';
  if (quoted) raw = raw.substr(1, raw.size() - 2);
  if (!raw.starts_with('$')) return {};
  raw.remove_prefix(1);
  bool all = false;
  if (raw.starts_with('{') && raw.ends_with('}')) {
    raw = raw.substr(1, raw.size() - 2);
    for (const std::string_view index : {"[@]", "[*]"}) {
      if (!raw.ends_with(index)) continue;
      raw.remove_suffix(index.size());
      all = true;
    }
  }
  return is_shell_name(raw) && (all || !quoted) ? raw : std::string_view();
}

const ShellVariable* ShellVariables::find(std::string_view name) const {
  const auto found = all_.find(name);
  return found == all_.end() ? nullptr : &found->second;
}

void ShellVariables::note(const std::string& name, const std::string& text, const Place& place) {
  if (text.empty() || constants_.size() >= most_constants) return;
  constants_.push_back({name, "", parse_value(text), text, place});
}

void ShellVariables::use(const ShellFile& file, const ShellCommand& command) {
  const auto [first, last] = file.expansions_in(command.span);
  for (const ShellExpansion* each = first; each != last; ++each) {
    const std::string name(file.at(each->name));
    const std::string_view op = file.at(each->op);
    const bool required = op == ":?" || op == "?";
    if (!is_shell_name(name) || (!gives_default(op) && !required)) continue;
    if (const auto known = all_.find(name); known != all_.end()) {
      ShellVariable& held = known->second;
      if (held.fallback || required) continue;
      held.fallback = without_quotes(file.at(each->word));
      held.fallback_place = file.place(each->span.begin);
      continue;
    }
    ShellVariable variable;
    variable.place = file.place(each->span.begin);
    variable.from_environment = true;
    variable.required = required;
    if (!required) {
      variable.text = without_quotes(file.at(each->word));
      const auto inner = file.expansions_in(each->word);
      variable.expands = inner.first != inner.second ||
                         file.at(each->word).find_first_of("`$") != std::string_view::npos;
      variable.words = words_in(file, each->word, true);
      if (!variable.expands) note(name, variable.text, variable.place);
    }
    all_.emplace(name, std::move(variable));
  }
}

void ShellVariables::assign(const ShellFile& file, const ShellAssignment& assigned, bool certain) {
  const ShellExpansion* only = file.only_expansion(assigned.value);
  const bool has_default = only != nullptr && gives_default(file.at(only->op));
  // `X=${X:-v}` was noted as a use.
  if (has_default && file.at(only->name) == assigned.name && !assigned.appends) return;
  ShellVariable fresh;
  fresh.place = file.place(assigned.span.begin);
  fresh.expands = assigned.value.expands;
  const auto [first, last] = file.expansions_in(assigned.value.span);
  fresh.from_arguments = std::any_of(first, last,
                                     [&](const ShellExpansion& each) {
                                       const std::string_view name = file.at(each.name);
                                       return (is_digits(name) && name != "0") || name == "@" ||
                                              name == "*" || name == "OPTARG";
                                     }) &&
                         file.sees_arguments(assigned.span.begin);
  if (assigned.array) {
    std::vector<std::string> items;
    for (const ShellWord& item : assigned.items) {
      items.push_back(item.value);
      const bool arguments = file.holds_all_arguments(item.span) && fresh.from_arguments;
      if (fresh.words.size() < most_words) {
        fresh.words.push_back({item, file.place(item.span.begin), certain, arguments});
      }
    }
    fresh.text = join(items, ", ");
  } else if (has_default) {
    fresh.text = without_quotes(file.at(only->word));
    const auto inner = file.expansions_in(only->word);
    fresh.expands = inner.first != inner.second;
    fresh.words = words_in(file, only->word, certain);
  } else {
    fresh.text = assigned.value.value;
    fresh.words = words_in(file, assigned.value.span, certain);
  }
  const bool plain = !assigned.appends && !assigned.indexed;
  if (plain && !fresh.expands) note(assigned.name, fresh.text, fresh.place);
  // `X="$X more"`
  std::vector<PlacedWord> words;
  ShellVariable& held = all_[assigned.name];
  const bool is_new = held.place.line == 0;
  if (assigned.appends) words = held.words;
  for (PlacedWord& each : fresh.words) {
    if (!is_new && list_variable("$" + assigned.name) == list_variable(each.word.value)) {
      words.insert(words.end(), held.words.begin(), held.words.end());
    } else {
      words.push_back(std::move(each));
    }
    if (words.size() > most_words) words.resize(most_words);
  }
  fresh.words = std::move(words);
  if (is_new) {
    fresh.unsure = !certain || !plain;
    held = std::move(fresh);
    return;
  }
  held.unsure = held.unsure || !certain || !plain || fresh.text != held.text;
  held.from_arguments = held.from_arguments || fresh.from_arguments;
  held.words = std::move(fresh.words);
}

std::optional<std::string> ShellVariables::resolved_text(std::string_view text) const {
  std::size_t budget = most_words;
  return resolved(text, 0, budget);
}

std::optional<std::string> ShellVariables::resolved(std::string_view text, int depth,
                                                    std::size_t& budget) const {
  std::string out;
  if (depth > deepest_variables || budget == 0) return std::nullopt;
  --budget;
  for (std::size_t at = 0; at < text.size();) {
    if (out.size() > longest_resolved || text[at] == '`') return std::nullopt;
    if (text[at] != '$' || at + 1 == text.size()) {
      out += text[at++];
      continue;
    }
    std::size_t begin = at + 1;
    const bool braced = text[begin] == '{';
    if (braced) ++begin;
    std::size_t end = begin;
    while (end < text.size() && (is_alnum(text[end]) || text[end] == '_')) ++end;
    const std::string_view name = text.substr(begin, end - begin);
    std::optional<std::string> value;
    const ShellVariable* variable = find(name);
    if (variable != nullptr && !variable->unsure && !variable->required) {
      value = resolved(variable->text, depth + 1, budget);
    }
    if (braced) {
      const std::size_t close = closing_brace(text, end);
      if (close == std::string_view::npos) return std::nullopt;
      const std::string_view rest = text.substr(end, close - end);
      const std::size_t size = rest.starts_with(":") ? 2 : 1;
      if (!rest.empty() && !gives_default(rest.substr(0, size))) return std::nullopt;
      if (!rest.empty() && variable == nullptr && rest.find('$') == std::string_view::npos) {
        value = without_quotes(rest.substr(size));
      }
      end = close + 1;
    }
    if (!value) return std::nullopt;
    out += *value;
    at = end;
  }
  if (out.size() > longest_resolved) return std::nullopt;
  return out;
}

std::optional<Place> ShellVariables::origin_of(std::string_view text) const {
  std::optional<Place> place;
  for (int depth = 0; depth < deepest_variables; ++depth) {
    const ShellVariable* variable = find(list_variable(text));
    if (variable == nullptr) return place;
    place = variable->place;
    text = variable->text;
  }
  return place;
}

Default ShellVariables::default_of(std::string_view raw, const Place& place) const {
  Default out;
  out.place = place;
  out.text = without_quotes(raw);
  if (out.text.empty()) return out;
  const auto text = resolved_text(out.text);
  if (!text || out.text.find("$(") != std::string::npos) {
    out.kind = DefaultKind::computed;
    return out;
  }
  out.kind = DefaultKind::known;
  out.text = *text;
  out.value = parse_value(*text);
  return out;
}

void ShellVariables::splice(std::vector<PlacedWord>& out, const PlacedWord& word,
                            std::string_view raw, int depth, std::size_t& budget) const {
  const std::string_view name = list_variable(raw);
  const ShellVariable* variable = name.empty() ? nullptr : find(name);
  if (budget == 0) return;
  --budget;
  if (variable == nullptr || variable->required || depth > deepest_variables) {
    out.push_back(word);
    return;
  }
  for (const PlacedWord& each : variable->words) {
    PlacedWord inner = each;
    inner.certain = inner.certain && word.certain;
    inner.arguments = inner.arguments || word.arguments;
    splice(out, inner, inner.word.value, depth + 1, budget);
  }
}

std::vector<PlacedWord> ShellVariables::spliced(const ShellFile& file,
                                                const ShellCommand& command) const {
  std::vector<PlacedWord> out;
  std::size_t budget = most_words;
  const bool evaluated = !command.words.empty() && command.words.front().value == "eval";
  for (std::size_t i = evaluated ? 1 : 0; i < command.words.size(); ++i) {
    const ShellWord& word = command.words[i];
    std::string_view raw = file.at(word.span);
    if (evaluated && raw.size() > 2 && raw.front() == '"' && raw.back() == '"') {
      raw = raw.substr(1, raw.size() - 2);
    }
    const bool arguments =
        file.holds_all_arguments(word.span) && file.sees_arguments(word.span.begin);
    splice(out, {word, file.place(word.span.begin), true, arguments}, raw, 0, budget);
  }
  return out;
}

}  // namespace recipe::code
