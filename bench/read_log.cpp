// Times the readers of logs: what `bench/events` runs. Not installed.

#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>

#include "dynamics/crc32c.h"
#include "dynamics/log.h"
#include "os/real_files.h"

namespace {

using namespace recipe;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Megabytes a second of a checksum over a buffer that the cache holds.
double rate(std::uint32_t (*checksum)(std::string_view, std::uint32_t), std::size_t size) {
  const std::string buffer(size, 'x');
  const std::size_t rounds = (std::size_t{1} << 30) / size;
  std::uint32_t crc = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < rounds; ++i) crc = checksum(buffer, crc);
  const double seconds = seconds_since(begin);
  if (crc == 0) std::puts("");
  return static_cast<double>(rounds * size) / seconds / 1e6;
}

int fail_with(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

int read_log(const std::string& path, bool prints_points) {
  os::RealFiles files;
  const auto candidates = dynamics::candidates_for(files, path);
  if (!candidates) return fail_with(candidates.error().to_string());
  if (candidates->empty()) return fail_with(path + ": no kind reads it");
  const auto begin = std::chrono::steady_clock::now();
  const auto reader = candidates->front().kind->open(files, path);
  if (!reader) return fail_with(reader.error().to_string());
  if (const auto polled = (*reader)->poll(); !polled) return fail_with(polled.error().to_string());
  if (const auto done = (*reader)->finish(); !done) return fail_with(done.error().to_string());
  const double seconds = seconds_since(begin);
  std::size_t points = 0;
  for (const auto& run : (*reader)->runs()) {
    points += run.metrics.point_count();
    if (!prints_points) continue;
    for (const auto& [key, series] : run.metrics.all()) {
      std::printf("%s: %s/%s: %zu, last %g\n", run.name.c_str(), series.split.c_str(),
                  series.metric.c_str(), series.points.size(), series.points.back().value);
    }
    for (const auto& [name, value] : run.hyperparameters) {
      std::printf("%s: %s = %s\n", run.name.c_str(), name.c_str(), value.c_str());
    }
    for (const std::string& note : run.notes)
      std::printf("%s! %s\n", run.name.c_str(), note.c_str());
  }
  std::printf("%s %zu runs %zu points %.4f s\n",
              std::string(candidates->front().kind->name).c_str(), (*reader)->runs().size(), points,
              seconds);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--checksums") == 0) {
    for (const std::size_t size : {32, 65536}) {
      std::printf("crc32c of %zu bytes: %.0f MB/s, by tables %.0f MB/s\n", size,
                  rate(dynamics::crc32c, size), rate(dynamics::crc32c_by_table, size));
    }
    return 0;
  }
  const bool prints = count == 3 && std::strcmp(arguments[1], "--points") == 0;
  if (count != 2 && !prints) return fail_with("usage: read_log [--points] PATH | --checksums");
  return read_log(arguments[count - 1], prints);
}
