#include "dynamics/event.h"

#include "base/text.h"
#include "dynamics/wire.h"

namespace recipe::dynamics {
namespace {

using Type = WireReader::Type;

/// A google.protobuf.Value that is a number, a text or a truth.
std::optional<std::string> text_of_value(std::string_view bytes) {
  std::optional<std::string> text;
  WireReader fields(bytes);
  while (fields.next()) {
    if (fields.is(2, Type::fixed64)) text = shortest(fields.as_double());
    if (fields.is(3, Type::bytes)) text = printable(fields.bytes());
    if (fields.is(4, Type::varint)) text = fields.number() != 0 ? "true" : "false";
  }
  return text;
}

void add_hyperparameter(std::string_view entry, SessionInfo& session) {
  constexpr std::size_t most_hyperparameters = 10'000;
  std::string_view key;
  std::string_view value;
  WireReader fields(entry);
  while (fields.next()) {
    if (fields.is(1, Type::bytes)) key = fields.bytes();
    if (fields.is(2, Type::bytes)) value = fields.bytes();
  }
  const auto text = text_of_value(value);
  if (key.empty() || !text || session.hyperparameters.size() >= most_hyperparameters) return;
  session.hyperparameters[printable(key)] = *text;
}

}  // namespace

std::optional<Event> parse_event(std::string_view record) {
  Event event;
  WireReader fields(record);
  while (fields.next()) {
    if (fields.is(1, Type::fixed64)) event.wall_time = fields.as_double();
    if (fields.is(2, Type::varint)) event.step = static_cast<std::int64_t>(fields.number());
    if (fields.is(3, Type::bytes)) event.file_version = fields.bytes();
    if (fields.is(5, Type::bytes)) event.summary = fields.bytes();
  }
  if (fields.broken()) return std::nullopt;
  return event;
}

std::optional<PluginData> parse_metadata(std::string_view metadata) {
  std::optional<PluginData> plugin;
  WireReader fields(metadata);
  while (fields.next()) {
    if (!fields.is(1, Type::bytes)) continue;
    plugin = PluginData{};
    WireReader inner(fields.bytes());
    while (inner.next()) {
      if (inner.is(1, Type::bytes)) plugin->name = inner.bytes();
      if (inner.is(2, Type::bytes)) plugin->content = inner.bytes();
    }
  }
  if (fields.broken()) return std::nullopt;
  return plugin;
}

std::optional<SessionInfo> parse_session(std::string_view plugin_content) {
  std::optional<SessionInfo> session;
  WireReader fields(plugin_content);
  while (fields.next()) {
    const bool start = fields.is(3, Type::bytes);
    if (!start && !fields.is(4, Type::bytes)) continue;
    if (!session) session.emplace();
    WireReader inner(fields.bytes());
    while (inner.next()) {
      if (start && inner.is(1, Type::bytes)) add_hyperparameter(inner.bytes(), *session);
      if (start && inner.is(5, Type::fixed64)) session->started = inner.as_double();
      if (!start && inner.is(2, Type::fixed64)) session->ended = inner.as_double();
    }
  }
  return session;
}

}  // namespace recipe::dynamics
