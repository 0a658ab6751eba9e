#include <array>

#include "base/text.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// Formats of PyTorch, scikit-learn and Python that are pickles.
constexpr std::array<std::string_view, 8> pickles = {".pkl",     ".pickle", ".pt",     ".pth",
                                                     ".pth.tar", ".ckpt",   ".joblib", ".bin"};

/// `.ckpt` is a pickle where it is PyTorch's.
bool is_pickle(std::string_view target, bool torch) {
  const std::string path = lower(target.substr(0, target.find_first_of("?#")));
  for (const std::string_view ending : pickles) {
    if (!path.ends_with(ending)) continue;
    if (ending == ".ckpt") return torch;
    return ending != ".bin" || path.ends_with("pytorch_model.bin");
  }
  return false;
}

void check_pickles(Study& study, Judge& judge) {
  const document::Link* first = nullptr;
  std::size_t count = 0;
  const bool torch = lower(study.page.source.bytes()).find("torch") != std::string::npos;
  for (const document::Link& link : study.page.links) {
    if (!is_pickle(link.target, torch)) continue;
    ++count;
    if (first == nullptr) first = &link;
  }
  if (first == nullptr) return;
  std::string message = "the weights are a pickle, and loading one runs whatever code it holds";
  if (count > 1) message += " (" + counted(count, "link") + ")";
  judge.untrue(target_place(*first),
               message + "; give a digest, or offer a format without code such as safetensors");
}

}  // namespace

constexpr Rule rules::pickled_weights = {
    .name = "pickled-weights",
    .code = "RC004",
    .family = Family::hygiene,
    .severity = Severity::info,
    .summary = "weights in a format that can run code when they are loaded",
    .document =
        "Links to `.pt`, `.pth`, `.ckpt`, `.pkl`, `.joblib` and `pytorch_model.bin`, told once per "
        "document. A reader who loads them trusts whoever can change the file.",
    .bad = "Download [the model](https://example.org/resnet50.pth).",
    .good = "Download [the model](https://example.org/resnet50.safetensors).",
    .check = check_pickles,
};

}  // namespace recipe::check
