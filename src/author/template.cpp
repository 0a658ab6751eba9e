#include "author/template.h"

#include "base/text.h"
#include "document/outline.h"

namespace recipe::author {
namespace {

using document::OutlineRow;
using document::SectionKind;

std::string code_skeleton(std::string_view build, std::string_view command) {
  std::string text = "- Commit:\n";
  if (!build.empty()) text += "\n```sh build\n" + std::string(build) + "\n```\n";
  return text + "\n```sh\n" + std::string(command) + "\n```\n";
}

/// What stands below the comment of a section; empty where prose is expected.
std::string skeleton(SectionKind kind) {
  switch (kind) {
    case SectionKind::raw_data_path:
      return "- Source:\n- Size:\n- Digest:\n- License:\n- Access:\n";
    case SectionKind::processing_code:
      return code_skeleton("", "<command-that-writes-the-processed-data>");
    case SectionKind::processing_path:
      return "| Split | Path | Samples | Digest |\n| --- | --- | --- | --- |\n"
             "| train |  |  |  |\n| test |  |  |  |\n";
    case SectionKind::optimization_code:
      return code_skeleton("<command-that-builds-or-remove-this-block>",
                           "<command-that-trains-and-writes-the-model>");
    case SectionKind::hyperparameters:
      return "| Name | Value |\n| --- | --- |\n"
             "| Batch size |  |\n| Optimizer |  |\n| Learning rate |  |\n| Epochs |  |\n"
             "| Seed |  |\n";
    case SectionKind::dynamics:
      return "- Training time:\n- Hardware:\n";
    case SectionKind::outputs:
      return "- Source:\n- Digest:\n";
    case SectionKind::targets:
      return "| Metric | Target | Split | Tolerance |\n| --- | --- | --- | --- |\n";
    case SectionKind::metrics_code:
      return code_skeleton("", "<command-that-measures-the-metrics>");
    case SectionKind::inference_code:
      return code_skeleton("", "<command-that-runs-the-model-on-a-sample>");
    case SectionKind::timing:
      return "| Measure | Value | Batch size | Hardware | Software |\n"
             "| --- | --- | --- | --- | --- |\n";
    case SectionKind::serialization:
      return "Not applicable.\n";
    default:
      return "";
  }
}

std::size_t depth_of(SectionKind kind) {
  std::size_t depth = 1;
  while (kind != SectionKind::root) {
    ++depth;
    kind = document::outline_row(kind).parent;
  }
  return depth;
}

constexpr std::string_view guide =
    "<!--\n"
    "Fill in each section. One that does not apply says so and why: \"Not applicable. The model "
    "is\n"
    "not deployed.\" `recipe new --pin` writes the commit, `recipe run --print` shows what would\n"
    "run. Commands find their folders in $RECIPE_RAW_DATA, $RECIPE_DATA, $RECIPE_MODEL and\n"
    "$RECIPE_OUTPUT, and append metrics to $RECIPE_METRICS.\n"
    "-->\n";

}  // namespace

std::string title_from(std::string_view name) {
  std::string title;
  for (const char c : trim(name)) title += c == '-' || c == '_' ? ' ' : c;
  if (!title.empty()) title.replace(0, 1, upper(title.substr(0, 1)));
  return title.empty() ? "Training recipe" : title;
}

bool is_skeleton_section(const document::Recipe& recipe, SectionKind kind) {
  static const document::Recipe skeleton =
      document::parse(SourceText("", recipe_template("Skeleton")));
  const document::Section* here = recipe.section(kind);
  const document::Section* there = skeleton.section(kind);
  return here != nullptr && there != nullptr &&
         trim(recipe.source.text(here->body)) == trim(skeleton.source.text(there->body));
}

std::string recipe_template(std::string_view title) {
  std::string text = "# " + std::string(title) + "\n\n" + std::string(guide);
  for (const OutlineRow& row : document::outline()) {
    text += "\n" + std::string(depth_of(row.kind), '#') + " " + std::string(row.name) + "\n";
    if (!row.hint.empty()) text += "\n<!-- " + std::string(row.hint) + " -->\n";
    if (const std::string fields = skeleton(row.kind); !fields.empty()) text += "\n" + fields;
  }
  return text;
}

}  // namespace recipe::author
