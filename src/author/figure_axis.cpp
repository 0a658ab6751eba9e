#include "author/figure_axis.h"

#include <algorithm>
#include <cmath>

#include "author/curve_table.h"
#include "base/text.h"

namespace recipe::author {
namespace {

constexpr std::size_t most_ticks = 6;
constexpr double log_span = 100;

}  // namespace

FigureAxis::FigureAxis(double least, double most, bool may_be_log)
    : begin_(least), end_(most), log_(may_be_log && least > 0 && most / least > log_span) {
  if (log_) {
    begin_ = std::log10(least);
    end_ = std::log10(most);
    const double first = std::ceil(begin_);
    const double last = std::floor(end_);
    const double each = std::max(1.0, std::ceil((last - first + 1) / most_ticks));
    for (double power = first; power <= last; power += each) {
      ticks_.push_back(std::pow(10, power));
    }
    return;
  }
  if (!(end_ > begin_)) {
    // One value: an axis around it.
    const double around = std::max(std::fabs(least) / 2, 1e-12);
    begin_ -= around;
    end_ += around;
  }
  ticks_ = round_steps(begin_, end_, most_ticks);
}

double FigureAxis::share_of(double value) const {
  const double place = log_ ? std::log10(value) : value;
  return std::clamp((place / 2 - begin_ / 2) / (end_ / 2 - begin_ / 2), 0.0, 1.0);
}

std::string tick_text(double value) {
  const double size = std::fabs(value);
  if (size >= 1e6 && size < 1e9) return rounded(value / 1e6, 6) + "M";
  if (size >= 1e4 && size < 1e6) return rounded(value / 1e3, 6) + "k";
  return rounded(value, 6);
}

}  // namespace recipe::author
