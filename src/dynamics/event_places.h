#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "os/file_system.h"

namespace recipe::dynamics {

/// An event file below a folder.
struct EventFile {
  std::string folder;  ///< below the source; empty for the source itself
  std::string path;    ///< as the door to files takes it
};

/// The event files of a folder and all below, by folder and name; links to folders are not
/// followed. Looks no deeper than `deepest_folder` and ends at `most_event_files`.
Result<std::vector<EventFile>> event_files_below(os::FileSystem& files, const std::string& source);

inline constexpr std::size_t deepest_folder = 16;
inline constexpr std::size_t most_event_files = 10'000;

/// "events.out.tfevents.1600000000.host"
bool is_event_file_name(std::string_view name);
/// A folder that is named by a time, "1700000000.123": add_hparams of PyTorch makes one for the
/// hyperparameters of the run above it.
bool is_time_folder(std::string_view name);

}  // namespace recipe::dynamics
