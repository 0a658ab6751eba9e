#include "cli/progress.h"

#include <algorithm>

#include "base/metric.h"
#include "base/quantity.h"
#include "base/text.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

using record::State;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t stage_width = 15;
constexpr std::size_t most_shown_metrics = 4;

std::string state_name(State state) {
  switch (state) {
    case State::up_to_date:
      return "up to date";
    case State::from_training:
      return "taken from training";
    case State::not_applicable:
      return "not applicable";
    case State::nothing:
      return "nothing to do";
    default:
      return std::string(to_string(state));
  }
}

Style style_of_state(State state) {
  switch (state) {
    case State::ran:
    case State::up_to_date:
    case State::given:
      return Style::green;
    case State::failed:
    case State::interrupted:
      return Style::red;
    case State::manual:
      return Style::yellow;
    default:
      return Style::dim;
  }
}

/// What both ways of showing have in common: the lines that stay.
class Progress : public run::Observer {
 public:
  Progress(Terminal& terminal, os::Clock& clock)
      : terminal_(terminal), clock_(clock), begin_(clock.steady()) {}

  void stage_begins(const run::PlannedStage& stage, std::optional<double> stated) override {
    name_ = std::string(document::to_string(stage.stage));
    stated_ = stated;
    begin_ = clock_.steady();
    began(stage);
  }

  void stage_ends(const record::StageRecord& stage, const std::vector<std::string>& tail) override {
    if (stage.state == State::failed || stage.state == State::interrupted) print_tail(tail);
    std::string text = ending_of(stage, stage.stage == name_ ? stated_ : std::nullopt);
    const std::string metrics = latest_metrics(stage.metrics);
    if (!metrics.empty()) text += "; " + metrics;
    const std::size_t colon = text.find_first_of(",:;");
    const Colour colour = err_colour(terminal_);
    print(stage.stage, styled(colour, style_of_state(stage.state), text.substr(0, colon)) +
                           (colon == std::string::npos ? "" : text.substr(colon)));
    const bool went_wrong = stage.state == State::failed || stage.state == State::interrupted;
    if (went_wrong && !stage.log.empty()) print("", "its whole output: " + one_line(stage.log));
  }

  void note(const std::string& text) override { print("note", one_line(text)); }

 protected:
  virtual void began(const run::PlannedStage& stage) = 0;
  /// Takes away what does not stay.
  virtual void clear() {}

  void print(std::string_view stage, std::string_view text) {
    clear();
    std::string name(stage);
    if (name.size() < stage_width) name.resize(stage_width, ' ');
    terminal_.err(styled(err_colour(terminal_), Style::bold, name) + std::string(text) + "\n");
  }

  double elapsed() const { return Seconds(clock_.steady() - begin_).count(); }
  const std::string& name() const { return name_; }
  std::optional<double> stated() const { return stated_; }
  Terminal& terminal() { return terminal_; }

 private:
  void print_tail(const std::vector<std::string>& tail) {
    clear();
    for (const std::string& line : tail) terminal_.err("  | " + one_line(line) + "\n");
  }

  Terminal& terminal_;
  os::Clock& clock_;
  std::string name_ = "code";  // until the first stage: it is checked out
  std::optional<double> stated_;
  std::chrono::steady_clock::time_point begin_;
};

/// Plain lines; of a long stage one from time to time, ever more rarely.
class PlainProgress : public Progress {
 public:
  using Progress::Progress;

  void doing(const std::string& what) override {
    doing_ = one_line(what);
    if (!doing_.empty()) print(name(), doing_);
  }

  void progress(const std::string& what) override {
    if (elapsed() < next_progress_) return;
    print(name(), one_line(what));
    silence_ = std::min(silence_ * 2, longest_silence);
    next_progress_ = elapsed() + silence_;
  }

  void tick(const dynamics::MetricLog& metrics) override {
    if (elapsed() < next_) return;
    const std::string latest = latest_metrics(metrics);
    print(name(), elapsed_text(elapsed(), stated()) + (doing_.empty() ? "" : ", " + doing_) +
                      (latest.empty() ? "" : ": " + latest));
    next_ = std::min(next_ * 2, next_ + longest_silence);
  }

 protected:
  void began(const run::PlannedStage& stage) override {
    next_ = first_line;
    next_progress_ = silence_ = first_progress;
    doing_.clear();
    std::string text = one_line(stage.reason);
    if (stated()) text += "; the recipe states " + format_duration(*stated());
    print(name(), text);
  }

 private:
  static constexpr double first_line = 10;  // seconds
  static constexpr double longest_silence = 600;
  static constexpr double first_progress = 3;
  double next_ = first_line;
  double next_progress_ = first_progress;
  double silence_ = first_progress;
  std::string doing_;
};

/// One line that is redrawn a few times a second.
class LiveProgress : public Progress {
 public:
  using Progress::Progress;
  ~LiveProgress() override { clear(); }

  void doing(const std::string& what) override {
    doing_ = one_line(what);
    draw("");
  }

  void progress(const std::string& what) override {
    doing_ = one_line(what);
    if (drawn_ && elapsed() - last_drawn_ < redraw_after) return;
    draw("");
  }

  void tick(const dynamics::MetricLog& metrics) override {
    if (drawn_ && elapsed() - last_drawn_ < redraw_after) return;
    draw(latest_metrics(metrics));
  }

 protected:
  void began(const run::PlannedStage&) override {
    doing_.clear();
    draw("");
  }

  void clear() override {
    if (drawn_) terminal().err("\r\x1b[K");
    drawn_ = false;
  }

 private:
  void draw(const std::string& latest) {
    std::string text = name();
    text.resize(std::max(text.size() + 1, stage_width), ' ');
    text += elapsed_text(elapsed(), stated());
    if (!doing_.empty()) text += ", " + doing_;
    if (!latest.empty()) text += ": " + latest;
    const auto width = static_cast<std::size_t>(terminal().width());
    terminal().err("\r" + cut(text, width - 1) + "\x1b[K");
    drawn_ = true;
    last_drawn_ = elapsed();
  }

  static constexpr double redraw_after = 0.2;  // seconds
  bool drawn_ = false;
  double last_drawn_ = 0;
  std::string doing_;
};

/// Puts a label in front of each line.
class LabelledTerminal : public Terminal {
 public:
  LabelledTerminal(Terminal& to, std::mutex& speaking, std::string label)
      : to_(to), speaking_(speaking), label_(std::move(label)) {}

  void out(std::string_view text) override { to_.out(text); }
  void err(std::string_view text) override {
    const std::lock_guard<std::mutex> alone(speaking_);
    to_.err(label_ + std::string(text));
  }
  bool out_is_live() const override { return to_.out_is_live(); }
  bool err_is_live() const override { return to_.err_is_live(); }
  bool out_has_colour() const override { return to_.out_has_colour(); }
  bool err_has_colour() const override { return to_.err_has_colour(); }
  int width() const override { return to_.width(); }
  std::optional<std::string> ask(std::string_view question) override { return to_.ask(question); }
  std::optional<std::string> failure() const override { return to_.failure(); }

 private:
  Terminal& to_;
  std::mutex& speaking_;
  std::string label_;
};

/// Owns the terminal that it speaks on.
class LabelledProgress : private LabelledTerminal, public PlainProgress {
 public:
  LabelledProgress(Terminal& terminal, os::Clock& clock, std::mutex& speaking, std::string label)
      : LabelledTerminal(terminal, speaking, std::move(label)),
        PlainProgress(static_cast<LabelledTerminal&>(*this), clock) {}
};

}  // namespace

std::unique_ptr<run::Observer> labelled_progress_on(Terminal& terminal, os::Clock& clock,
                                                    std::mutex& speaking, std::string label) {
  return std::make_unique<LabelledProgress>(terminal, clock, speaking, std::move(label));
}

std::unique_ptr<run::Observer> progress_on(Terminal& terminal, os::Clock& clock) {
  if (terminal.err_is_live()) return std::make_unique<LiveProgress>(terminal, clock);
  return std::make_unique<PlainProgress>(terminal, clock);
}

std::string latest_metrics(const dynamics::MetricLog& metrics) {
  std::optional<double> step;
  std::optional<double> epoch;
  std::vector<std::string> parts;
  for (const auto& [key, series] : metrics.all()) {
    // A fact such as the number of parameters is not shown; a result without a step is.
    const bool known = find_metric(series.metric) != nullptr;
    if (series.points.empty() || (series.is_fact() && !known)) continue;
    const dynamics::Point& last = series.points.back();
    if (last.step && (!step || *last.step > *step)) step = last.step;
    if (last.epoch && (!epoch || *last.epoch > *epoch)) epoch = last.epoch;
    if (parts.size() == most_shown_metrics) continue;
    const std::string split = series.split.empty() ? "" : " (" + one_line(series.split) + ")";
    parts.push_back(one_line(series.metric) + " " + rounded(last.value, 4) + split);
  }
  if (epoch) parts.insert(parts.begin(), "epoch " + rounded(*epoch, 4));
  if (step) parts.insert(parts.begin(), "step " + shortest(*step));
  return join(parts, ", ");
}

std::string elapsed_text(double seconds, std::optional<double> stated) {
  // Whole seconds: a line that is redrawn should not flicker.
  const std::string text = seconds < 60
                               ? shortest(static_cast<double>(static_cast<int>(seconds))) + " s"
                               : format_duration(seconds);
  return stated ? text + " of " + format_duration(*stated) + " stated" : text;
}

std::string ending_of(const record::StageRecord& stage, std::optional<double> stated) {
  std::string text = state_name(stage.state);
  if (stage.state == State::ran) {
    if (stage.usage.seconds > 0) text += ", " + format_duration(stage.usage.seconds);
    if (stage.build_seconds > 0) {
      text += " after building for " + format_duration(stage.build_seconds);
    }
    if (stated) text += " (stated: " + format_duration(*stated) + ")";
    return text;
  }
  return stage.reason.empty() ? text : text + ": " + one_line(stage.reason);
}

}  // namespace recipe::cli
