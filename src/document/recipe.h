#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/location.h"
#include "base/metric.h"
#include "base/quantity.h"
#include "base/source.h"
#include "document/outline.h"
#include "document/stage.h"

namespace recipe::document {

/// A section of the outline that the document has.
struct Section {
  SectionKind kind = SectionKind::root;
  Span heading;  ///< the heading's text, without `#` or the underline
  Span body;     ///< from behind the heading to the next heading, or to the end
  /// The reason behind "Not applicable.", empty if it gives none; absent if the section applies.
  std::optional<At<std::string>> not_applicable;
};

enum class Purpose {
  run,         ///< marked `sh`, `bash`, `shell` or `console`
  build,       ///< `sh build`: once per commit and environment, not timed
  example,     ///< `sh example`: shown, never run
  unlabelled,  ///< no language, or an indented block: checked, never run
};

/// A fenced or indented block of commands.
struct CommandBlock {
  Purpose purpose = Purpose::run;
  std::string language;  ///< first word behind the fence, as written
  std::string script;    ///< what bash would read; of `console` only what stands behind the prompt
  Span span;             ///< the content lines, without the fences
  std::vector<At<std::string>> placeholders;  ///< `/path/to/data`, `<your-token>`, ...
};

/// A repository at a commit.
struct Checkout {
  std::optional<At<std::string>> repository;  ///< URL or path as written; absent: this repository
  std::optional<At<std::string>> commit;      ///< 40 or 64 hexadecimal digits, lower case
  std::optional<At<std::string>> variable;    ///< gets the checkout's folder
};

/// What a Code section says.
struct Code {
  /// The first is where commands start: this repository if it is among them. Empty if the section
  /// names neither repository nor commit.
  std::vector<Checkout> checkouts;
  std::optional<At<std::string>> folder;       ///< `Folder:` where commands start, from that root
  std::vector<CommandBlock> blocks;            ///< in order, of all purposes
  std::optional<At<std::string>> by_training;  ///< "computed by the training script": the sentence
  bool resumable = false;  ///< `Resumable: yes`: the commands go on with what they left
  bool unfilled = false;   ///< nothing but what `recipe new` writes stands there
  bool runnable() const;   ///< has a block with purpose run, and is filled in
};

/// A file or folder with the places where its bytes are.
struct Part {
  std::optional<At<std::string>> name;    ///< the File column; else the source's last name
  std::vector<At<Location>> sources;      ///< mirrors of the same bytes, best first
  std::optional<At<std::uint64_t>> size;  ///< bytes
  std::optional<At<Digest>> digest;

  /// What it is called in its folder: the File column, else the source's last name; may be empty.
  std::string file_name() const;
};

enum class Access { open, restricted };
enum class Retention { keep, forbidden };

struct Governance {
  std::optional<At<std::string>> license;
  std::optional<At<Access>> access;  ///< `Access: public` is open
  std::optional<At<std::string>> contact;
  std::optional<At<Retention>> retention;
};

struct Split {
  At<std::string> name;
  std::optional<At<std::string>> path;  ///< below the processed data's folder
  std::optional<At<std::uint64_t>> samples;
  std::optional<At<Digest>> digest;
};

/// What a Path or Outputs section says: raw data, processed data, the trained model.
struct Data {
  std::vector<Part> parts;
  std::optional<At<Digest>> digest;  ///< of the whole folder: a `Digest:` without a `Source:`
  Governance governance;
  std::vector<Split> splits;
};

/// Where a statement was read: a field has `Name: value` or a table row, prose is a sentence.
enum class Origin { field, prose };

struct Hyperparameter {
  At<std::string> name;  ///< as written; of prose the usual name ("Learning rate")
  std::string variable;  ///< upper snake case; empty for prose and for names that are not allowed
  At<Value> value;
  std::map<std::string, At<Value>> by_profile;  ///< only the cells that are not empty
  Origin origin = Origin::field;

  /// The value when `profile` is active; the empty profile is the base.
  const At<Value>& in(const std::string& profile) const;
};

struct Tolerance {
  double value = 0;  ///< in the target's unit, or a share of the target: 0.02 for `2 % relative`
  Margin margin = Margin::absolute;
};

/// Which of a series of values is the result.
enum class Choice { last, best };

/// A row of Target metrics, or a sentence there.
struct Target {
  At<std::string> name;  ///< as written, without the key's code span
  std::string key;       ///< the code span in the name, else the name
  std::optional<At<std::string>> split;
  At<Quantity> target;
  std::optional<At<Tolerance>> tolerance;
  std::optional<At<Direction>> direction;
  std::optional<At<std::uint64_t>> runs;
  std::optional<At<Quantity>> spread;  ///< standard deviation over those runs
  Choice choice = Choice::last;
  std::optional<At<double>> step;  ///< "after 500K iterations": 500000
  std::map<std::string, At<Quantity>> by_profile;
  Origin origin = Origin::field;

  const At<Quantity>& in(const std::string& profile) const;
};

struct Dynamics {
  std::optional<At<double>> training_time;  ///< seconds
  std::optional<At<std::string>> hardware;
  std::optional<At<Tolerance>> tolerance;
  std::map<std::string, At<double>> training_time_by_profile;  ///< `Training time (smoke):`
  std::vector<At<std::string>> figures;                        ///< paths or URLs of images
};

/// A row of Timing information, or a sentence there.
struct Measure {
  At<std::string> name;
  std::string key;
  At<Quantity> value;
  std::optional<At<Tolerance>> tolerance;
  std::optional<At<std::string>> batch_size;
  std::optional<At<std::string>> hardware;
  std::optional<At<std::string>> software;
  Origin origin = Origin::field;
};

struct Package {
  std::string name;
  std::string relation;  ///< ">=", "=", ... or empty
  std::string version;
};

struct Environment {
  std::vector<At<Package>> packages;
  std::vector<CommandBlock> blocks;
};

/// What a document says. Every value keeps the bytes it came from. Nothing here is checked against
/// the world; what could not be understood is in `diagnostics`.
struct Recipe {
  SourceText source;
  At<std::string> title;
  std::vector<Section> sections;  ///< in the document's order
  Data raw;
  Data processed;
  Data model;
  std::optional<Part> pretrained;
  std::map<Stage, Code> code;  ///< processing, training, evaluation, serialization, inference
  Environment environment;
  std::vector<At<std::string>> profiles;
  std::vector<Hyperparameter> hyperparameters;
  Dynamics dynamics;
  std::vector<Target> targets;
  std::vector<Measure> timing;
  std::vector<Diagnostic> diagnostics;

  /// Null if the document lacks it.
  const Section* section(SectionKind kind) const;
  /// Has the headings Raw data, Optimization methods and Target metrics: is meant to be a recipe.
  bool has_outline() const;
  /// Has the outline, and a target or a commit that can be read.
  bool is_recipe() const;
  bool has_profile(const std::string& name) const;
};

/// Reads a document. Never fails: what is not understood becomes a diagnostic.
Recipe parse(SourceText source);

}  // namespace recipe::document
