#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "cli/terminal.h"
#include "os/clock.h"
#include "run/observer.h"

namespace recipe::cli {

/// Says on standard error how a run goes: on a live terminal one line that is redrawn, and one that
/// stays for each stage; elsewhere plain lines.
std::unique_ptr<run::Observer> progress_on(Terminal& terminal, os::Clock& clock);

/// The same for one of several runs at once: plain lines, each with `label` in front, whole also
/// where the runs speak at the same time.
std::unique_ptr<run::Observer> labelled_progress_on(Terminal& terminal, os::Clock& clock,
                                                    std::mutex& speaking, std::string label);

/// The newest values, "step 300, loss 0.31 (train), top1 0.97 (test)"; a few of them.
std::string latest_metrics(const dynamics::MetricLog& metrics);
/// "30 s of 4 min 00 s stated"
std::string elapsed_text(double seconds, std::optional<double> stated);
/// How a stage ended: "ran, 3.2 s", "nothing to do: the recipe has no such section".
std::string ending_of(const record::StageRecord& stage, std::optional<double> stated);

}  // namespace recipe::cli
