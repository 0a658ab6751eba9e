#include "run/downloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace recipe::run {
namespace {

constexpr std::size_t short_key = 16;

/// "https://host" and "https://host/" are web pages; a file has a path.
bool has_path(const std::string& url) {
  const std::size_t slash = url.find('/', url.find("//") + 2);
  return slash != std::string::npos && slash + 1 < url.find_first_of("?#") &&
         slash + 1 < url.size();
}

/// "3 KiB/s", "1.5 MiB/s"
std::string rate_text(double rate) {
  constexpr double kib = 1024;
  return rate < kib * kib ? fmt::format("{:.0f} KiB/s", rate / kib) : format_bytes(rate) + "/s";
}

/// Whole seconds: a line that is redrawn should not flicker.
std::string time_text(double seconds) {
  return seconds < 60 ? fmt::format("{:.0f} s", seconds) : format_duration(seconds);
}

std::mt19937_64 seeded(os::World& world) {
  const auto now = world.clock.now().time_since_epoch().count();
  return std::mt19937_64(static_cast<std::uint64_t>(now) ^
                         static_cast<std::uint64_t>(world.environment.process_id()));
}

}  // namespace

std::vector<std::string> web_sources(const document::Part& part) {
  std::vector<std::string> urls;
  for (const At<Location>& source : part.sources) {
    const Scheme scheme = source.value.scheme;
    if (scheme != Scheme::https && scheme != Scheme::http) continue;
    if (has_path(source.value.text)) urls.push_back(source.value.text);
  }
  return urls;
}

bool is_fetched(const document::Governance& governance, const document::Part& part) {
  const bool restricted =
      governance.access && governance.access->value == document::Access::restricted;
  return !restricted && !web_sources(part).empty();
}

std::string download_folder(const Workspace& workspace, std::string_view kind,
                            const document::Part& part) {
  const std::string key = part.digest ? part.digest->value.hex()
                                      : data::digest_of_bytes(join(web_sources(part), "\n")).hex();
  return fmt::format("{}/{}/{}", workspace.downloads(), kind, key.substr(0, short_key));
}

Result<data::Fetched> fetch_part(os::World& world, const Workspace& workspace,
                                 std::string_view kind, const document::Part& part,
                                 Observer& observer) {
  data::Wanted wanted;
  wanted.name = part.file_name();
  wanted.urls = web_sources(part);
  if (part.size) wanted.size = part.size->value;
  if (part.digest) wanted.digest = part.digest->value;
  data::FetchListener listener;
  listener.note = [&](const std::string& text) { observer.note(text); };
  listener.progress = [&](const data::Progress& progress) {
    observer.progress(progress_text(wanted.name, progress));
  };
  std::mt19937_64 random = seeded(world);
  return data::fetch(world, random, wanted, download_folder(workspace, kind, part), listener);
}

std::string linked_folder(const Workspace& workspace, std::string_view kind,
                          const document::Data& data) {
  std::string key;
  for (const document::Part& part : data.parts) {
    key += part.file_name() + "\n" + download_folder(workspace, kind, part) + "\n";
  }
  return fmt::format("{}/{}/linked-{}", workspace.downloads(), kind,
                     data::digest_of_bytes(key).hex().substr(0, short_key));
}

Result<std::string> fetch_linked(os::World& world, const Workspace& workspace,
                                 std::string_view kind, const document::Data& data,
                                 const SourceText& source, Observer& observer) {
  const std::string folder = linked_folder(workspace, kind, data);
  std::vector<data::Fetched> files;
  for (const document::Part& part : data.parts) {
    auto fetched = fetch_part(world, workspace, kind, part, observer);
    if (!fetched) return fail(fetched.error(), source.place(part.sources.front().span));
    if (!fetched->wrong.empty()) return source.place(part.digest->span) + ": " + fetched->wrong;
    files.push_back(std::move(*fetched));
  }
  // Made anew: what a run has left there is not the recipe's.
  TRY(world.files.remove(folder));
  TRY(world.files.make_directory(folder));
  for (const data::Fetched& file : files) {
    TRY(world.files.copy(file.path, folder + "/" + os::file_name(file.path)));
  }
  TRY(world.files.make_read_only(folder));
  return std::string();
}

std::string progress_text(const std::string& name, const data::Progress& progress) {
  const auto bytes = static_cast<double>(progress.bytes);
  std::string text = name + ": ";
  if (progress.total && *progress.total > 0) {
    const auto total = static_cast<double>(*progress.total);
    text += fmt::format("{} % of {}", progress.bytes * 100 / *progress.total, format_bytes(total));
  } else {
    text += format_bytes(bytes);
  }
  if (progress.rate > 0) text += ", " + rate_text(progress.rate);
  if (progress.remaining && *progress.remaining >= 1) {
    text += ", " + time_text(std::floor(*progress.remaining)) + " left";
  }
  return text;
}

}  // namespace recipe::run
