#include "base/hyperparameter.h"

#include <string>

#include "base/text.h"

namespace recipe {
namespace {

constexpr KnownHyperparameter known_hyperparameters[] = {
#define HYPERPARAMETER(key, name, document, code) {#key, name, document, code},
#include "base/hyperparameters.def"
#undef HYPERPARAMETER
};

bool lists(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    if (names.substr(0, bar) == name) return true;
    names = bar == std::string_view::npos ? "" : names.substr(bar + 1);
  }
  return false;
}

}  // namespace

const KnownHyperparameter* hyperparameter_in_text(std::string_view name) {
  const std::string plain = folded(name);
  for (const KnownHyperparameter& known : known_hyperparameters) {
    if (lists(known.document, plain)) return &known;
  }
  return nullptr;
}

const KnownHyperparameter* hyperparameter_in_code(std::string_view name) {
  for (const KnownHyperparameter& known : known_hyperparameters) {
    if (is_called(known, name)) return &known;
  }
  return nullptr;
}

bool is_called(const KnownHyperparameter& known, std::string_view name_in_code) {
  const std::size_t dot = name_in_code.rfind('.');
  if (dot != std::string_view::npos) name_in_code.remove_prefix(dot + 1);
  return lists(known.code, folded(name_in_code));
}

}  // namespace recipe
