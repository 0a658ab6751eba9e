#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "dynamics/event.h"
#include "dynamics/found_run.h"
#include "dynamics/growing_file.h"
#include "dynamics/records.h"
#include "dynamics/split_of_tag.h"

namespace recipe::dynamics {

/// Where event files lie and what that says of them.
struct EventPlace {
  std::string folder;  ///< below the source; empty for the source itself
  std::string split;   ///< that the folder's name stands for
  /// Keras writes `epoch_loss` and the like with the number of the epoch as step.
  bool keras = false;
};

/// Which plugin the values of a tag are for, known from the first value in any file of a folder.
enum class TagUse : std::uint8_t { unknown, scalars, text, other };
using TagUses = std::unordered_map<std::string, TagUse>;

/// One event file.
class EventPart {
 public:
  EventPart(os::FileSystem& files, std::string path, EventPlace place, TagUses& uses)
      : place_(std::move(place)), uses_(uses), file_(files, std::move(path)) {}

  /// Reads what is new, at most `points_left` points, which become fewer. True if there was any.
  Result<bool> poll(std::size_t& points_left);
  void close() { file_.close(); }

  const EventPlace& place() const { return place_; }
  const std::string& path() const { return file_.path(); }
  /// The file as if it were a run, without notes.
  FoundRun& found() { return found_; }
  const FoundRun& found() const { return found_; }
  bool has_session() const { return has_session_; }
  /// The tag of all its scalars; empty if there are none or several.
  const std::string& only_tag() const { return only_tag_; }
  /// What of the file could not be read.
  std::vector<std::string> notes() const;
  bool is_half() const { return records_.is_half(); }

 private:
  struct Tag {
    TagUse use = TagUse::unknown;
    bool keras_epoch = false;
    TagName name;
    Series* series = nullptr;
    const std::string* key = nullptr;  ///< its tag as written
    Tag* next = nullptr;               ///< that came behind it the last time
  };

  void take(const Event& event, std::size_t& points_left);
  void take(const Event& event, const SummaryValue& value, std::size_t& points_left);
  Tag* tag_of(const SummaryValue& value);
  Tag* find_tag(const SummaryValue& value);
  void take_session(const SummaryValue& value);

  EventPlace place_;
  TagUses& uses_;
  GrowingFile file_;
  Records records_;
  FoundRun found_;
  std::unordered_map<std::string, Tag> tags_;
  std::string key_;      ///< of the last look-up
  Tag* last_ = nullptr;  ///< programs write their tags in turn
  std::string only_tag_;
  bool several_tags_ = false;
  bool has_session_ = false;
  std::size_t broken_ = 0;
  std::size_t times_anew_ = 0;
};

}  // namespace recipe::dynamics
