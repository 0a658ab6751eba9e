#include "author/curve_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "author/final_values.h"
#include "author/markdown_text.h"
#include "base/statistics.h"
#include "base/text.h"

namespace recipe::author {
namespace {

constexpr std::size_t most_rows = 10;
constexpr std::size_t most_columns = 5;
constexpr std::size_t most_shown_curves = 64;

using Points = std::vector<std::pair<double, double>>;

std::optional<double> place_of(const dynamics::Point& point, bool by_epoch) {
  const std::optional<double>& place = by_epoch ? point.epoch : point.step;
  return place && std::isfinite(*place) ? place : std::nullopt;
}

/// What all series of all runs say of their steps and epochs.
struct AxisCount {
  std::size_t steps = 0;
  std::size_t epochs = 0;
  bool whole_epochs = true;

  void add(const dynamics::Series& series) {
    const auto all = [&](bool by_epoch) {
      return std::all_of(series.points.begin(), series.points.end(),
                         [&](const auto& point) { return place_of(point, by_epoch).has_value(); });
    };
    if (series.points.size() < 2) return;
    if (all(false)) ++steps;
    if (!all(true)) return;
    ++epochs;
    for (const dynamics::Point& point : series.points) {
      whole_epochs = whole_epochs && *point.epoch == std::trunc(*point.epoch);
    }
  }

  bool by_epoch() const {
    return epochs > steps || (epochs == steps && epochs > 0 && whole_epochs);
  }
};

Points points_of(const dynamics::Series& series, bool by_epoch) {
  Points points;
  bool sorted = true;
  for (const dynamics::Point& point : series.points) {
    const auto place = place_of(point, by_epoch);
    if (!place) return {};
    if (!std::isfinite(point.value)) continue;
    sorted = sorted && (points.empty() || points.back().first < *place);
    points.emplace_back(*place, point.value);
  }
  if (sorted) return points;
  std::stable_sort(points.begin(), points.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Points last;
  for (const auto& point : points) {
    if (!last.empty() && last.back().first == point.first) last.pop_back();
    last.push_back(point);
  }
  return last;
}

/// First what was trained for, then what was measured on other data, then the rest.
std::pair<int, std::ptrdiff_t> importance(const Curve& curve) {
  const Metric* known = find_metric(curve.metric);
  const int rank = split_rank(curve.split);
  if (known == nullptr || is_timing(*known)) return {20 + rank, 0};
  const bool training_loss = known->key == "loss" && rank >= 2;
  return {training_loss ? -1 : rank, known - metrics().data()};
}

std::string column_text(const Curve& curve) {
  const std::string name =
      one_line(curve.split.empty() ? curve.metric : curve.metric + " (" + curve.split + ")");
  return fits(name, Place::cell) ? inline_text(name, Place::cell) : "";
}

/// The last value at or before `at`, but behind `after`.
std::optional<double> value_at(const Points& points, double after, double at) {
  auto found =
      std::upper_bound(points.begin(), points.end(), at,
                       [](double wanted, const auto& point) { return wanted < point.first; });
  if (found == points.begin()) return std::nullopt;
  --found;
  if (found->first <= after && after < at) return std::nullopt;
  return found->second;
}

std::string cell_at(const Curve& curve, double after, double at) {
  std::vector<double> values;
  for (const Points& points : curve.runs) {
    if (const auto value = value_at(points, after, at)) values.push_back(*value);
  }
  if (values.empty()) return "";
  const std::string text = rounded(mean(values), 4);
  const auto spread = standard_deviation(values);
  return spread ? text + " \u00b1 " + rounded(*spread, 2) : text;
}

/// The steps at which rows stand: of those that were written, the ones nearest to round ones. The
/// sparsest curve decides, so that its cells are full.
std::vector<double> row_places(const std::vector<Curve>& curves) {
  const Points* sparsest = nullptr;
  double begin = 0;
  double end = 0;
  bool any = false;
  for (const Curve& curve : curves) {
    for (const Points& points : curve.runs) {
      if (points.empty()) continue;
      begin = any ? std::min(begin, points.front().first) : points.front().first;
      end = any ? std::max(end, points.back().first) : points.back().first;
      any = true;
      if (points.size() > 1 && (sparsest == nullptr || points.size() < sparsest->size())) {
        sparsest = &points;
      }
    }
  }
  if (!any || sparsest == nullptr) return {};
  std::set<double> places = {begin, end};
  if (sparsest->size() + 2 <= most_rows) {
    for (const auto& point : *sparsest) places.insert(point.first);
    return {places.begin(), places.end()};
  }
  for (const double wanted : round_steps(begin, end, most_rows - 2)) {
    const auto nearest =
        std::min_element(sparsest->begin(), sparsest->end(), [&](const auto& a, const auto& b) {
          return std::fabs(a.first - wanted) < std::fabs(b.first - wanted);
        });
    places.insert(nearest->first);
  }
  return {places.begin(), places.end()};
}

}  // namespace

Curves curves_of(const std::vector<ObservedRun>& runs) {
  AxisCount count;
  for (const ObservedRun& run : runs) {
    for (const auto& [key, series] : run.metrics.all()) count.add(series);
  }
  Curves made;
  made.by_epoch = count.by_epoch();
  std::map<std::pair<std::string, std::string>, Curve> by_key;
  for (const ObservedRun& run : runs) {
    for (const auto& [key, series] : run.metrics.all()) {
      if (series.is_fact()) continue;
      Points points = points_of(series, made.by_epoch);
      if (points.size() < 2) continue;
      Curve& curve = by_key[key];
      curve.split = key.first;
      curve.metric = key.second;
      curve.runs.push_back(std::move(points));
    }
  }
  for (auto& [key, curve] : by_key) made.curves.push_back(std::move(curve));
  std::stable_sort(made.curves.begin(), made.curves.end(),
                   [](const Curve& a, const Curve& b) { return importance(a) < importance(b); });
  if (made.curves.size() > most_shown_curves) made.curves.resize(most_shown_curves);
  return made;
}

std::vector<double> round_steps(double first, double last, std::size_t most) {
  std::vector<double> steps;
  const double range = last - first;
  if (!(range > 0) || !std::isfinite(range) || most == 0) return steps;
  double distance = std::pow(10.0, std::floor(std::log10(range / static_cast<double>(most))));
  // 1, 2, 5, 10, 20, ... times a power of ten; at the third the range is surely covered.
  for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
    const double each = distance * factor;
    const double begin = std::ceil(first / each);
    const double end = std::floor(last / each);
    if (end - begin + 1 > static_cast<double>(most)) continue;
    for (double i = begin; i <= end; ++i) {
      // 0.6, not the product of 3 and 0.2.
      steps.push_back(parse_double(rounded(i * each, 12)).value_or(i * each));
    }
    break;
  }
  return steps;
}

std::vector<std::vector<std::string>> curve_table(const Curves& all) {
  std::vector<Curve> curves;
  std::vector<std::string> head = {all.by_epoch ? "Epoch" : "Step"};
  for (const Curve& curve : all.curves) {
    const std::string name = column_text(curve);
    if (name.empty() || curves.size() == most_columns) continue;
    curves.push_back(curve);
    head.push_back(name);
  }
  const std::vector<double> places = row_places(curves);
  if (places.empty()) return {};
  std::vector<std::vector<std::string>> rows = {head};
  double after = -INFINITY;
  for (const double place : places) {
    std::vector<std::string> row = {rounded(place, 12)};
    for (const Curve& curve : curves) row.push_back(cell_at(curve, after, place));
    rows.push_back(std::move(row));
    after = place;
  }
  return rows;
}

}  // namespace recipe::author
