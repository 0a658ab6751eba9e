#pragma once

#include <string>
#include <string_view>

namespace recipe::dynamics {

/// Longer lines are no metrics; they are dropped whole.
inline constexpr std::size_t longest_line = 1 << 20;

/// Cuts bytes into lines, wherever the cuts between calls lie; keeps a half line for the next call.
class LineCutter {
 public:
  /// Calls `take` for each line, without its line feed.
  template <class Take>
  void feed(std::string_view bytes, Take take) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const bool whole = end != std::string_view::npos;
      keep(bytes.substr(0, end));
      if (!whole) return;
      end_line(take);
      bytes.remove_prefix(end + 1);
    }
  }
  /// The end: what is left is a line.
  template <class Take>
  void finish(Take take) {
    if (!half_.empty()) end_line(take);
  }
  bool is_half() const { return !half_.empty(); }

 private:
  void keep(std::string_view part) {
    dropping_ = dropping_ || half_.size() + part.size() > longest_line;
    if (dropping_) {
      half_.clear();
    } else {
      half_ += part;
    }
  }
  template <class Take>
  void end_line(Take take) {
    if (!dropping_) take(std::string_view(half_));
    half_.clear();
    dropping_ = false;
  }

  std::string half_;
  bool dropping_ = false;
};

}  // namespace recipe::dynamics
