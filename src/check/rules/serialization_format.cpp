#include "check/recipe_sections.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::SectionKind;

constexpr std::string_view formats =
    "format*|onnx|torchscript|savedmodel|saved model|tflite|tensorflow lite|tensorrt|safetensors|"
    "gguf|ggml|core ml|coreml|openvino|pmml|protobuf|flatbuffer*|pickle*|pth|pt|pb|h5|hdf5|jit|"
    "executorch|npz|joblib|mar|ncnn|tfjs";

void check_format(Study& study, Judge& judge) {
  const document::Recipe& recipe = study.recipe;
  if (!recipe.has_outline()) return;
  const auto sections = applying(recipe, SectionKind::serialization);
  if (sections.empty()) return;
  if (section_mentions(recipe, SectionKind::serialization, formats)) return judge.holds();
  judge.untrue(sections.front()->heading,
               "nothing says in which format the model is deployed, such as ONNX with its opset");
}

}  // namespace

constexpr Rule rules::serialization_format = {
    .name = "serialization-format",
    .code = "RC151",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a Serialization section of a recipe that names no format",
    .document =
        "Looks in Serialization for the name of a format or the word itself. A section that does "
        "not apply is left alone.",
    .bad = "### Serialization\n\nRun `convert.py`.\n",
    .good = "### Serialization\n\n`convert.py` writes ONNX, opset 17.\n",
    .check = check_format,
};

}  // namespace recipe::check
