#include <algorithm>
#include <set>

#include "base/text.h"
#include "record/loaded_packages.h"
#include "record/package_texts.h"

namespace recipe::record {
namespace {

/// Python packages on whose version numbers depend, also where others bring them; compared names.
constexpr std::string_view computing_packages[] = {
    "accelerate",     "apex",          "catboost",    "chainer",
    "cupy",           "datasets",      "deepspeed",   "diffusers",
    "fairseq",        "fastai",        "flash-attn",  "flax",
    "gymnasium",      "jax",           "jaxlib",      "keras",
    "lightgbm",       "lightning",     "mxnet",       "numba",
    "numpy",          "onnx",          "onnxruntime", "opencv-python",
    "optax",          "paddlepaddle",  "pandas",      "peft",
    "pillow",         "pytorch",       "polars",      "scikit-learn",
    "scipy",          "sentencepiece", "tensorflow",  "tensorflow-cpu",
    "tensorflow-gpu", "timm",          "tokenizers",  "torch",
    "torchaudio",     "torchtext",     "torchvision", "transformers",
    "triton",         "xformers",      "xgboost",     "pytorch-lightning"};

/// They install others.
constexpr std::string_view installing_packages[] = {"pip",           "setuptools", "wheel",
                                                    "pkg-resources", "distribute", "virtualenv"};

template <std::size_t N>
bool is_listed(const std::string& name, const std::string_view (&list)[N]) {
  const std::string compared = compared_name(name);
  return std::find(std::begin(list), std::end(list), compared) != std::end(list);
}

/// Debian packages by what they hold.
struct Holders {
  std::set<std::string> computing;
  std::set<std::string> installing;
};

bool is_worth_writing(const LoadedPackage& package, const Holders& holders) {
  if (package.kind == "debian") {
    if (package.standard || holders.installing.count(package.name) > 0) return false;
    return !package.needed || holders.computing.count(package.name) > 0;
  }
  if (!package.held_by.empty()) return false;  // the Debian package stands for it
  if (is_listed(package.name, installing_packages)) return false;
  return !package.needed || is_listed(package.name, computing_packages);
}

}  // namespace

std::vector<LoadedPackage> essential(const std::vector<LoadedPackage>& packages) {
  Holders holders;
  for (const LoadedPackage& package : packages) {
    if (package.held_by.empty()) continue;
    if (is_listed(package.name, computing_packages)) holders.computing.insert(package.held_by);
    if (is_listed(package.name, installing_packages)) holders.installing.insert(package.held_by);
  }
  std::vector<LoadedPackage> chosen;
  for (const LoadedPackage& package : packages) {
    if (is_worth_writing(package, holders)) chosen.push_back(package);
  }
  return chosen;
}

}  // namespace recipe::record
