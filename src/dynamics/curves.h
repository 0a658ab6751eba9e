#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/series.h"

namespace recipe::dynamics {

/// `<stem>.dynamics.csv`: the reference curves, columns
/// `profile,run,step,epoch,seconds,split,metric,value`.
class Curves {
 public:
  /// Lines that have not eight columns are dropped.
  static Curves parse(std::string_view text);
  /// Replaces the curves of one run; facts, which have no step, are no curves.
  void update(const std::string& profile, std::uint64_t run, const MetricLog& log);
  std::string to_text() const;

  struct Run {
    std::string name;
    MetricLog metrics;
  };
  /// The runs of a profile in the order of the file. Rows with no value or neither step nor epoch
  /// are left out.
  std::vector<Run> runs(std::string_view profile) const;

 private:
  struct Row {
    std::string profile;
    std::string run;
    std::string rest;  ///< from the step on, as CSV
  };
  std::vector<Row> rows_;
};

}  // namespace recipe::dynamics
