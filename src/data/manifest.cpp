#include "data/manifest.h"

#include <charconv>

#include "base/text.h"
#include "data/sha256.h"

namespace recipe::data {
namespace {

constexpr std::size_t hex_size = 64;

bool needs_escapes(std::string_view path) {
  return path.find_first_of("\\\n\r") != std::string_view::npos;
}

/// As sha256sum writes names.
void add_escaped(std::string& text, std::string_view path) {
  for (const char c : path) {
    if (c == '\\') {
      text += "\\\\";
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else {
      text += c;
    }
  }
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string path;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      path += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    if (text[i] == '\\') {
      path += '\\';
    } else if (text[i] == 'n') {
      path += '\n';
    } else if (text[i] == 'r') {
      path += '\r';
    } else {
      return std::nullopt;
    }
  }
  return path;
}

std::optional<ManifestEntry> parse_line(std::string_view line) {
  if (line.size() < hex_size + 4 || line[hex_size] != ' ') return std::nullopt;
  const auto digest = Digest::parse("sha256:" + std::string(line.substr(0, hex_size)));
  line.remove_prefix(hex_size + 1);
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size);
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (!digest || error != std::errc() || line.empty() || line.front() != ' ') return std::nullopt;
  auto path = unescaped(line.substr(1));
  if (!path || path->empty()) return std::nullopt;
  return ManifestEntry{std::move(*path), size, *digest};
}

void count(SomeFiles& some, const ManifestEntry& file) {
  if (++some.count <= SomeFiles::most_named) some.first.push_back(file.path);
}

void add_sentence(std::string& text, const SomeFiles& some, std::string_view one,
                  std::string_view many) {
  if (some.count == 0) return;
  if (!text.empty()) text += "; ";
  text += counted(some.count, "file") + " " + std::string(some.count == 1 ? one : many) + " (";
  for (std::size_t i = 0; i < some.first.size(); ++i) {
    text += (i == 0 ? "" : ", ") + printable(some.first[i]);
  }
  text += some.count > some.first.size() ? ", ...)" : ")";
}

}  // namespace

Digest digest_of_listing(const std::vector<ManifestEntry>& files) {
  Sha256 sha;
  std::string line;
  for (const ManifestEntry& file : files) {
    // A backslash in front of the line says that the name is escaped.
    line = needs_escapes(file.path) ? "\\" : "";
    line += file.digest.hex();
    line += "  ";
    add_escaped(line, file.path);
    line += '\n';
    sha.add(line);
  }
  return sha.digest();
}

std::string manifest_text(const std::vector<ManifestEntry>& files) {
  std::string text;
  for (const ManifestEntry& file : files) {
    text += file.digest.hex() + " " + std::to_string(file.size) + " ";
    add_escaped(text, file.path);
    text += '\n';
  }
  return text;
}

std::optional<std::vector<ManifestEntry>> parse_manifest(std::string_view text) {
  if (!text.empty() && text.back() != '\n') return std::nullopt;
  std::vector<ManifestEntry> files;
  for (const std::string_view line : lines(text)) {
    auto file = parse_line(line);
    if (!file || (!files.empty() && file->path <= files.back().path)) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

std::vector<ManifestEntry> below(const std::vector<ManifestEntry>& files, std::string_view folder) {
  const std::string stem = "./" + std::string(folder) + "/";
  std::vector<ManifestEntry> found;
  for (const ManifestEntry& file : files) {
    if (file.path.rfind(stem, 0) != 0) continue;
    found.push_back({"./" + file.path.substr(stem.size()), file.size, file.digest});
  }
  return found;
}

Difference compare(const std::vector<ManifestEntry>& before,
                   const std::vector<ManifestEntry>& now) {
  Difference difference;
  auto old = before.begin();
  for (const ManifestEntry& file : now) {
    for (; old != before.end() && old->path < file.path; ++old) count(difference.missing, *old);
    if (old == before.end() || old->path != file.path) {
      count(difference.added, file);
    } else {
      if (old->digest != file.digest) count(difference.differing, file);
      ++old;
    }
  }
  for (; old != before.end(); ++old) count(difference.missing, *old);
  return difference;
}

std::string Difference::to_string() const {
  std::string text;
  add_sentence(text, differing, "differs", "differ");
  add_sentence(text, missing, "is missing", "are missing");
  add_sentence(text, added, "is new", "are new");
  return text;
}

}  // namespace recipe::data
