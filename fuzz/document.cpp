#include "document/edit.h"
#include "document/recipe.h"
#include "expect.h"

using namespace recipe;
using namespace recipe::document;
using fuzz::expect;

namespace {

/// Every place that a recipe names is in its text.
class Places {
 public:
  explicit Places(const Recipe& recipe) : size_(recipe.source.bytes().size()) {
    at(recipe.title);
    for (const Section& section : recipe.sections) {
      span(section.heading);
      span(section.body);
      at(section.not_applicable);
    }
    for (const Data* data : {&recipe.raw, &recipe.processed, &recipe.model}) of(*data);
    if (recipe.pretrained) of(*recipe.pretrained);
    for (const auto& [stage, code] : recipe.code) of(code);
    for (const auto& package : recipe.environment.packages) at(package);
    for (const CommandBlock& block : recipe.environment.blocks) of(block);
    for (const auto& profile : recipe.profiles) at(profile);
    for (const Hyperparameter& each : recipe.hyperparameters) {
      at(each.name);
      at(each.value);
      for (const auto& [profile, value] : each.by_profile) at(value);
    }
    of(recipe.dynamics);
    for (const Target& target : recipe.targets) of(target);
    for (const Measure& measure : recipe.timing) of(measure);
    for (const Diagnostic& diagnostic : recipe.diagnostics) of(recipe, diagnostic);
  }

 private:
  void span(Span place) {
    expect(place.begin <= place.end && place.end <= size_, "a place is in the text");
  }
  template <class T>
  void at(const At<T>& value) {
    span(value.span);
  }
  template <class T>
  void at(const std::optional<At<T>>& value) {
    if (value) span(value->span);
  }

  void of(const Part& part) {
    at(part.name);
    at(part.size);
    at(part.digest);
    for (const At<Location>& source : part.sources) {
      at(source);
      expect(!source.value.text.empty(), "a location is somewhere");
    }
  }
  void of(const Data& data) {
    for (const Part& part : data.parts) of(part);
    at(data.digest);
    at(data.governance.license);
    at(data.governance.access);
    at(data.governance.contact);
    at(data.governance.retention);
    for (const Split& split : data.splits) {
      at(split.name);
      at(split.path);
      at(split.samples);
      at(split.digest);
    }
  }
  void of(const CommandBlock& block) {
    span(block.span);
    for (const At<std::string>& placeholder : block.placeholders) at(placeholder);
  }
  void of(const Code& code) {
    for (const Checkout& checkout : code.checkouts) {
      at(checkout.repository);
      at(checkout.commit);
      at(checkout.variable);
      if (checkout.commit) expect(is_commit(checkout.commit->value), "a commit is whole");
    }
    at(code.folder);
    at(code.by_training);
    for (const CommandBlock& block : code.blocks) of(block);
  }
  void of(const Dynamics& dynamics) {
    at(dynamics.training_time);
    at(dynamics.hardware);
    at(dynamics.tolerance);
    for (const auto& [profile, time] : dynamics.training_time_by_profile) at(time);
    for (const At<std::string>& figure : dynamics.figures) at(figure);
  }
  void of(const Target& target) {
    at(target.name);
    at(target.split);
    at(target.target);
    at(target.tolerance);
    at(target.direction);
    at(target.runs);
    at(target.spread);
    at(target.step);
    for (const auto& [profile, value] : target.by_profile) at(value);
  }
  void of(const Measure& measure) {
    at(measure.name);
    at(measure.value);
    at(measure.tolerance);
    at(measure.batch_size);
    at(measure.hardware);
    at(measure.software);
  }
  void of(const Recipe& recipe, const Diagnostic& diagnostic) {
    span(diagnostic.span);
    expect(!diagnostic.rule.empty() && !diagnostic.message.empty(), "a diagnostic says what");
    expect(!to_string(diagnostic, recipe.source).empty(), "a diagnostic can be shown");
    if (!diagnostic.fix) return;
    for (const Edit& edit : diagnostic.fix->edits) span(edit.span);
    expect(apply(recipe.source, diagnostic.fix->edits).has_value(), "a fix can be applied");
  }

  std::size_t size_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::text_of(data, size));
  const Recipe recipe = parse(SourceText("recipe.md", bytes));
  expect(recipe.source.bytes() == bytes, "the text is kept");
  expect(*apply(recipe.source, {}) == bytes, "no edits change nothing");
  const Places places(recipe);
  return 0;
}
