#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "dynamics/detector.h"
#include "dynamics/divergence.h"
#include "dynamics/projection.h"
#include "dynamics/reference_model.h"
#include "dynamics/running_statistics.h"

namespace recipe::dynamics {

/// The `suspect` states are those of an alarm with fewer than five references, which ends nothing.
enum class TrackState {
  not_enough_yet,
  on_track,
  ahead,
  behind,
  diverged,
  suspect_ahead,
  suspect_behind,
  suspect_diverged,
  back_on_track,
  not_comparable,
};
std::string_view to_string(TrackState state);

/// Of a run's metrics the state that matters most: an alarm, the gravest first, before a suspicion,
/// before all else. `not_enough_yet` without metrics.
TrackState overall(std::span<const TrackState> metrics);

/// What a metric is measured on: one non-finite value of an evaluation is divergence, of training
/// two in a row.
enum class Channel { training_loss, evaluation };

enum class Course { ahead, behind };

/// Where a metric left its references. Values are in the run's own unit, percent if it logs
/// percent.
struct Alarm {
  Course course = Course::behind;
  Statistic statistic = Statistic::smoothed;
  double level = 0;      ///< of the statistic, 0 where a value was not finite
  double threshold = 0;  ///< it reached
  double x = 0;          ///< where that was
  double since_x = 0;    ///< first bin of the excursion that led to it
  double value = 0;      ///< of the last bin outside of the tube
  double expected = 0;   ///< nearest value of the tube there
  double z = 0;          ///< the deviation over its standard deviation
  std::size_t references = 0;

  double off_by() const { return value - expected; }
};

/// Compares one metric of a run with its references, point by point, in constant space.
class Tracker {
 public:
  /// The model must outlive the tracker; the thresholds are the basic ones.
  explicit Tracker(const ReferenceModel& model, Channel channel = Channel::evaluation);
  /// The detector must outlive the tracker.
  explicit Tracker(const Detector& detector, Channel channel = Channel::evaluation);

  /// A point at a place on the axis of the references. What lies before the last bin judged, as
  /// after a restart from a checkpoint, was already counted and changes nothing.
  TrackState add(double x, double value);
  /// The run has ended: judges what the last points fill.
  TrackState finish();

  TrackState state() const;
  /// The latest alarm; stays when the run comes back.
  const std::optional<Alarm>& alarm() const { return alarm_; }
  const RunningStatistics& statistics() const { return statistics_; }
  /// The last bin judged: its x (0 if there is none), the run's value there and its deviation.
  double judged_x() const { return judged_x_; }
  double judged_value() const;
  double z() const { return z_; }
  /// Of the final value, for a tracker with a detector.
  std::optional<Projection> projection() const;
  /// Values turned out to be in percent of what the references, seen as shares, say.
  bool in_percent() const { return in_percent_; }
  const ReferenceModel& model() const { return *model_; }

 private:
  Tracker(const ReferenceModel& model, Channel channel, const Thresholds& thresholds);
  void add_to_interval(double x, double scaled);
  void add_to_places(double x, double scaled);
  void judge_interval();
  void judge(std::size_t bin, double y, double count);
  void look_for_alarm(double x);
  void look_for_return(double x);
  void read_as_percent();
  void check_finite(double x, double value);
  double shown(double scaled) const;

  const ReferenceModel* model_;
  Thresholds thresholds_;
  RunningStatistics statistics_;
  Divergence divergence_;
  const ReferenceModel* spread_ = nullptr;
  Projector projector_;
  std::optional<Alarm> alarm_;

  std::size_t next_ = 0;  ///< first bin that was not judged
  double sum_ = 0;        ///< of the points in the open interval
  double count_ = 0;
  Placed last_;
  bool has_last_ = false;

  double judged_x_ = 0;
  double judged_y_ = 0;
  double z_ = 0;
  double outside_y_ = 0;  ///< of the last bin outside of the tube, with its edge and deviation
  double outside_edge_ = 0;
  double outside_z_ = 0;
  double smoothed_since_ = 0;
  double sum_since_ = 0;
  double last_sum_sign_ = 0;
  double last_smoothed_sign_ = 0;
  double quiet_since_ = 0;
  bool is_quiet_ = false;
  bool is_back_ = false;
  bool has_diverged_ = false;
  bool in_percent_ = false;
  unsigned bad_in_a_row_ = 0;
  unsigned bad_allowed_ = 0;
};

}  // namespace recipe::dynamics
