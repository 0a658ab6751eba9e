#include "flags.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <iostream>

namespace digits {
namespace {

std::string range(double least, double most) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%g to %g", least, most);
  return text.data();
}

template <class Number>
Number parse(const std::string& name, const std::string& text, Number least, Number most) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || !(value >= least && value <= most))
    throw UsageError("--" + name + " is '" + text + "', expected a number from " +
                     range(static_cast<double>(least), static_cast<double>(most)));
  return value;
}

}  // namespace

Flags::Flags(int argc, const char* const* argv) {
  for (int i = 1; i < argc; i += 2) {
    const std::string flag = argv[i];
    if (!flag.starts_with("--")) throw UsageError("expected a flag, found '" + flag + "'");
    if (i + 1 == argc) throw UsageError(flag + " has no value");
    if (!values_.emplace(flag.substr(2), argv[i + 1]).second)
      throw UsageError(flag + " is given twice");
  }
}

std::string Flags::text(const std::string& name, std::optional<std::string> fallback) {
  const auto taken = values_.extract(name);
  if (!taken) {
    if (fallback) return *fallback;
    throw UsageError("--" + name + " is missing");
  }
  if (taken.mapped().empty()) throw UsageError("--" + name + " is empty; is its variable set?");
  return taken.mapped();
}

std::int64_t Flags::integer(const std::string& name, std::int64_t least, std::int64_t most,
                            std::optional<std::int64_t> fallback) {
  if (fallback && !values_.contains(name)) return *fallback;
  return parse(name, text(name), least, most);
}

double Flags::number(const std::string& name, double least, double most) {
  return parse(name, text(name), least, most);
}

void Flags::reject_unknown() const {
  if (!values_.empty()) throw UsageError("--" + values_.begin()->first + " is unknown");
}

int run_program(int argc, const char* const* argv, std::string_view usage,
                void (*program)(Flags&)) {
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::cout << usage;
    return 0;
  }
  try {
    Flags flags(argc, argv);
    program(flags);
    return 0;
  } catch (const UsageError& error) {
    std::cerr << argv[0] << ": " << error.what() << "\n\n" << usage;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << "\n";
    return 1;
  }
}

}  // namespace digits
