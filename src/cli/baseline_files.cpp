#include "cli/baseline_files.h"

#include "cli/repositories.h"

namespace recipe::cli {
namespace {

constexpr std::uint64_t largest_baseline = std::uint64_t{64} << 20;

}  // namespace

std::string BaselineFile::name_of(const std::string& real) const {
  return below(folder, real).value_or(real);
}

Result<const BaselineFile*> BaselineFiles::open(const std::string& path, IfAbsent if_absent) {
  const auto [known, is_new] = files_.try_emplace(path);
  if (!is_new && known->second != nullptr) return known->second.get();
  auto file = std::make_unique<BaselineFile>();
  file->path = path;
  TRY_ASSIGN(file->folder, world_.files.real_path(os::parent_path(path)));
  TRY_ASSIGN(const auto there, world_.files.status(path, os::Follow::yes));
  if (there) {
    TRY_ASSIGN(const std::string text, world_.files.read(path, largest_baseline));
    auto baseline = check::Baseline::parse(text);
    if (!baseline) return fail(baseline.error(), path);
    file->baseline = std::move(*baseline);
  } else if (if_absent == IfAbsent::refuse) {
    return fail(ErrorKind::not_found,
                "there is no baseline " + path + "; write it with --write-baseline");
  }
  known->second = std::move(file);
  return known->second.get();
}

}  // namespace recipe::cli
