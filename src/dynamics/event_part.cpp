#include "dynamics/event_part.h"

#include <cmath>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

constexpr std::size_t most_tags = 2 * most_series;
constexpr std::size_t longest_tag = 1024;
constexpr std::string_view epoch_prefix = "epoch_";
constexpr std::string_view session_prefix = "_hparams_/";

TagUse use_of(std::string_view plugin) {
  if (plugin == "scalars") return TagUse::scalars;
  return plugin == "text" ? TagUse::text : TagUse::other;
}

/// A wall time of the years 1970 to 5138; programs that set none leave 0.
bool is_time(double seconds) { return seconds > 0 && seconds < 1e11; }

}  // namespace

Result<bool> EventPart::poll(std::size_t& points_left) {
  TRY_ASSIGN(const GrowingFile::News news, file_.look());
  if (news == GrowingFile::News::none || news == GrowingFile::News::gone) return false;
  if (news == GrowingFile::News::anew) {
    points_left += found_.metrics.point_count();
    records_ = Records();
    found_ = FoundRun();
    tags_.clear();
    last_ = nullptr;
    only_tag_.clear();
    several_tags_ = has_session_ = false;
    broken_ = 0;
    ++times_anew_;
  }
  while (true) {
    const std::span<char> room = records_.room();
    TRY_ASSIGN(const std::size_t size, file_.read(room.data(), room.size()));
    if (size == 0) return true;
    records_.added(size);
    while (const auto record = records_.next()) {
      const auto event = parse_event(*record);
      if (event) {
        take(*event, points_left);
      } else {
        ++broken_;
      }
    }
  }
}

void EventPart::take(const Event& event, std::size_t& points_left) {
  if (is_time(event.wall_time)) {
    if (!found_.begin) found_.begin = event.wall_time;
    widen(found_, std::nullopt, event.wall_time);
  }
  if (event.summary.empty()) return;
  const bool right = each_value(
      event.summary, [&](const SummaryValue& value) { take(event, value, points_left); });
  if (!right) ++broken_;
}

EventPart::Tag* EventPart::tag_of(const SummaryValue& value) {
  if (last_ != nullptr && last_->next != nullptr && *last_->next->key == value.tag) {
    return last_ = last_->next;
  }
  Tag* tag = find_tag(value);
  if (tag == nullptr) return nullptr;
  if (last_ != nullptr) last_->next = tag;
  return last_ = tag;
}

EventPart::Tag* EventPart::find_tag(const SummaryValue& value) {
  key_.assign(value.tag.substr(0, longest_tag + 1));
  const auto known = tags_.find(key_);
  if (known != tags_.end()) return &known->second;
  if (key_.size() > longest_tag || tags_.size() >= most_tags) {
    found_.metrics.reject(printable(key_));
    return nullptr;
  }
  const auto added = tags_.try_emplace(key_).first;
  Tag& tag = added->second;
  tag.key = &added->first;
  const auto plugin = parse_metadata(value.metadata);
  if (plugin && !plugin->name.empty() && uses_.size() < most_tags) {
    uses_.emplace(key_, use_of(plugin->name));
  }
  if (const auto use = uses_.find(key_); use != uses_.end()) tag.use = use->second;
  tag.name = split_of_tag(key_);
  if (!place_.split.empty()) tag.name = {place_.split, key_};
  if (place_.keras && key_.starts_with(epoch_prefix) && key_.size() > epoch_prefix.size()) {
    tag.keras_epoch = true;
    tag.name.metric = key_.substr(epoch_prefix.size());
  }
  tag.name.metric = printable(tag.name.metric);
  return &tag;
}

void EventPart::take_session(const SummaryValue& value) {
  const auto plugin = parse_metadata(value.metadata);
  const auto session = plugin ? parse_session(plugin->content) : std::nullopt;
  if (!session) return;
  has_session_ = true;
  for (const auto& [name, text] : session->hyperparameters) found_.hyperparameters[name] = text;
  if (session->ended && is_time(*session->ended)) widen(found_, std::nullopt, *session->ended);
}

void EventPart::take(const Event& event, const SummaryValue& value, std::size_t& points_left) {
  if (value.tag.starts_with(session_prefix)) return take_session(value);
  Tag* tag = tag_of(value);
  if (tag == nullptr) return;
  if (tag->use == TagUse::text && value.tensor) {
    std::vector<std::string> strings;
    for (const std::string_view text : strings_of_tensor(*value.tensor)) strings.emplace_back(text);
    return set_text(found_, value.tag, join(strings, "\n"));
  }
  std::optional<double> number;
  if (value.simple) number = static_cast<double>(*value.simple);
  if (value.tensor && tag->use == TagUse::scalars) number = scalar_of_tensor(*value.tensor);
  if (!number) return;
  Point point{{}, {}, {}, *number};
  (tag->keras_epoch ? point.epoch : point.step) = static_cast<double>(event.step);
  if (is_time(event.wall_time)) point.seconds = event.wall_time - *found_.begin;
  if (points_left == 0) return found_.metrics.reject(tag->name.metric);
  --points_left;
  if (tag->series != nullptr) return found_.metrics.add(*tag->series, point);
  tag->series = found_.metrics.add(tag->name.split, tag->name.metric, point);
  several_tags_ = several_tags_ || (!only_tag_.empty() && only_tag_ != value.tag);
  only_tag_ = several_tags_ ? "" : std::string(value.tag);
}

std::vector<std::string> EventPart::notes() const {
  std::vector<std::string> notes;
  const std::string name = printable(os::file_name(path()));
  const auto note = [&](std::uint64_t count, std::string_view noun, const std::string& what) {
    if (count > 0) notes.push_back(name + ": " + counted(count, noun) + what);
  };
  note(records_.wrong_records(), "record", " left out: the checksum is wrong");
  note(records_.skipped_bytes(), "byte", " passed over: no record begins there");
  note(records_.long_records(), "record", " left out: longer than 16 MiB");
  note(broken_, "record", " not understood");
  if (times_anew_ > 0) notes.push_back(name + " was replaced while it was read, and read again");
  return notes;
}

}  // namespace recipe::dynamics
