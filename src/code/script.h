#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "code/tree.h"

namespace recipe::code {

/// Where something stands in the code.
struct Place {
  std::string path;
  std::size_t line = 0;  ///< from 1

  friend bool operator==(const Place&, const Place&) = default;
};

/// What a flag is where a command leaves it out.
enum class DefaultKind {
  known,     ///< `value`
  none,      ///< nothing: `None`, or not given
  required,  ///< the command must say it
  computed,  ///< not to be read from the text of the code
};

struct Default {
  DefaultKind kind = DefaultKind::none;
  Value value;       ///< of a known one
  std::string text;  ///< as the code writes it, without quotes
  Place place;       ///< where it was set, which may be a `set_defaults` far from the flag
};

enum class Takes { nothing, one, many, maybe, unknown };

/// An option or a positional argument that a program accepts.
struct Flag {
  std::vector<std::string> names;  ///< with dashes: "--lr", "-b"; a positional has one, without
  std::string key;                 ///< under which the program reads it: "lr"
  Default defaults;
  Takes takes = Takes::one;
  std::vector<std::string> choices;  ///< empty: any
  Place place;
  bool rest = false;  ///< takes everything behind it, options too: argparse's REMAINDER
  /// What the program takes in place of a default that stands for nothing given: the 20 of
  /// `args.steps = args.steps or 20`.
  std::optional<Default> fallback;

  bool positional() const { return !names.empty() && !names.front().starts_with('-'); }
};

/// How a family of parsers spells what it accepts.
struct Spelling {
  bool prefixes = false;        ///< `--max` for `--max_steps`, where it is unique: argparse
  bool one_dash = false;        ///< `-lr` for `--lr`: absl, gflags
  bool negation = false;        ///< `--nolr` of a boolean: absl, gflags
  bool either_dash = false;     ///< `--a-b` for `--a_b`
  bool overrides = false;       ///< `key=value` without dashes: Hydra, OmegaConf
  bool dotted = false;          ///< `--config.lr=1`: config_flags
  bool yaml_overrides = false;  ///< `--key=1` of any outermost key of the YAML file given first
};

/// The configuration that Hydra composes where a command names no other.
struct Composition {
  std::string folder;  ///< from the root of the tree, which is ""
  std::string name;    ///< of a file there, without `.yaml`; empty: the command must name it
  Place place;
};

/// What a program accepts on its command line.
struct Interface {
  std::vector<Flag> flags;
  Spelling spelling;
  /// Why a flag that is not among `flags` may be accepted all the same, each with its place, such
  /// as "parse_known_args leaves the rest to others"; empty: what is not there is refused.
  std::vector<std::pair<std::string, Place>> open;
  /// Defined in files that were read, by code that the program was not seen to run: of these it
  /// cannot be told whether they are accepted.
  std::vector<Flag> perhaps;
  /// Where flags that are not known are dropped without a word: given, they do nothing. `open` says
  /// so too.
  std::optional<Place> drops;
  /// Set where Hydra reads the whole command line, and its files are known.
  std::optional<Composition> composed;
  /// The program hands everything behind its own positional script to that script: a launcher.
  bool launches = false;

  /// Environment variables that it reads, such as `EPOCHS` of `${EPOCHS:=90}`, with their defaults.
  std::vector<Flag> variables;

  bool closed() const { return open.empty(); }
  /// By any of its names as a command spells it, without `=value`: "--lr"; null if none.
  const Flag* find(std::string_view spelt) const;
};

/// `name = value` in code: an assignment, or an argument of a call.
struct Constant {
  std::string name;     ///< "lr_boundaries", "nesterov"
  std::string context;  ///< of an argument the function called: "torch.optim.SGD"; else empty
  Value value;
  std::string text;  ///< as written
  Place place;
};

/// A flag or an operand that a script gives a program.
struct Argument {
  std::string flag;     ///< "--lr"; empty for an operand
  std::string text;     ///< with variables replaced where they are known; empty without a value
  bool known = true;    ///< `text` is what the program gets
  bool certain = true;  ///< false: only under a condition
  Place place;
  Place origin;  ///< where the value was set, which may be the default of a variable
};

/// A program that a shell script runs.
struct Run {
  std::string program;  ///< as written, known variables replaced: "train.py", "pkg.train"
  bool module = false;  ///< `program` is a Python module
  std::string path;     ///< in the tree; empty where it is not found there
  std::vector<Argument> arguments;
  bool passes_on = false;  ///< hands on what the script itself is given
  Place place;
};

/// What a file of code says, read from its text alone.
struct Script {
  std::string path;
  Interface interface;
  std::vector<Constant> constants;   ///< of this file and of those it imports from this tree
  std::vector<std::string> calls;    ///< functions called by name in this file, once each, sorted
  std::vector<Run> runs;             ///< of a shell script, in order
  std::vector<std::string> sources;  ///< this file and every one that was read for it, in order
  bool understood = true;            ///< false: the language is not known, or its syntax is broken
  std::string why_not;               ///< why it is not understood
};

/// Reads a program at `path` of `tree` by its ending or its first line: Python, shell, C++. Imports
/// and sourced files are followed within the tree, in bounded depth and number.
Script read_script(const Tree& tree, std::string_view path);

/// A file of settings, flattened.
struct Setting {
  std::string key;  ///< "optimizer.lr", "layers[0].width"
  Value value;
  std::string text;  ///< as written
  Place place;
};

struct Settings {
  std::string path;
  std::vector<Setting> settings;  ///< in order; what a later one of the same key replaces is kept
  /// Keys of the outermost mapping, also those that hold mappings or lists.
  std::vector<std::string> top_level;
  bool understood = true;
  std::string why_not;

  const Setting* find(std::string_view key) const;
};

/// Reads YAML, JSON, TOML, gin or a Python configuration file, by its ending.
Settings read_settings(const Tree& tree, std::string_view path);

}  // namespace recipe::code
