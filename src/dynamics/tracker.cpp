#include "dynamics/tracker.h"

#include <algorithm>
#include <cmath>

namespace recipe::dynamics {
namespace {

constexpr std::size_t fewest_judged = 4;
constexpr std::size_t fewest_for_certainty = 5;
constexpr double share_of_training_to_be_back = 0.1;

double sign_of(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

}  // namespace

std::string_view to_string(TrackState state) {
  switch (state) {
    case TrackState::not_enough_yet:
      return "not enough yet";
    case TrackState::on_track:
      return "on track";
    case TrackState::ahead:
      return "ahead";
    case TrackState::behind:
      return "behind";
    case TrackState::diverged:
      return "diverged";
    case TrackState::suspect_ahead:
      return "suspect: ahead";
    case TrackState::suspect_behind:
      return "suspect: behind";
    case TrackState::suspect_diverged:
      return "suspect: diverged";
    case TrackState::back_on_track:
      return "back on track";
    case TrackState::not_comparable:
      return "not comparable";
  }
  return "";
}

TrackState overall(std::span<const TrackState> metrics) {
  for (const TrackState state :
       {TrackState::diverged, TrackState::behind, TrackState::ahead, TrackState::suspect_diverged,
        TrackState::suspect_behind, TrackState::suspect_ahead, TrackState::back_on_track,
        TrackState::on_track, TrackState::not_enough_yet, TrackState::not_comparable}) {
    if (std::find(metrics.begin(), metrics.end(), state) != metrics.end()) return state;
  }
  return TrackState::not_enough_yet;
}

Tracker::Tracker(const ReferenceModel& model, Channel channel)
    : Tracker(model, channel, Thresholds::basic(model.reference_count())) {}

Tracker::Tracker(const Detector& detector, Channel channel)
    : Tracker(detector.model, channel, detector.thresholds) {
  spread_ = &detector.spread;
}

Tracker::Tracker(const ReferenceModel& model, Channel channel, const Thresholds& thresholds)
    : model_(&model),
      thresholds_(thresholds),
      bad_allowed_(channel == Channel::training_loss ? 1 : 0) {}

TrackState Tracker::add(double x, double value) {
  if (!std::isfinite(x)) return state();
  check_finite(x, value);
  const bool may_be_percent = model_->metric().bounds == Bounds::fraction;
  if (may_be_percent && !in_percent_ && is_percent(value)) read_as_percent();
  const double scaled = model_->scale().to_scale(in_percent_ ? value / 100 : value);
  if (model_->grid().dense) {
    add_to_interval(x, scaled);
  } else {
    add_to_places(x, scaled);
  }
  return state();
}

TrackState Tracker::finish() {
  if (model_->grid().dense) {
    judge_interval();
    return state();
  }
  const std::vector<Bin>& bins = model_->bins();
  for (; has_last_ && next_ < bins.size(); ++next_) {
    if (!is_near_end(bins[next_].x - last_.x, model_->grid().spacing)) break;
    judge(next_, last_.value, 1);
  }
  return state();
}

TrackState Tracker::state() const {
  const bool certain = model_->reference_count() >= fewest_for_certainty;
  if (has_diverged_) {
    const bool known = certain || alarm_->statistic == Statistic::not_finite;
    return known ? TrackState::diverged : TrackState::suspect_diverged;
  }
  if (is_back_) return TrackState::back_on_track;
  if (alarm_) {
    if (alarm_->course == Course::ahead) {
      return certain ? TrackState::ahead : TrackState::suspect_ahead;
    }
    return certain ? TrackState::behind : TrackState::suspect_behind;
  }
  return statistics_.count() < fewest_judged ? TrackState::not_enough_yet : TrackState::on_track;
}

double Tracker::judged_value() const { return shown(judged_y_); }

double Tracker::shown(double scaled) const {
  return model_->scale().from_scale(scaled) * (in_percent_ ? 100 : 1);
}

std::optional<Projection> Tracker::projection() const {
  if (spread_ == nullptr) return std::nullopt;
  std::optional<Projection> projection = projector_.projection(*spread_);
  if (!projection || !in_percent_) return projection;
  projection->value *= 100;
  projection->low *= 100;
  projection->high *= 100;
  return projection;
}

/// What was read as shares so far was percent: those bins were misjudged.
void Tracker::read_as_percent() {
  const std::size_t judged = next_;
  Tracker fresh(*model_, bad_allowed_ > 0 ? Channel::training_loss : Channel::evaluation,
                thresholds_);
  fresh.spread_ = spread_;
  fresh.next_ = judged;
  fresh.in_percent_ = true;
  if (alarm_ && alarm_->statistic == Statistic::not_finite) {
    fresh.alarm_ = alarm_;
    fresh.has_diverged_ = true;
  }
  *this = fresh;
}

void Tracker::check_finite(double x, double value) {
  if (std::isfinite(value)) {
    bad_in_a_row_ = 0;
    return;
  }
  ++bad_in_a_row_;
  if (bad_in_a_row_ <= bad_allowed_ || has_diverged_) return;
  has_diverged_ = true;
  alarm_ = Alarm{};
  alarm_->statistic = Statistic::not_finite;
  alarm_->x = alarm_->since_x = x;
  alarm_->value = alarm_->expected = value;
  alarm_->references = model_->reference_count();
}

void Tracker::add_to_interval(double x, double scaled) {
  if (x <= 0 || x > model_->end()) return;
  const std::size_t interval = model_->grid().interval_of(x);
  if (interval < next_) return;
  if (interval > next_) {
    judge_interval();
    next_ = interval;
  }
  sum_ += scaled;
  count_ += 1;
}

void Tracker::judge_interval() {
  if (count_ <= 0) return;
  judge(next_, sum_ / count_, count_);
  ++next_;
  sum_ = count_ = 0;
}

void Tracker::add_to_places(double x, double scaled) {
  const std::vector<Bin>& bins = model_->bins();
  const double spacing = model_->grid().spacing;
  for (; next_ < bins.size() && bins[next_].x <= x; ++next_) {
    const double place = bins[next_].x;
    if (!has_last_ || last_.x > place) {
      if (is_near_end(x - place, spacing)) judge(next_, scaled, 1);
      continue;
    }
    const double y = between(last_, {x, scaled}, place, spacing);
    if (std::isfinite(y)) judge(next_, y, 1);
  }
  last_ = {x, scaled};
  has_last_ = true;
}

void Tracker::judge(std::size_t at, double y, double count) {
  const Bin& bin = model_->bins()[at];
  if (!bin.monitored || !std::isfinite(bin.mean) || !model_->can_judge()) return;
  const auto [edge, z] = model_->deviation(at, y, count);
  if (!std::isfinite(z)) return;
  z_ = z;
  judged_x_ = bin.x;
  judged_y_ = y;
  if (z_ != 0) {
    outside_y_ = y;
    outside_edge_ = edge;
    outside_z_ = z_;
  }
  statistics_.add(z_);
  if (spread_ != nullptr) projector_.add(*spread_, at, y);
  if (model_->scale().kind() == ScaleKind::logarithm && model_->scale().worse() > 0) {
    divergence_.add(y, bin.mean);
  }
  look_for_alarm(bin.x);
  look_for_return(bin.x);
}

void Tracker::look_for_alarm(double x) {
  const double smoothed_sign = sign_of(statistics_.smoothed());
  if (smoothed_sign != last_smoothed_sign_) smoothed_since_ = x;
  last_smoothed_sign_ = smoothed_sign;
  const double sum_sign = sign_of(statistics_.sum());
  if (sum_sign != last_sum_sign_) sum_since_ = x;
  last_sum_sign_ = sum_sign;

  const auto crossing = statistics_.crossing(thresholds_);
  if (crossing && (!alarm_ || (is_back_ && crossing->statistic != Statistic::cumulative))) {
    Alarm alarm;
    alarm.course = crossing->level > 0 ? Course::behind : Course::ahead;
    alarm.statistic = crossing->statistic;
    alarm.level = crossing->level;
    alarm.threshold = crossing->threshold;
    alarm.x = x;
    alarm.since_x = crossing->statistic == Statistic::cumulative ? sum_since_ : smoothed_since_;
    alarm.value = shown(outside_y_);
    alarm.expected = shown(outside_edge_);
    alarm.z = outside_z_;
    alarm.references = model_->reference_count();
    alarm_ = alarm;
    is_back_ = is_quiet_ = false;
  }
  if (alarm_ && !is_back_ && alarm_->course == Course::behind && divergence_.rose()) {
    has_diverged_ = true;
  }
}

void Tracker::look_for_return(double x) {
  if (!alarm_ || is_back_ || has_diverged_) return;
  if (std::fabs(statistics_.smoothed()) >= thresholds_.smoothed / 2) {
    is_quiet_ = false;
    return;
  }
  if (!is_quiet_) {
    is_quiet_ = true;
    quiet_since_ = x;
  }
  is_back_ = x - quiet_since_ >= share_of_training_to_be_back * model_->end() - 1e-12;
}

}  // namespace recipe::dynamics
