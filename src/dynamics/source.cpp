#include "dynamics/source.h"

namespace recipe::dynamics {
namespace {

constexpr const LineSource* known_sources[] = {
#define SOURCE(name) &sources::name,
#include "dynamics/sources.def"
#undef SOURCE
};

}  // namespace

std::span<const LineSource* const> line_sources() { return known_sources; }

void LineFeed::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    if (!dropping_ && half_.size() + part.size() > longest_line) {
      dropping_ = true;
      half_.clear();
    }
    if (!dropping_) half_ += part;
    if (end == std::string_view::npos) return;
    if (!dropping_) read(half_);
    half_.clear();
    dropping_ = false;
    bytes.remove_prefix(end + 1);
  }
}

void LineFeed::finish() {
  if (!half_.empty() && !dropping_) read(half_);
  half_.clear();
  dropping_ = false;
}

void LineFeed::read(std::string_view line) {
  for (const LineSource* source : known_sources) {
    if (source->read(line, log_) == Recognised::yes) return;
  }
}

}  // namespace recipe::dynamics
