#include "run/downloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "run/shared_results.h"
#include "run/waiting.h"

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

/// What some recipe has fetched, put into the folder; none if it is there already or nowhere.
Result<std::optional<data::Fetched>> fetched_before(os::World& world, SharedResults& shared,
                                                    const data::Wanted& wanted,
                                                    const std::string& folder, Observer& observer) {
  std::optional<data::Fetched> fetched;
  const std::string path = folder + "/" + wanted.name;
  TRY_ASSIGN(const auto there, world.files.status(path, os::Follow::no));
  if (there || !data::is_file_name(wanted.name)) return fetched;
  TRY(world.files.make_directory(folder));
  const auto size = shared.bring_file(*wanted.digest, path);
  if (!size && size.error().kind == ErrorKind::interrupted) return tl::unexpected(size.error());
  if (!size) {
    observer.note("the shared cache was not used: " + printable(size.error().to_string()));
  } else if (*size) {
    observer.doing(wanted.name + " is taken from the shared cache");
    fetched = data::Fetched{path, "", *wanted.digest, **size, ""};
  }
  return fetched;
}

/// True if a folder holds these files and no others.
Result<bool> holds_exactly(os::World& world, const std::string& folder,
                           const std::vector<data::Fetched>& files) {
  TRY_ASSIGN(const auto there, world.files.status(folder, os::Follow::no));
  if (!there || there->kind != os::FileKind::directory) return false;
  TRY_ASSIGN(const auto entries, world.files.list(folder));
  if (entries.size() != files.size()) return false;
  for (const data::Fetched& file : files) {
    const std::string path = folder + "/" + os::file_name(file.path);
    TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::no));
    if (!status || status->kind != os::FileKind::regular) return false;
    TRY_ASSIGN(const data::Content content, data::digest_of(world, path));
    if (content.digest != file.digest) return false;
  }
  return true;
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
  return workspace.downloads(kind) + "/" + key.substr(0, short_key);
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
  const std::string folder = download_folder(workspace, kind, part);
  auto shared = wanted.digest && workspace.may_share(kind) ? SharedResults::find(world)
                                                           : std::optional<SharedResults>();
  if (shared) {
    TRY_ASSIGN(auto brought, fetched_before(world, *shared, wanted, folder, observer));
    if (brought) return std::move(*brought);
  }
  std::mt19937_64 random = seeded(world);
  TRY_ASSIGN(data::Fetched fetched, data::fetch(world, random, wanted, folder, listener));
  const bool is_new = !fetched.url.empty() && fetched.wrong.empty();
  if (!shared || !is_new) return fetched;
  if (auto kept = shared->keep_file(fetched.path, fetched.digest, fetched.bytes); !kept) {
    observer.note("not kept in the shared cache: " + printable(kept.error().to_string()));
  }
  return fetched;
}

std::string linked_folder(const Workspace& workspace, std::string_view kind,
                          const document::Data& data) {
  std::string key;
  for (const document::Part& part : data.parts) {
    key += part.file_name() + "\n" + download_folder(workspace, kind, part) + "\n";
  }
  return workspace.downloads(kind) + "/linked-" +
         data::digest_of_bytes(key).hex().substr(0, short_key);
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
  TRY_ASSIGN(const auto lock, lock_aloud(world.files, observer, folder + ".lock",
                                         "brings the same data into place"));
  TRY_ASSIGN(const bool fine, holds_exactly(world, folder, files));
  if (fine) return std::string();
  // Made anew: what a run has left there is not the recipe's.
  TRY(world.files.remove(folder));
  TRY(world.files.make_directory(folder));
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string to = folder + "/" + os::file_name(files[i].path);
    TRY(data.parts[i].digest ? world.files.link_or_copy(files[i].path, to)
                             : world.files.copy(files[i].path, to));
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
