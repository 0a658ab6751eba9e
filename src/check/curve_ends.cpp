#include "check/curve_ends.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace recipe::check {
namespace {

enum Column { profile, run, step, epoch, seconds, split_name, metric_name, value };

/// The value of one run that counts, as far as it was read.
struct RunEnd {
  double at = 0;
  double value = 0;
};

bool replaces(const RunEnd& next, const RunEnd& known, document::Choice choice,
              Direction direction) {
  if (choice == document::Choice::last) return next.at >= known.at;
  return direction == Direction::higher ? next.value > known.value : next.value < known.value;
}

}  // namespace

std::string curves_path(std::string_view document) {
  const std::size_t slash = document.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash;
  const std::size_t dot = document.rfind('.');
  const bool has_ending = dot != std::string_view::npos && dot > name;
  return std::string(has_ending ? document.substr(0, dot) : document) + ".dynamics.csv";
}

std::vector<CurveEnd> curve_ends(std::string_view csv, const document::Target& target,
                                 Direction direction) {
  std::map<std::string, std::map<std::string, RunEnd>> runs_by_split;
  for (const std::string_view line : lines(csv)) {
    const auto cells = split(line, ',');
    if (cells.size() != Column::value + 1 || !cells[profile].empty()) continue;
    if (!same_metric(cells[metric_name], target.key)) continue;
    const auto number = parse_double(trim(cells[value]));
    auto at = parse_double(cells[step]);
    if (!at) at = parse_double(cells[epoch]);
    if (!number || !at) continue;
    const RunEnd next{*at, *number};
    const auto [known, is_new] =
        runs_by_split[std::string(cells[split_name])].try_emplace(std::string(cells[run]), next);
    if (!is_new && replaces(next, known->second, target.choice, direction)) known->second = next;
  }
  std::vector<CurveEnd> ends;
  for (const auto& [name, runs] : runs_by_split) {
    CurveEnd end{name, 0, runs.size()};
    for (const auto& [id, run_end] : runs) end.value += run_end.value;
    end.value /= static_cast<double>(runs.size());
    ends.push_back(std::move(end));
  }
  return ends;
}

}  // namespace recipe::check
