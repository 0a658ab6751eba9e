#include "record/touched.h"

#include "base/json.h"

#include <algorithm>

namespace recipe::record {
namespace {

constexpr std::size_t most_broken = 100;
constexpr std::pair<unsigned, std::string_view> access_names[] = {
    {os::access_read, "read"},
    {os::access_written, "written"},
    {os::access_executed, "executed"},
    {os::access_deleted, "deleted"},
};

/// Length of the UTF-8 sequence at the start of `text` (RFC 3629); 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

/// JSON is UTF-8, file names are bytes: "%", control characters and bytes that are not UTF-8 become
/// "%NN".
std::string escaped(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    const auto byte = static_cast<unsigned char>(bytes.front());
    if (length > 0 && byte != '%' && byte >= 0x20) {
      text += bytes.substr(0, length);
      bytes.remove_prefix(length);
      continue;
    }
    text += '%';
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
    bytes.remove_prefix(1);
  }
  return text;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string unescaped(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      bytes += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

std::string name_at(const Json& json, std::string_view key) {
  return unescaped(text_at(json, key).value_or(""));
}

bool flag_at(const Json& json, std::string_view key, bool otherwise) {
  const auto found = json.find(std::string(key));
  return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

/// Texts of an array.
std::vector<std::string> words_at(const Json& json, std::string_view key, std::size_t most) {
  std::vector<std::string> words;
  const auto found = json.find(std::string(key));
  if (found == json.end() || !found->is_array()) return words;
  for (const Json& word : *found) {
    if (words.size() < most && word.is_string()) words.push_back(word.get<std::string>());
  }
  return words;
}

Json header_of(const Touched& touched) {
  return {{"touched", 1},
          {"unavailable", touched.unavailable},
          {"events", touched.events},
          {"daemons", touched.daemons},
          {"notes", touched.notes}};
}

Json line_of(const os::TracedProgram& program, const MaskArguments& mask) {
  Json words = Json::array();
  for (const std::string& word : mask(program.arguments)) words.push_back(escaped(word));
  return {{"executable", escaped(program.executable)},
          {"arguments", std::move(words)},
          {"parent", program.parent},
          {"pid", program.pid},
          {"count", program.count},
          {"privileged", program.privileged}};
}

Json line_of(const os::TracedHost& host) {
  return {{"host", escaped(host.address)},
          {"port", host.port},
          {"datagram", host.datagram},
          {"program", host.program}};
}

Json line_of(const os::TracedFile& file) {
  Json access = Json::array();
  for (const auto& [bit, name] : access_names) {
    if ((file.access & bit) != 0) access.push_back(name);
  }
  Json line = {{"path", escaped(file.path)}, {"access", std::move(access)}, {"bytes", file.bytes}};
  if (!file.named.empty()) line["named"] = escaped(file.named);
  if (!file.moved_from.empty()) line["moved_from"] = escaped(file.moved_from);
  if (!file.existed) line["existed"] = false;
  if (!file.exists) line["exists"] = false;
  if (file.input) line["input"] = true;
  if (file.reader != 0) line["reader"] = file.reader;
  if (file.writer != 0) line["writer"] = file.writer;
  return line;
}

/// An index that a later line may have; those that none has are brought to 0 at the end.
std::size_t index_at(const Json& json, std::string_view key) {
  return static_cast<std::size_t>(count_at(json, key).value_or(0));
}

void read_header(const Json& json, Touched& touched) {
  touched.unavailable = text_at(json, "unavailable").value_or("");
  touched.events = count_at(json, "events").value_or(0);
  touched.daemons = flag_at(json, "daemons", false);
  touched.notes = words_at(json, "notes", 1000);
}

os::TracedProgram program_of(const Json& json) {
  os::TracedProgram program;
  program.executable = name_at(json, "executable");
  for (const std::string& word : words_at(json, "arguments", 64)) {
    program.arguments.push_back(unescaped(word));
  }
  program.parent = index_at(json, "parent");
  const std::uint64_t pid = count_at(json, "pid").value_or(0);
  program.pid = pid <= 1U << 30U ? static_cast<int>(pid) : 0;
  program.count = count_at(json, "count").value_or(1);
  program.privileged = flag_at(json, "privileged", false);
  return program;
}

os::TracedHost host_of(const Json& json) {
  os::TracedHost host;
  host.address = name_at(json, "host");
  const std::uint64_t port = count_at(json, "port").value_or(0);
  host.port = port <= 65535 ? static_cast<std::uint16_t>(port) : std::uint16_t{0};
  host.datagram = flag_at(json, "datagram", false);
  host.program = index_at(json, "program");
  return host;
}

os::TracedFile file_of(const Json& json) {
  os::TracedFile file;
  file.path = name_at(json, "path");
  file.named = name_at(json, "named");
  file.moved_from = name_at(json, "moved_from");
  for (const std::string& word : words_at(json, "access", 8)) {
    for (const auto& [bit, name] : access_names) {
      if (word == name) file.access |= bit;
    }
  }
  file.bytes = count_at(json, "bytes").value_or(0);
  file.existed = flag_at(json, "existed", true);
  file.exists = flag_at(json, "exists", true);
  file.input = flag_at(json, "input", false);
  file.reader = index_at(json, "reader");
  file.writer = index_at(json, "writer");
  return file;
}

/// Beyond the bound a line is read and not kept.
template <class T>
void keep_line(std::vector<T>& all, std::size_t most, T line) {
  if (all.size() < most) all.push_back(std::move(line));
}

bool read_line(std::string_view text, Touched& touched) {
  const os::TraceLimits limits;
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return false;
  if (json->contains("path")) {
    keep_line(touched.files, limits.files, file_of(*json));
  } else if (json->contains("executable")) {
    keep_line(touched.programs, limits.programs, program_of(*json));
  } else if (json->contains("host")) {
    keep_line(touched.hosts, limits.hosts, host_of(*json));
  } else if (json->contains("touched")) {
    read_header(*json, touched);
  } else {
    return false;
  }
  return true;
}

void within_programs(std::size_t& index, const Touched& touched) {
  if (index >= touched.programs.size()) index = 0;
}

}  // namespace

std::string to_lines(const Touched& touched, const MaskArguments& mask) {
  std::string text = to_line(header_of(touched)) + "\n";
  for (const os::TracedProgram& program : touched.programs) {
    text += to_line(line_of(program, mask)) + "\n";
  }
  for (const os::TracedHost& host : touched.hosts) text += to_line(line_of(host)) + "\n";
  for (const os::TracedFile& file : touched.files) text += to_line(line_of(file)) + "\n";
  return text;
}

Touched touched_from_lines(std::string_view text, std::vector<std::size_t>& broken) {
  Touched touched;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || read_line(line, touched)) continue;
    if (broken.size() < most_broken) broken.push_back(number);
  }
  for (os::TracedProgram& program : touched.programs) within_programs(program.parent, touched);
  for (os::TracedHost& host : touched.hosts) within_programs(host.program, touched);
  for (os::TracedFile& file : touched.files) {
    within_programs(file.reader, touched);
    within_programs(file.writer, touched);
  }
  return touched;
}

}  // namespace recipe::record
