#include "cli/evidence_files.h"

namespace recipe::cli {
namespace {

constexpr std::uint64_t largest_evidence = std::uint64_t{1} << 30;

}  // namespace

EvidenceFiles evidence_files(const std::string& recipe) {
  const std::string name = os::file_name(recipe);
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string::npos && dot > 0;
  const std::string stem = os::lexically_normal(
      os::join_path(os::parent_path(recipe), has_ending ? name.substr(0, dot) : name));
  return {stem + ".lock", stem + ".dynamics.csv", stem + ".dynamics.svg"};
}

Result<std::string> read_if_there(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto there, world.files.status(path, os::Follow::yes));
  if (!there) return std::string();
  return world.files.read(path, largest_evidence);
}

Result<author::Evidence> read_evidence(os::World& world, const EvidenceFiles& files) {
  author::Evidence evidence;
  TRY_ASSIGN(evidence.lock, read_if_there(world, files.lock));
  TRY_ASSIGN(evidence.curves, read_if_there(world, files.curves));
  TRY_ASSIGN(evidence.figure, read_if_there(world, files.figure));
  return evidence;
}

Result<std::vector<std::string>> write_evidence(os::World& world, const EvidenceFiles& files,
                                                const author::Evidence& before,
                                                const author::Evidence& after) {
  std::vector<std::string> written;
  const auto write = [&](const std::string& path, const std::string& old,
                         const std::string& text) -> Result<> {
    if (text == old || text.empty()) return {};
    TRY(world.files.write(path, text));
    written.push_back(path);
    return {};
  };
  TRY(write(files.lock, before.lock, after.lock));
  TRY(write(files.curves, before.curves, after.curves));
  TRY(write(files.figure, before.figure, after.figure));
  return written;
}

}  // namespace recipe::cli
