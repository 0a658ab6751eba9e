#include <array>

#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

enum class Way { key_value, yaml, dotted, none };

/// Libraries that take any key of a configuration on the command line, or read the command line by
/// rules that are not in the code.
struct Overridden {
  std::string_view call;
  Way way;
  std::string_view reason;
};
constexpr std::array<Overridden, 15> libraries = {{
    {"hydra.main", Way::key_value, "Hydra takes key=value of its configuration"},
    {"hydra_runner", Way::key_value, "Hydra takes key=value of its configuration"},
    {"OmegaConf.from_cli", Way::key_value, "OmegaConf takes any key=value"},
    {"OmegaConf.from_dotlist", Way::key_value, "OmegaConf takes any key=value"},
    {"load_hyperpyyaml", Way::yaml, "HyperPyYAML takes the outermost keys of its file"},
    {"parse_arguments", Way::yaml,
     "parse_arguments takes the outermost keys of the file given first"},
    {"LightningCLI", Way::dotted, "LightningCLI takes the parameters of classes"},
    {"jsonargparse.CLI", Way::dotted, "jsonargparse takes the parameters of functions"},
    {"jsonargparse.auto_cli", Way::dotted, "jsonargparse takes the parameters of functions"},
    {"docopt", Way::none, "docopt reads the usage from the text of the program"},
    {"plac.call", Way::none, "plac takes the parameters of a function"},
    {"clize.run", Way::none, "clize takes the parameters of a function"},
    {"defopt.run", Way::none, "defopt takes the parameters of a function"},
    {"load_task_and_args", Way::none, "a registry adds options"},
    {"chz.entrypoint", Way::key_value, "chz takes key=value of its configuration"},
}};

bool matches(const Call& call, std::string_view wanted) {
  return wanted.find('.') == std::string_view::npos ? call.last == wanted : is_call(call, wanted);
}

/// Of `@hydra.main(config_path="conf", config_name="config")`: the folder is beside the file.
void read_composition(Reading& reading, const Call& call) {
  const Literal folder = reading.evaluate(call.module, call.argument(0, "config_path"));
  const NodeId named = call.argument(1, "config_name");
  const Literal name = reading.evaluate(call.module, named);
  const bool unnamed = named == nowhere || name.kind == Literal::Kind::none;
  if (folder.string() == nullptr || (!unnamed && name.string() == nullptr)) return;
  const auto path = resolved(folder_of(call.module.path), folder.text);
  if (!path || folder.text.find("://") != std::string::npos) return;
  Composition composition{*path, unnamed ? "" : name.text, {}};
  if (composition.name.ends_with(".yaml")) composition.name.resize(composition.name.size() - 5);
  reading.composed(call, std::move(composition));
}

void overrides_call(Reading& reading, const Call& call) {
  for (const Overridden& one : libraries) {
    if (!matches(call, one.call)) continue;
    const bool speech = one.call != "parse_arguments" ||
                        call.name.find("speechbrain") != std::string::npos ||
                        call.name.starts_with("sb.");
    if (!speech) continue;
    reading.parser_seen(call);
    reading.open(call, std::string(one.reason));
    if (one.call.starts_with("hydra")) read_composition(reading, call);
    if (!call.reached) return;
    Spelling& spelling = reading.spelling();
    spelling.overrides = spelling.overrides || one.way == Way::key_value;
    spelling.yaml_overrides = spelling.yaml_overrides || one.way == Way::yaml;
    spelling.dotted = spelling.dotted || one.way == Way::dotted;
    return;
  }
}

}  // namespace

extern const Family overrides_family{"overrides",
                                     "Libraries that take the keys of a configuration: Hydra, "
                                     "OmegaConf, HyperPyYAML, LightningCLI; and "
                                     "those whose rules are not in the code.",
                                     overrides_call, nullptr};

}  // namespace recipe::code::python
