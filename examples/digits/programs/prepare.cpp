#include "files.h"
#include "flags.h"
#include "metrics.h"
#include "split.h"

namespace {

constexpr char usage[] =
    R"(usage: prepare --source FILE --output DIRECTORY --split-seed N [--metrics FILE]

Splits the digits in a gzipped CSV file, class by class, and writes train.csv, validation.csv and
test.csv into DIRECTORY. The same source and seed give the same bytes on every machine.
)";

void prepare(digits::Flags& flags) {
  const std::string source = flags.text("source");
  const std::string output = flags.text("output");
  const std::int64_t seed = flags.integer("split-seed", 0, 1'000'000);
  const std::string metrics = flags.text("metrics", "");
  flags.reject_unknown();

  const std::vector<digits::Digit> all = digits::parse_digits(digits::read_gzip(source), source);
  digits::require_distinct(all);
  const digits::Split split = digits::stratified_split(all, static_cast<std::uint64_t>(seed));

  digits::MetricsLog log(metrics);
  const auto write = [&](const char* name, const std::vector<digits::Digit>& part) {
    digits::write_file(output + "/" + name + ".csv", digits::format_digits(part));
    log.write({{"split", name}, {"samples", part.size()}, {"classes", digits::class_count}});
  };
  write("train", split.train);
  write("validation", split.validation);
  write("test", split.test);
}

}  // namespace

int main(int argc, char** argv) { return digits::run_program(argc, argv, usage, prepare); }
