#include "safetensors.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace digits {
namespace {

static_assert(std::endian::native == std::endian::little, "the file's byte order is the machine's");

constexpr std::size_t length_size = 8;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("safetensors: " + what);
}

std::string list(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (const std::int64_t number : numbers)
    text.append(text.empty() ? "" : ",").append(std::to_string(number));
  return text;
}

/// Reads the header from left to right.
class Header {
 public:
  explicit Header(std::string_view text) : text_(text) {}

  bool skip(std::string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }

  void expect(std::string_view expected) {
    if (!skip(expected)) fail("expected '" + std::string(expected) + "' in the header");
  }

  std::string name() {
    expect("\"");
    const std::size_t end = text_.find('"');
    if (end == std::string_view::npos) fail("a name in the header does not end");
    const std::string name(text_.substr(0, end));
    text_.remove_prefix(end + 1);
    return name;
  }

  std::vector<std::int64_t> numbers() {
    expect("[");
    std::vector<std::int64_t> numbers;
    do {
      std::int64_t number = -1;
      const auto [rest, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
      if (error != std::errc{} || number < 0) fail("expected a number in the header");
      text_.remove_prefix(static_cast<std::size_t>(rest - text_.data()));
      numbers.push_back(number);
    } while (skip(","));
    expect("]");
    return numbers;
  }

 private:
  std::string_view text_;
};

/// How many values a tensor of this shape has; the header may lie, so it never exceeds `limit`.
std::size_t element_count(const std::vector<std::int64_t>& shape, std::size_t limit) {
  std::size_t count = 1;
  for (const std::int64_t dimension : shape) {
    const auto size = static_cast<std::size_t>(dimension);
    if (size != 0 && count > limit / size) fail("a tensor is larger than the file");
    count *= size;
  }
  return count;
}

}  // namespace

std::string to_safetensors(const Tensors& tensors) {
  std::string header = "{";
  std::string data;
  for (const auto& [name, tensor] : tensors) {
    const auto begin = static_cast<std::int64_t>(data.size());
    data.append(reinterpret_cast<const char*>(tensor.values.data()),
                tensor.values.size() * sizeof(float));
    const auto end = static_cast<std::int64_t>(data.size());
    header.append(header.size() > 1 ? ",\"" : "\"").append(name);
    header.append("\":{\"dtype\":\"F32\",\"shape\":[").append(list(tensor.shape));
    header.append("],\"data_offsets\":[").append(list({begin, end})).append("]}");
  }
  header += "}";
  header.resize((header.size() + 7) / 8 * 8, ' ');  // so that the values are aligned
  const std::uint64_t length = header.size();
  std::string bytes(length_size, '\0');
  std::memcpy(bytes.data(), &length, length_size);
  return bytes + header + data;
}

Tensors from_safetensors(std::string_view bytes) {
  std::uint64_t length = 0;
  if (bytes.size() < length_size) fail("the file is cut short");
  std::memcpy(&length, bytes.data(), length_size);
  bytes.remove_prefix(length_size);
  if (length > bytes.size()) fail("the file is cut short");
  Header header(bytes.substr(0, length));
  const std::string_view data = bytes.substr(length);

  Tensors tensors;
  std::size_t begin = 0;
  header.expect("{");
  do {
    const std::string name = header.name();
    header.expect(":{\"dtype\":\"F32\",\"shape\":");
    NamedTensor tensor{.shape = header.numbers(), .values = {}};
    header.expect(",\"data_offsets\":");
    const std::vector<std::int64_t> offsets = header.numbers();
    header.expect("}");
    tensor.values.resize(element_count(tensor.shape, data.size() / sizeof(float)));
    const std::size_t end = begin + tensor.values.size() * sizeof(float);
    if (offsets != std::vector{static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)} ||
        end > data.size())
      fail("the values of " + name + " are not where its shape puts them");
    std::memcpy(tensor.values.data(), data.data() + begin, end - begin);
    begin = end;
    if (!tensors.emplace(name, std::move(tensor)).second) fail(name + " occurs twice");
  } while (header.skip(","));
  header.expect("}");
  if (begin != data.size()) fail("there are bytes behind the last tensor");
  return tensors;
}

}  // namespace digits
