#include "dynamics/event.h"

#include "dynamics/log.h"
#include "dynamics/records.h"
#include "expect.h"
#include "fakes/memory_files.h"

using namespace recipe;
using recipe::fuzz::expect;

namespace {

std::string shown(const std::vector<dynamics::FoundRun>& runs) {
  std::string text;
  for (const auto& run : runs) {
    for (const auto& [key, series] : run.metrics.all()) {
      text +=
          series.split + "/" + series.metric + " " + std::to_string(series.points.size()) + "\n";
      expect(!series.points.empty(), "a series has points");
    }
    for (const auto& [name, value] : run.hyperparameters) text += name + "=" + value + "\n";
    for (const auto& [name, value] : run.texts) text += name + ">" + value + "\n";
    for (const std::string& note : run.notes) text += note + "\n";
  }
  return text;
}

std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
  fakes::MemoryFiles files;
  files.put("x.tfevents.1", "");
  const auto reader = dynamics::logs::tensorboard.open(files, "x.tfevents.1");
  expect(reader.has_value(), "a file is opened");
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    expect(files.append("x.tfevents.1", bytes.substr(at, piece)).has_value(), "written");
    expect((*reader)->poll().has_value(), "bad bytes are no error");
  }
  expect((*reader)->finish().has_value(), "nor is their end");
  return shown((*reader)->runs());
}

}  // namespace

/// The first byte chooses how the rest is cut. What has no right checksums is also read as one
/// event.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  const std::string whole = read_in_pieces(bytes, bytes.size() + 1);
  expect(whole == read_in_pieces(bytes, data[0] % 64U + 1U), "the cuts are no matter");
  if (const auto event = dynamics::parse_event(bytes)) {
    static_cast<void>(dynamics::each_value(event->summary, [](const dynamics::SummaryValue& value) {
      if (value.tensor) {
        static_cast<void>(dynamics::scalar_of_tensor(*value.tensor));
        static_cast<void>(dynamics::strings_of_tensor(*value.tensor));
      }
      const auto plugin = dynamics::parse_metadata(value.metadata);
      if (plugin) static_cast<void>(dynamics::parse_session(plugin->content));
    }));
  }
  static_cast<void>(dynamics::first_record(bytes));
  return 0;
}
