#include "code/cpp/options.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "code/cpp/constants.h"

namespace recipe::code {
namespace {

constexpr std::size_t most_flags = 5000;
/// Arguments of one call, in tokens.
constexpr std::size_t longest_call = 500;
constexpr std::size_t longest_table = 20'000;
constexpr int most_tables = 10;

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

class CppOptions {
 public:
  CppOptions(Interface& interface, const std::vector<CppToken>& tokens,
             const std::vector<Constant>& constants, const std::string& path)
      : interface_(interface), tokens_(tokens), constants_(constants), path_(path) {}

  void read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != TokenKind::name || interface_.flags.size() >= most_flags) continue;
      const std::string& name = tokens_[i].text;
      if (is(i + 1, "(")) call(name, i);
      if (name.ends_with("option") && is(i + 2, "[") && i > 0) long_table(i);
    }
  }

 private:
  bool is(std::size_t at, std::string_view mark) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::mark && tokens_[at].text == mark;
  }

  void call(const std::string& name, std::size_t at) {
    if (name.starts_with("DEFINE_")) {
      gflag(at, 0, 1, name == "DEFINE_bool");
    } else if (name == "ABSL_FLAG") {
      gflag(at, 1, 2, at + 2 < tokens_.size() && tokens_[at + 2].text == "bool");
    } else if (name == "add_option" || name == "add_flag" || name == "add_option_function" ||
               name == "add_flag_function" || name == "add_flag_callback") {
      cli11(at, name.find("flag") != std::string::npos);
    } else if (name == "add_options") {
      chained(at);
    } else if (name == "add_argument") {
      argument(at);
    } else if (name.starts_with("DECLARE_")) {
      open("it declares flags that are defined elsewhere", at);
    } else if (name == "allow_unrecognised_options" || name == "allow_unregistered" ||
               name == "allow_extras" || name == "prefix_command" || name == "parse_known_args") {
      open("options that are not known are let through", at);
    }
  }

  void open(std::string why, std::size_t at) {
    const bool same = std::any_of(interface_.open.begin(), interface_.open.end(),
                                  [&](const auto& each) { return each.first == why; });
    if (!same) interface_.open.emplace_back(std::move(why), Place{path_, tokens_[at].line});
  }

  /// The arguments of the call whose parenthesis is at `open`; `end` moves behind it. Of one that
  /// is not closed soon nothing is read.
  std::vector<Range> arguments(std::size_t open, std::size_t& end,
                               std::size_t longest = longest_call) const {
    std::vector<Range> all;
    std::size_t depth = 0;
    Range current{open + 1, open + 1};
    end = tokens_.size();
    for (std::size_t i = open; i < tokens_.size() && i - open < longest; ++i) {
      if (tokens_[i].kind != TokenKind::mark) continue;
      const char mark = tokens_[i].text.front();
      if (mark == '(' || mark == '{' || mark == '[') ++depth;
      if (mark == ')' || mark == '}' || mark == ']') --depth;
      if (depth == 0 || (depth == 1 && mark == ',')) {
        current.end = i;
        if (!current.empty()) all.push_back(current);
        current = {i + 1, i + 1};
      }
      if (depth == 0) {
        end = i + 1;
        return all;
      }
    }
    return {};
  }

  const std::string* text_at(const Range& range) const {
    const bool one = range.end == range.begin + 1 && tokens_[range.begin].kind == TokenKind::text;
    return one ? &tokens_[range.begin].text : nullptr;
  }

  Default value_of(const Range& range) const {
    return default_of(tokens_, range.begin, range.end, constants_, path_);
  }

  Flag flag_at(std::size_t at) const {
    Flag flag;
    flag.place = {path_, tokens_[at].line};
    flag.defaults.place = flag.place;
    return flag;
  }

  void add(Flag flag) {
    if (flag.names.empty()) return;
    if (flag.key.empty()) {
      const auto longest =
          std::max_element(flag.names.begin(), flag.names.end(),
                           [](const auto& a, const auto& b) { return a.size() < b.size(); });
      flag.key = longest->substr(std::min(longest->size(), longest->find_first_not_of('-')));
    }
    interface_.flags.push_back(std::move(flag));
  }

  /// `DEFINE_double(lr, 0.1, "help")`
  void gflag(std::size_t at, std::size_t name_at, std::size_t value_at, bool toggles) {
    std::size_t end = 0;
    const auto given = arguments(at + 1, end);
    if (given.size() <= value_at || given[name_at].end != given[name_at].begin + 1) return;
    const CppToken& name = tokens_[given[name_at].begin];
    // The definition of the macro itself.
    if (name.kind != TokenKind::name) return;
    Flag flag = flag_at(at);
    flag.names = {"--" + name.text};
    flag.takes = toggles ? Takes::maybe : Takes::one;
    flag.defaults = value_of(given[value_at]);
    add(std::move(flag));
    interface_.spelling.one_dash = true;
    interface_.spelling.negation = true;
  }

  /// `-l,--lr{0.1},!--no-lr` or `lr,l`: names of one letter get one dash.
  static std::vector<std::string> names_of(std::string_view spec, bool adds_dashes) {
    std::vector<std::string> names;
    for (std::string_view name : split(spec, ',')) {
      name = trim(name.substr(0, name.find('{')));
      if (name.starts_with('!')) name.remove_prefix(1);
      if (name.empty()) continue;
      const bool dashed = name.front() == '-' || !adds_dashes;
      names.push_back((dashed ? "" : name.size() == 1 ? "-" : "--") + std::string(name));
    }
    return names;
  }

  void cli11(std::size_t at, bool toggles) {
    std::size_t end = 0;
    const auto given = arguments(at + 1, end);
    const std::string* spec = given.empty() ? nullptr : text_at(given[0]);
    if (spec == nullptr) {
      // add_option(name, ...) is also what others call their own.
      if (given.size() > 2) open("an option's name is not written out", at);
      return;
    }
    Flag flag = flag_at(at);
    flag.names = names_of(*spec, false);
    flag.takes = toggles ? Takes::nothing : Takes::one;
    if (given.size() > 1 && text_at(given[1]) == nullptr) {
      // What the variable holds is what it keeps.
      const Range variable = given[1];
      const Range last{variable.end - 1, variable.end};
      flag.defaults = value_of(last);
    }
    chain(flag, end);
    add(std::move(flag));
  }

  /// `->default_val(0.1)->required()`
  void chain(Flag& flag, std::size_t at) {
    while ((is(at, "->") || is(at, ".")) && is(at + 2, "(")) {
      const std::string& name = tokens_[at + 1].text;
      std::size_t end = 0;
      const auto given = arguments(at + 2, end);
      detail(flag, name, given);
      at = end;
    }
  }

  void detail(Flag& flag, const std::string& name, const std::vector<Range>& given) {
    if (name == "default_val" || name == "default_value" || name == "default_str") {
      if (!given.empty()) flag.defaults = value_of(given[0]);
    } else if (name == "required") {
      const bool off = !given.empty() && tokens_[given[0].begin].text == "false";
      if (!off) flag.defaults.kind = DefaultKind::required;
    } else if (name == "implicit_value" || name == "default_missing_value") {
      flag.takes = Takes::maybe;
    } else if (name == "flag" || name == "zero_tokens") {
      flag.takes = Takes::nothing;
    } else if (name == "multitoken" || name == "delimiter" || name == "remaining") {
      flag.takes = Takes::many;
    } else if (name == "expected" || name == "nargs" || name == "type_size") {
      const bool none = given.size() == 1 && tokens_[given[0].begin].text == "0";
      flag.takes = none ? Takes::nothing : Takes::many;
    } else if (name == "check" || name == "transform" || name == "choices") {
      for (const Range& range : given) {
        const bool members = name == "choices" || tokens_[range.begin].text.ends_with("IsMember");
        if (!members) continue;
        for (std::size_t i = range.begin; i < range.end; ++i) {
          if (tokens_[i].kind == TokenKind::text) flag.choices.push_back(tokens_[i].text);
        }
      }
    }
  }

  /// `add_options()("l,lr", "help", value<double>()->default_value("0.1"))(...)`
  void chained(std::size_t at) {
    std::size_t next = 0;
    const auto group = arguments(at + 1, next);
    static_cast<void>(group);
    while (is(next, "(") && interface_.flags.size() < most_flags) {
      const std::size_t open = next;
      const auto given = arguments(open, next);
      const std::string* spec = given.empty() ? nullptr : text_at(given[0]);
      if (spec == nullptr) continue;
      Flag flag = flag_at(open);
      flag.names = names_of(*spec, true);
      flag.takes = Takes::nothing;
      for (std::size_t i = 1; i < given.size(); ++i) {
        const std::string& type = tokens_[given[i].begin].text;
        const bool boost = type.ends_with("value") && type.find("cxxopts") == std::string::npos;
        if (type.ends_with("bool_switch")) flag.defaults = known_false(given[i].begin);
        if (!type.ends_with("value")) continue;
        if (boost) interface_.spelling.prefixes = true;
        const bool is_bool = given[i].begin + 2 < given[i].end &&
                             tokens_[given[i].begin + 2].text == "bool" && !boost;
        flag.takes = is_bool ? Takes::maybe : Takes::one;
        inner_chain(flag, given[i]);
      }
      add(std::move(flag));
    }
  }

  Default known_false(std::size_t at) const {
    return {DefaultKind::known, parse_value("false"), "false", {path_, tokens_[at].line}};
  }

  /// `po::value<double>(&lr)->default_value(0.1)`, within one argument.
  void inner_chain(Flag& flag, const Range& range) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (!is(i, "->")) continue;
      chain(flag, i);
      return;
    }
  }

  /// `program.add_argument("-l", "--lr").default_value(0.1)`
  void argument(std::size_t at) {
    std::size_t end = 0;
    Flag flag = flag_at(at);
    for (const Range& range : arguments(at + 1, end)) {
      if (const std::string* name = text_at(range)) flag.names.push_back(*name);
    }
    if (flag.names.empty()) return open("an option's name is not written out", at);
    if (flag.positional()) flag.defaults.kind = DefaultKind::required;
    chain(flag, end);
    add(std::move(flag));
  }

  /// `struct option options[] = {{"lr", required_argument, 0, 'l'}, ...}`
  void long_table(std::size_t at) {
    if (tokens_[at].text != "option" || tables_++ > most_tables) return;
    std::size_t open_at = at + 3;
    while (open_at < tokens_.size() && open_at < at + 8 && !is(open_at, "{")) ++open_at;
    std::size_t end = 0;
    if (!is(open_at, "{")) return;
    for (const Range& row : arguments(open_at, end, longest_table)) {
      if (!is(row.begin, "{") || row.begin + 3 >= row.end) continue;
      const CppToken& name = tokens_[row.begin + 1];
      if (name.kind != TokenKind::text) continue;
      const std::string& takes = tokens_[row.begin + 3].text;
      Flag flag = flag_at(row.begin);
      flag.names = {"--" + name.text};
      const CppToken& letter = tokens_[row.end - 2];
      if (letter.kind == TokenKind::text && letter.text.size() == 1) {
        flag.names.push_back("-" + letter.text);
      }
      flag.takes = takes == "no_argument" || takes == "0"         ? Takes::nothing
                   : takes == "optional_argument" || takes == "2" ? Takes::maybe
                                                                  : Takes::one;
      flag.defaults.kind = DefaultKind::computed;
      add(std::move(flag));
    }
    interface_.spelling.prefixes = true;
  }

  Interface& interface_;
  const std::vector<CppToken>& tokens_;
  const std::vector<Constant>& constants_;
  const std::string& path_;
  int tables_ = 0;
};

}  // namespace

void add_cpp_options(Interface& interface, const std::vector<CppToken>& tokens,
                     const std::vector<Constant>& constants, const std::string& path) {
  CppOptions(interface, tokens, constants, path).read();
}

}  // namespace recipe::code
