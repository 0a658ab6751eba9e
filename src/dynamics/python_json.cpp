#include "dynamics/python_json.h"

#include <limits>

#include "base/text.h"

namespace recipe::dynamics {

std::string with_quoted_non_finite(std::string_view text) {
  static constexpr std::string_view words[] = {"-Infinity", "Infinity", "-NaN", "NaN",
                                               "-inf",      "inf",      "-nan", "nan"};
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\' && i + 1 < text.size()) {
      out += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && std::string_view("-INin").find(text[i]) != std::string_view::npos) {
      bool replaced = false;
      for (const std::string_view word : words) {
        if (!text.substr(i).starts_with(word)) continue;
        out += '"' + lower(word) + '"';
        i += word.size() - 1;
        replaced = true;
        break;
      }
      if (replaced) continue;
    }
    out += text[i];
  }
  return out;
}

std::optional<double> non_finite_named(std::string_view word) {
  if (word == "nan" || word == "-nan") return std::numeric_limits<double>::quiet_NaN();
  if (word == "infinity" || word == "inf") return std::numeric_limits<double>::infinity();
  if (word == "-infinity" || word == "-inf") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

std::optional<double> number_in(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  return non_finite_named(value.get<std::string>());
}

std::optional<std::string> text_in(const Json& value) {
  constexpr std::size_t most_elements = 64;
  if (value.is_string()) return printable(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number_integer()) return to_line(value);
  if (value.is_number()) return shortest(value.get<double>());
  if (!value.is_array() || value.empty() || value.size() > most_elements) return std::nullopt;
  std::vector<std::string> parts;
  for (const Json& element : value) {
    if (element.is_structured()) return std::nullopt;
    const auto text = text_in(element);
    if (!text) return std::nullopt;
    parts.push_back(*text);
  }
  return join(parts, ", ");
}

}  // namespace recipe::dynamics
