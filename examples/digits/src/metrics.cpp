#include "metrics.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iostream>
#include <stdexcept>

namespace digits {
namespace {

std::string real_json(double value) {
  if (!std::isfinite(value)) throw std::runtime_error("a metric is not a finite number");
  std::array<char, 32> text;
  const auto result =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
  return std::string(text.data(), result.ptr);
}

}  // namespace

std::string MetricValue::json() const {
  if (const auto* integer = std::get_if<std::int64_t>(&value_)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value_)) return real_json(*real);
  return '"' + std::string(std::get<std::string_view>(value_)) + '"';
}

MetricsLog::MetricsLog(const std::string& path) : path_(path) {
  if (path_.empty()) return;
  file_.open(path_, std::ios::app);
  if (!file_) throw std::runtime_error(path_ + ": " + std::strerror(errno));
}

void MetricsLog::write(std::initializer_list<Entry> entries) {
  std::string line;
  for (const Entry& entry : entries) {
    line += line.empty() ? "{\"" : ", \"";
    line += std::string(entry.name) + "\": " + entry.value.json();
  }
  std::ostream& stream = path_.empty() ? std::cout : file_;
  stream << line << "}\n" << std::flush;
  if (!stream) throw std::runtime_error(path_ + ": writing failed");
}

}  // namespace digits
