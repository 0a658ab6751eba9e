#include "digit.h"

#include <charconv>
#include <stdexcept>

#include "files.h"

namespace digits {
namespace {

[[noreturn]] void fail(std::string_view name, std::size_t line, const std::string& what) {
  throw std::runtime_error(std::string(name) + ":" + std::to_string(line) + ": " + what);
}

/// Takes the number in front of `line`; the number must end at `end`, which is taken too.
std::uint8_t take_number(std::string_view& line, char end, int limit, std::string_view name,
                         std::size_t number) {
  int value = -1;
  const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), value);
  if (error != std::errc{} || rest == line.data() + line.size() || *rest != end)
    fail(name, number, "expected 64 pixels and a class, separated by commas");
  if (value < 0 || value > limit)
    fail(name, number,
         "found " + std::to_string(value) + ", expected 0 to " + std::to_string(limit));
  line.remove_prefix(static_cast<std::size_t>(rest - line.data()) + 1);
  return static_cast<std::uint8_t>(value);
}

}  // namespace

std::vector<Digit> parse_digits(std::string_view text, std::string_view name) {
  std::vector<Digit> digits;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) fail(name, number, "the last line does not end");
    std::string_view line = text.substr(0, end + 1);
    text.remove_prefix(end + 1);
    Digit digit;
    for (std::uint8_t& pixel : digit.pixels)
      pixel = take_number(line, ',', max_pixel, name, number);
    digit.label = take_number(line, '\n', class_count - 1, name, number);
    digits.push_back(digit);
  }
  return digits;
}

std::string format_digits(const std::vector<Digit>& digits) {
  std::string text;
  for (const Digit& digit : digits) {
    for (const std::uint8_t pixel : digit.pixels) text += std::to_string(pixel) + ",";
    text += std::to_string(digit.label) + "\n";
  }
  return text;
}

std::vector<Digit> read_digits(const std::string& path) {
  std::vector<Digit> digits = parse_digits(read_file(path), path);
  if (digits.empty()) throw std::runtime_error(path + ": no digits in it");
  return digits;
}

}  // namespace digits
