#include "run/known_programs.h"

#include "base/json.h"
#include "data/digest_of.h"

namespace recipe::run {
namespace {

constexpr std::size_t most_programs = 64;
constexpr std::size_t check_size = 64;

/// Of a list of path, size, modification and change time, inode and answer.
std::optional<os::KnownProgram> program_from(const Json& json) {
  if (!json.is_array() || json.size() != 6 || !json[0].is_string() || !json[5].is_string()) {
    return std::nullopt;
  }
  for (std::size_t i = 1; i < 5; ++i) {
    if (!json[i].is_number_integer()) return std::nullopt;
  }
  os::KnownProgram program{json[0].get<std::string>(), {}, json[5].get<std::string>()};
  program.status.size = json[1].get<std::uint64_t>();
  program.status.modified_ns = json[2].get<std::int64_t>();
  program.status.changed_ns = json[3].get<std::int64_t>();
  program.status.inode = json[4].get<std::uint64_t>();
  return program;
}

}  // namespace

std::string row_of_programs(const std::vector<os::KnownProgram>& programs) {
  Json all = Json::array();
  const std::size_t first = programs.size() - std::min(programs.size(), most_programs);
  for (std::size_t i = first; i < programs.size(); ++i) {
    const os::FileStatus& status = programs[i].status;
    all.push_back({programs[i].path, status.size, status.modified_ns, status.changed_ns,
                   status.inode, programs[i].said});
  }
  const std::string text = to_line(all);
  return data::digest_of_bytes(text).hex() + text;
}

std::vector<os::KnownProgram> programs_of_row(std::string_view row) {
  std::vector<os::KnownProgram> programs;
  if (row.size() < check_size) return programs;
  const std::string_view text = row.substr(check_size);
  if (data::digest_of_bytes(text).hex() != row.substr(0, check_size)) return programs;
  const auto json = parse_json(text);
  if (!json || !json->is_array() || json->size() > most_programs) return programs;
  for (const Json& each : *json) {
    auto program = program_from(each);
    if (!program) return {};
    programs.push_back(std::move(*program));
  }
  return programs;
}

void ask_programs_once(os::World& world, os::Machine& machine) {
  if (world.cache == nullptr) {
    os::ask_programs(world, machine, nullptr);
    return;
  }
  std::string before;
  for (os::Cache::Row& row : world.cache->load(programs_row, os::Cache::Reach::folder)) {
    before = std::move(row.value);
  }
  std::vector<os::KnownProgram> known = programs_of_row(before);
  os::ask_programs(world, machine, &known);
  const std::string after = row_of_programs(known);
  if (after != before && !known.empty()) world.cache->save({{programs_row, after}}, {});
}

}  // namespace recipe::run
