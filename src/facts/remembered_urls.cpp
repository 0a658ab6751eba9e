#include "facts/remembered_urls.h"

#include "base/text.h"

namespace recipe::facts {
namespace {

constexpr std::int64_t kept_seconds = 24 * 60 * 60;

std::string row_name(const std::string& url) { return "/url/" + url; }

}  // namespace

std::int64_t RememberedUrls::now() const {
  return std::chrono::duration_cast<std::chrono::seconds>(world_.clock.now().time_since_epoch())
      .count();
}

std::optional<check::UrlFact> RememberedUrls::load(const std::string& url) {
  if (world_.cache == nullptr) return std::nullopt;
  for (const auto& row : world_.cache->load(row_name(url), os::Cache::Reach::folder)) {
    const auto parts = split(row.value, '\n');
    if (parts.size() != 3) return std::nullopt;
    const auto time = parse_double(parts[0]);
    const double age = time ? static_cast<double>(now()) - *time : -1;
    if (age < 0 || age > kept_seconds) return std::nullopt;
    const bool there = parts[1] == "present";
    if (!there && parts[1] != "absent") return std::nullopt;
    return check::UrlFact{there ? check::Presence::present : check::Presence::absent,
                          std::string(parts[2])};
  }
  return std::nullopt;
}

void RememberedUrls::keep(const std::string& url, const check::UrlFact& fact) {
  if (fact.presence == check::Presence::unknown) return;
  const bool there = fact.presence == check::Presence::present;
  rows_.push_back(
      {row_name(url), std::to_string(now()) + (there ? "\npresent\n" : "\nabsent\n") + fact.why});
}

void RememberedUrls::save() {
  if (world_.cache != nullptr && !rows_.empty()) world_.cache->save(rows_, {});
  rows_.clear();
}

}  // namespace recipe::facts
