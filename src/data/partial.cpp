#include "data/partial.h"

#include "base/json.h"

namespace recipe::data {
namespace {

constexpr std::uint64_t largest_origin = 1 << 16;
constexpr std::size_t largest_buffer = std::size_t{8} << 20;
constexpr std::chrono::seconds longest_in_memory{1};

}  // namespace

Result<std::optional<Origin>> Partial::origin() {
  std::optional<Origin> none;
  TRY_ASSIGN(const auto there, world_.files.status(origin_path_, os::Follow::no));
  if (!there || there->kind != os::FileKind::regular) return none;
  TRY_ASSIGN(const std::string text, world_.files.read(origin_path_, largest_origin));
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return none;
  const auto url = text_at(*json, "url");
  if (!url) return none;
  return std::optional(
      Origin{*url, text_at(*json, "validator").value_or(""), count_at(*json, "length")});
}

Result<std::uint64_t> Partial::size() {
  TRY_ASSIGN(const auto there, world_.files.status(part_, os::Follow::no));
  if (!there || there->kind != os::FileKind::regular) return std::uint64_t{0};
  return there->size;
}

Result<> Partial::begin(const Origin& origin) {
  TRY(remove());
  Json json = {{"url", origin.url}, {"validator", origin.validator}};
  if (origin.length) json["length"] = *origin.length;
  TRY(world_.files.append(part_, ""));
  TRY(world_.files.write(origin_path_, to_page(json)));
  flushed_ = world_.clock.steady();
  return {};
}

Result<> Partial::add(std::string_view bytes) {
  buffer_ += bytes;
  const bool late = world_.clock.steady() - flushed_ >= longest_in_memory;
  return late || buffer_.size() >= largest_buffer ? flush() : Result<>();
}

Result<> Partial::flush() {
  flushed_ = world_.clock.steady();
  if (buffer_.empty()) return {};
  TRY(world_.files.append(part_, buffer_));
  buffer_.clear();
  return {};
}

Result<> Partial::remove() {
  buffer_.clear();
  // The origin first: bytes without an origin are never gone on with.
  TRY(world_.files.remove(origin_path_));
  return world_.files.remove(part_);
}

Result<> Partial::rename_to(const std::string& path) {
  TRY(world_.files.rename(part_, path));
  return world_.files.remove(origin_path_);
}

}  // namespace recipe::data
