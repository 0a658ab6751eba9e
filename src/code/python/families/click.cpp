#include <algorithm>

#include "base/text.h"
#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

/// `--shout/--no-shout`, `-v/-q`, `--name`, and a word for the function's parameter.
void split_names(const std::string& text, Flag& flag, bool& pair) {
  if (!text.starts_with('-')) {
    flag.key = text;
    return;
  }
  for (const std::string_view part : split(text, '/')) {
    if (!trim(part).empty()) flag.names.emplace_back(trim(part));
  }
  pair = pair || text.find('/') != std::string::npos;
}

void name_key(Flag& flag) {
  if (!flag.key.empty() || flag.names.empty()) return;
  const auto longest = std::max_element(
      flag.names.begin(), flag.names.end(),
      [](const auto& a, const auto& b) { return a.starts_with("--") < b.starts_with("--"); });
  flag.key = lower(longest->substr(std::min(longest->find_first_not_of('-'), longest->size())));
  std::replace(flag.key.begin(), flag.key.end(), '-', '_');
}

void takes_and_choices(Reading& reading, const Call& call, Flag& flag, bool pair) {
  const auto truth = [&](std::string_view name) {
    return reading.evaluate(call.module, call.keyword(name)).truth;
  };
  const Literal count = reading.evaluate(call.module, call.keyword("nargs"));
  const bool plain_flag =
      pair || truth("is_flag") || truth("count") || call.keyword("flag_value") != nowhere;
  if (plain_flag) flag.takes = Takes::nothing;
  if (count.is_number() && count.number != 1) flag.takes = Takes::many;
  const NodeId type = call.keyword("type");
  if (!call.module.syntax.is(type, Kind::call)) return;
  const Call choice = call_at(reading.program(), call.module, type);
  if (choice.last == "Choice") {
    flag.choices = reading.choices_of(call.module, choice.argument(0, "choices"));
  }
}

void click_option(Reading& reading, const Call& call, bool argument) {
  Flag flag;
  bool pair = false;
  for (const NodeId node : call.positional) {
    const Literal name = reading.evaluate(call.module, node);
    if (name.string() == nullptr || name.text.size() > 200) {
      reading.open(call, "the name of an option is computed");
      return;
    }
    split_names(name.text, flag, pair);
  }
  if (argument) flag.names = {flag.key};
  name_key(flag);
  if (flag.names.empty() || flag.names.front().empty()) return;
  takes_and_choices(reading, call, flag, pair);
  const NodeId stated = call.keyword("default");
  flag.defaults = reading.default_of(call.module, stated);
  const bool off =
      stated == nowhere && flag.takes == Takes::nothing && call.keyword("flag_value") == nowhere;
  if (off) {
    flag.defaults.kind = DefaultKind::known;
    flag.defaults.value = value_of(Literal::of(false));
    flag.defaults.text = "False";
  }
  const Literal required = reading.evaluate(call.module, call.keyword("required"));
  const bool needed =
      argument ? required.kind != Literal::Kind::boolean && stated == nowhere : false;
  if (required.truth || needed) flag.defaults.kind = DefaultKind::required;
  reading.parser_seen(call);
  reading.flag(call, std::move(flag));
}

void add_help(Reading& reading, const Call& call, const char* name) {
  Flag flag;
  flag.names = {name};
  flag.key = std::string_view(name).substr(2);
  flag.takes = Takes::nothing;
  reading.builtin(call, std::move(flag));
}

void click_call(Reading& reading, const Call& call) {
  if (is_call(call, "click.option")) {
    click_option(reading, call, false);
    add_help(reading, call, "--help");
  } else if (is_call(call, "click.argument")) {
    click_option(reading, call, true);
    add_help(reading, call, "--help");
  } else if (is_call(call, "click.version_option")) {
    add_help(reading, call, "--version");
  } else if (call.last == "command" || call.last == "group") {
    const NodeId settings = call.keyword("context_settings");
    const std::string_view text = call.module.syntax.text(settings);
    if (text.substr(0, 1000).find("ignore_unknown_options") != std::string_view::npos) {
      reading.open(call, "click is told to pass over unknown options");
    }
  }
}

}  // namespace

extern const Family click_family{
    "click", "click: option and argument decorators, pairs such as --shout/--no-shout.", click_call,
    nullptr};

}  // namespace recipe::code::python
