#include <algorithm>
#include <array>

#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

/// What absl defines itself, with what it takes.
struct Builtin {
  std::string_view name;
  Takes takes;
};
constexpr std::array<Builtin, 26> builtins = {{
    {"help", Takes::nothing},
    {"helpfull", Takes::nothing},
    {"helpshort", Takes::nothing},
    {"helpxml", Takes::nothing},
    {"flagfile", Takes::one},
    {"undefok", Takes::one},
    {"logtostderr", Takes::maybe},
    {"alsologtostderr", Takes::maybe},
    {"log_dir", Takes::one},
    {"verbosity", Takes::one},
    {"v", Takes::one},
    {"logger_levels", Takes::one},
    {"stderrthreshold", Takes::one},
    {"showprefixforinfo", Takes::maybe},
    {"run_with_pdb", Takes::maybe},
    {"pdb", Takes::maybe},
    {"pdb_post_mortem", Takes::maybe},
    {"run_with_profiling", Takes::maybe},
    {"profile_file", Takes::one},
    {"use_cprofile_for_profiling", Takes::maybe},
    {"only_check_args", Takes::maybe},
    {"log_file", Takes::one},
    {"vmodule", Takes::one},
    {"xml_output_file", Takes::one},
    {"test_srcdir", Takes::one},
    {"test_tmpdir", Takes::one},
}};

void read_name(Reading& reading, const Call& call, const Environment* environment, bool& any) {
  const Literal name = reading.evaluate(call.module, call.argument(0, "name"), environment);
  if (name.string() == nullptr || name.text.empty() || name.text.size() > 200) return;
  any = true;
  const std::string_view type = call.last.substr(std::string_view("DEFINE_").size());
  const bool config = type.starts_with("config_");
  const bool boolean = type == "bool" || type == "boolean";
  Flag flag;
  flag.key = name.text;
  flag.names = {"--" + name.text};
  const Literal short_name = reading.evaluate(call.module, call.keyword("short_name"), environment);
  if (short_name.string() != nullptr) flag.names.push_back("-" + short_name.text);
  flag.takes = boolean ? Takes::maybe : Takes::one;
  if (type == "alias") {
    flag.defaults.kind = DefaultKind::computed;
  } else {
    flag.defaults = reading.default_of(call.module, call.argument(1, "default"), environment);
    const Literal required = reading.evaluate(call.module, call.keyword("required"), environment);
    if (required.truth) flag.defaults.kind = DefaultKind::required;
  }
  if (type == "enum")
    flag.choices = reading.choices_of(call.module, call.argument(2, "enum_values"), environment);
  Spelling& spelling = reading.spelling();
  if (call.reached) {
    spelling.one_dash = spelling.negation = true;
    spelling.dotted = spelling.dotted || config;
  }
  if (config) reading.open(call, "--" + flag.key + ".name=value sets what the configuration holds");
  reading.parser_seen(call);
  reading.flag(call, std::move(flag));
}

void define(Reading& reading, const Call& call) {
  bool any = false;
  read_name(reading, call, nullptr, any);
  if (any) return;
  for (const Environment& environment : reading.contexts(call.module, call.node)) {
    read_name(reading, call, &environment, any);
  }
  reading.parser_seen(call);
  // `def DEFINE_int(name, ...): flags.DEFINE_integer(name, ...)`: its callers are shown too.
  const NodeId function = call.module.function_of[call.node];
  const std::string_view inside =
      function == nowhere
          ? std::string_view()
          : call.module.syntax.text(call.module.syntax.child(function, Field::name));
  if (!any && !inside.starts_with("DEFINE_")) reading.open(call, "the name of a flag is computed");
}

void require(Reading& reading, const Call& call) {
  std::vector<Literal> names = {reading.evaluate(call.module, call.argument(0, "flag_names"))};
  if (names[0].kind == Literal::Kind::list) names = std::vector<Literal>(names[0].items);
  for (const Literal& name : names) {
    if (name.string() != nullptr) reading.require(call, name.text);
  }
}

void add_builtins(Reading& reading, const Call& call) {
  for (const Builtin& one : builtins) {
    Flag flag;
    flag.names = {"--" + std::string(one.name)};
    flag.key = one.name;
    flag.takes = one.takes;
    flag.defaults.kind = DefaultKind::computed;
    reading.builtin(call, std::move(flag));
  }
}

void absl_call(Reading& reading, const Call& call) {
  if (call.last.starts_with("DEFINE_")) {
    define(reading, call);
    add_builtins(reading, call);
  } else if (call.last == "mark_flag_as_required" || call.last == "mark_flags_as_required") {
    require(reading, call);
  } else if (is_call(call, "app.run")) {
    const bool tensorflow = call.name.starts_with("tensorflow") || call.name.starts_with("tf.");
    reading.parser_seen(call);
    if (tensorflow) {
      reading.drop(call);
      reading.open(call, "tf.app.run passes over what it does not know");
    }
    add_builtins(reading, call);
  } else if (call.last == "FLAGS" || call.name.ends_with(".FLAGS")) {
    const Literal known_only = reading.evaluate(call.module, call.keyword("known_only"));
    if (known_only.truth) reading.open(call, "FLAGS leaves what it does not know to others");
  } else if (call.last == "set_default" && call.positional.size() == 2) {
    const Literal name = reading.evaluate(call.module, call.positional[0]);
    if (name.string() != nullptr) {
      reading.set_default(call, name.text, reading.evaluate(call.module, call.positional[1]),
                          call.module.syntax.text(call.positional[1]), true);
    }
  } else if (call.last == "parse_flags_with_absl" || call.last == "config_with_absl") {
    reading.open(call, "jax adds flags of its own");
  } else if (call.reached && (call.last.starts_with("define_") || call.last.ends_with("_flags"))) {
    const Target target = reading.program().resolve(call.module, call.callee);
    if (target.kind == Target::Kind::outside) {
      reading.open(call, target.name + ", which is not in this tree, may define flags");
    }
  }
}

}  // namespace

extern const Family absl_family{
    "absl",
    "absl and TensorFlow flags: DEFINE_integer and the like, with what absl defines itself.",
    absl_call, nullptr};

}  // namespace recipe::code::python
