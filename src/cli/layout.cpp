#include "cli/layout.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::cli {
namespace {

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\n') {
      out += "\\x0a";
    } else if (c == '\t') {
      out += "\\x09";
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

std::string cut(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  while (end < text.size()) {
    if (begins_code_point(text[end]) && columns-- == 0) break;
    ++end;
  }
  return std::string(text.substr(0, end));
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  const std::string margin(indent, ' ');
  std::string out;
  std::size_t used = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t columns = columns_of(word);
    if (used > 0 && used + 1 + columns > width) {
      out += '\n';
      used = 0;
    }
    out += used == 0 ? margin : " ";
    used += (used == 0 ? indent : 1) + columns;
    out += word;
  }
  return out;
}

std::vector<std::string> in_columns(const std::vector<std::vector<Cell>>& rows, Colour colour) {
  std::vector<std::size_t> widths;
  for (const std::vector<Cell>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], columns_of(row[i].text));
    }
  }
  std::vector<std::string> lines;
  for (const std::vector<Cell>& row : rows) {
    std::string line;
    std::size_t owed = 0;  // spaces, written only if something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].text.empty()) {
        line += std::string(owed, ' ') + styled(colour, row[i].style, row[i].text);
        owed = 0;
      }
      owed += widths[i] - columns_of(row[i].text) + 2;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace recipe::cli
