#include "check/batch_sizes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"

namespace recipe::check {
namespace {

using document::phrase_at;
using document::Word;

constexpr std::array<std::string_view, 12> device_words = {
    "gpus",  "gpu",   "tpus", "devices", "device",  "accelerators",
    "cores", "cards", "ipus", "hpus",    "workers", "processes"};
constexpr std::array<std::string_view, 9> factors = {
    "node", "nodes", "machines", "hosts", "micro", "host", "machine", "servers", "micro-batch"};
constexpr std::size_t reach_of_name = 4;  // words between a name and its number

/// "a local batch size": neither the total nor, for certain, the share of a device.
bool is_aside(std::string_view word) {
  return word == "local" || word == "validation" || word == "eval" || word == "evaluation" ||
         word == "test" || word == "inference" || word == "maximum" || word == "max";
}

bool is_device(const Word& word) {
  return std::find(device_words.begin(), device_words.end(), word.text) != device_words.end();
}

std::optional<At<double>> whole_number(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size()) return std::nullopt;
  const auto number = words[at].number();
  if (!number || !number->unit.empty() || number->value < 1) return std::nullopt;
  if (number->value != std::floor(number->value)) return std::nullopt;
  return At<double>{number->value, words[at].slice.span()};
}

/// The number within a few words behind a name.
std::optional<At<double>> number_behind(const std::vector<Word>& words, std::size_t at) {
  if (at > 0 && words[at - 1].ends_clause) return whole_number(words, at);
  for (std::size_t i = at; i < std::min(at + reach_of_name, words.size()); ++i) {
    if (const auto number = whole_number(words, i)) return number;
    if (words[i].ends_clause) break;
  }
  return std::nullopt;
}

void set(std::optional<At<double>>& what, const std::optional<At<double>>& value, bool& unclear) {
  if (!value) return;
  if (what && what->value != value->value) unclear = true;
  if (!what) what = value;
}

bool per_device_at(const std::vector<Word>& words, std::size_t at) {
  if (at + 1 < words.size() && (words[at].text == "per" || words[at].text == "/")) {
    return is_device(words[at + 1]);
  }
  return at < words.size() && (words[at].text == "per-gpu" || words[at].text == "per-device");
}

}  // namespace

void BatchSizes::add(const BatchSizes& other) {
  unclear = unclear || other.unclear;
  set(total, other.total, unclear);
  set(per_device, other.per_device, unclear);
  set(devices, other.devices, unclear);
}

BatchSizes batch_sizes_in(const std::vector<Word>& words) {
  BatchSizes sizes;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at].text;
    if (word.find("accum") != std::string::npos ||
        std::find(factors.begin(), factors.end(), word) != factors.end()) {
      sizes.unclear = true;
    }
    const auto number = whole_number(words, at);
    if (number && !words[at].ends_clause && per_device_at(words, at + 1)) {
      set(sizes.per_device, number, sizes.unclear);
    } else if (number && at + 1 < words.size() && is_device(words[at + 1])) {
      set(sizes.devices, number, sizes.unclear);
    }
    const bool batch = phrase_at(words, at, "batch size") || phrase_at(words, at, "batch sizes");
    const std::size_t behind = word == "batchsize" ? at + 1 : at + 2;
    if (!batch && word != "batchsize") continue;
    const bool of_device = per_device_at(words, behind) || (at > 0 && per_device_at(words, at - 1));
    if (at > 0 && is_aside(words[at - 1].text)) continue;
    const auto said = number_behind(words, per_device_at(words, behind) ? behind + 2 : behind);
    if (!said) continue;
    if (of_device) {
      set(sizes.per_device, said, sizes.unclear);
      continue;
    }
    // "a batch size of 64 per GPU" was read as the share above.
    const auto place = std::find_if(
        words.begin() + static_cast<std::ptrdiff_t>(behind), words.end(),
        [&said](const Word& candidate) { return candidate.slice.span() == said->span; });
    const auto index = static_cast<std::size_t>(place - words.begin());
    if (!words[index].ends_clause && per_device_at(words, index + 1)) continue;
    set(sizes.total, said, sizes.unclear);
  }
  return sizes;
}

bool multiplies(const BatchSizes& sizes) {
  return sizes.total->value == sizes.per_device->value * sizes.devices->value;
}

}  // namespace recipe::check
