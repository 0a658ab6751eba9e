#include "confusion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace digits {
namespace {

constexpr int cell = 36;
constexpr int margin = 48;

/// A `<text>` centred on the point.
std::string label_at(int x, int y, const std::string& text, const std::string& attributes = "") {
  return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" + attributes +
         ">" + text + "</text>\n";
}

/// White at 0, the full colour at 1; small shares are lifted so that one error shows.
std::string shade(double share, std::array<int, 3> colour) {
  std::string text = "rgb(";
  for (std::size_t i = 0; i < 3; ++i) {
    const double channel = 255 - std::sqrt(share) * (255 - colour[i]);
    text += std::to_string(static_cast<int>(std::lround(channel))) + (i < 2 ? "," : ")");
  }
  return text;
}

}  // namespace

void Confusion::add(int label, int prediction) { ++counts_.at(label).at(prediction); }

int Confusion::count(int label, int prediction) const { return counts_.at(label).at(prediction); }

int Confusion::row_total(int label) const {
  const auto& row = counts_.at(label);
  return std::accumulate(row.begin(), row.end(), 0);
}

double Confusion::top1() const {
  int right = 0;
  int total = 0;
  for (int label = 0; label < class_count; ++label) {
    right += count(label, label);
    total += row_total(label);
  }
  return total == 0 ? 0 : static_cast<double>(right) / total;
}

std::string Confusion::csv() const {
  std::string text = "digit";
  for (int label = 0; label < class_count; ++label) text.append(",").append(std::to_string(label));
  text += "\n";
  for (int label = 0; label < class_count; ++label) {
    text += std::to_string(label);
    for (const int count : counts_.at(label)) text.append(",").append(std::to_string(count));
    text += "\n";
  }
  return text;
}

std::string Confusion::svg() const {
  const int side = margin + class_count * cell + 12;
  const std::string size = std::to_string(side);
  const int middle = margin + class_count * cell / 2;
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
                    "\" width=\"" + size + "\" height=\"" + size +
                    "\" font-family=\"sans-serif\" font-size=\"13\" text-anchor=\"middle\" "
                    "dominant-baseline=\"central\">\n"
                    "<title>Confusion matrix</title>\n"
                    "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  svg += label_at(middle, 14, "predicted digit");
  svg +=
      label_at(14, middle, "digit", " transform=\"rotate(-90 14 " + std::to_string(middle) + ")\"");
  for (int label = 0; label < class_count; ++label) {
    const int place = margin + label * cell + cell / 2;
    svg += label_at(place, margin - 14, std::to_string(label), " fill=\"#555\"");
    svg += label_at(margin - 14, place, std::to_string(label), " fill=\"#555\"");
  }
  for (int label = 0; label < class_count; ++label) {
    const double total = std::max(row_total(label), 1);
    for (int prediction = 0; prediction < class_count; ++prediction) {
      const int x = margin + prediction * cell;
      const int y = margin + label * cell;
      const int hits = count(label, prediction);
      const std::array<int, 3> colour =
          label == prediction ? std::array{64, 160, 112} : std::array{230, 110, 20};
      svg += "<rect x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" width=\"" +
             std::to_string(cell) + "\" height=\"" + std::to_string(cell) + "\" fill=\"" +
             shade(hits / total, colour) + "\" stroke=\"#ddd\"/>\n";
      if (hits > 0) svg += label_at(x + cell / 2, y + cell / 2, std::to_string(hits));
    }
  }
  return svg + "</svg>\n";
}

}  // namespace digits
