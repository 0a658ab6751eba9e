#include "check/training_document.h"

#include <array>

#include "base/text.h"
#include "check/phrases.h"
#include "code/tree.h"

namespace recipe::check {
namespace {

/// Names, without ending, of documents about a repository rather than a model.
constexpr std::string_view other_purposes =
    "contributing*|code of conduct|changelog*|changes|=news|history|license*|licence*|security|"
    "=issue template*|pull request template*|bug report*|feature request*|authors|maintainers|"
    "governance|codeowners|support|=install*|release*|migration*|=faq|roadmap|style guide*|"
    "third party*|notice|troubleshoot*|coverage|guidelines";

/// What is said of a training besides how to start it.
constexpr std::array<ItemKind, 9> about_training = {
    ItemKind::raw_path,     ItemKind::raw_description, ItemKind::hyperparameters,
    ItemKind::compute,      ItemKind::dynamics,        ItemKind::outputs,
    ItemKind::architecture, ItemKind::evaluation_code, ItemKind::target_metrics};

/// How much else must be said where training is shown by name ("train.py", "Training"), by what may
/// be anything ("Usage", "main.py"), or not at all but by its results.
constexpr std::size_t enough_by_name = 1;
constexpr std::size_t enough_by_anything = 4;
constexpr std::size_t enough_with_results = 5;

/// Documents below such folders are about a program or a library, unless they are rich.
constexpr std::string_view other_folders =
    "docs|doc|test|tests|tools|3rdparty|third party|external|vendor|utils|dev";

bool is_in_other_folder(std::string_view path) {
  static const Phrases folders = [] {
    Phrases made;
    made.add(other_folders, 0);
    return made;
  }();
  return folders.any_in(Lowered(code::folder_of(path)));
}

bool is_named_otherwise(std::string_view path) {
  static const Phrases names = [] {
    Phrases made;
    made.add(other_purposes, 0);
    return made;
  }();
  const std::string_view name = code::name_of(path);
  return path.find(".github/") != std::string_view::npos ||
         names.any_in(Lowered(name.substr(0, name.rfind('.'))));
}

/// A document that is titled so shows training only where it says that it does.
bool is_titled_otherwise(const document::Page& page) {
  static const Phrases titles = [] {
    Phrases made;
    made.add("deploy*|triton|inference|demo*|export*|notebook*|visualiz*|tools|api|benchmark suite",
             0);
    return made;
  }();
  return !page.headings.empty() && titles.any_in(Lowered(page.headings.front().text));
}

bool is_named_training(const Evidenced& evidence) {
  static const Phrases names = [] {
    Phrases made;
    made.add(
        "train|trains|trainer|training|pretraining|pretrain|pre training|finetun*|fine tun*|run "
        "and time",
        0);
    return made;
  }();
  return names.any_in(Lowered(evidence.by));
}

}  // namespace

Judgement describes_training(const document::Page& page, std::string_view path,
                             const EvidenceFound& evidence) {
  Judgement judgement;
  if (is_named_otherwise(path)) {
    judgement.reasons.push_back("its name says that it is for another purpose");
    return judgement;
  }
  std::size_t said = 0;
  const auto reason = [&](ItemKind kind) {
    const auto& found = evidence.of(kind);
    if (found) judgement.reasons.push_back(std::string(item(kind).name) + ": " + found->by);
    return found.has_value();
  };
  const bool trains = reason(ItemKind::training_code);
  for (const ItemKind kind : about_training) {
    if (reason(kind)) ++said;
  }
  const bool results = evidence.has(ItemKind::target_metrics);
  const bool named = trains && is_named_training(*evidence.of(ItemKind::training_code));
  if (named && !is_in_other_folder(path)) {
    judgement.describes = said >= enough_by_name;
  } else if (named) {
    judgement.describes = said >= enough_by_anything;
  } else if (!is_titled_otherwise(page)) {
    judgement.describes = results && said >= (trains ? enough_by_anything : enough_with_results);
  }
  if (!trains) judgement.reasons.push_back("nothing shows how training is started");
  if (!judgement.describes && trains) {
    judgement.reasons.push_back("it says too little of what belongs to a training");
  }
  return judgement;
}

Judgement describes_training(const document::Page& page, std::string_view path) {
  return describes_training(page, path, find_evidence(page));
}

}  // namespace recipe::check
