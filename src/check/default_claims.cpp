#include "check/default_claims.h"

#include <algorithm>

#include "base/text.h"
#include "check/flag_head.h"
#include "check/shell_line.h"

namespace recipe::check {
namespace {

using document::CodeBlock;
using document::Flat;
using document::no_index;
using document::Page;
using document::Passage;
using document::PassageKind;

constexpr std::size_t most_lines_of_help = 40;

std::size_t indentation(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_space(line[at])) ++at;
  return at;
}

/// The claim of a text that begins with a flag, by the phrase that is of this flag.
void add_claim(const Flat& flat, const FlagHead& head, bool help, DefaultClaim claim,
               std::vector<DefaultClaim>& claims) {
  std::vector<DefaultPhrase> phrases = default_phrases(flat);
  std::erase_if(phrases, [&](const DefaultPhrase& phrase) {
    if (phrase.phrase < head.end) return true;
    // Of help output the phrase that ends it was put there by the parser.
    if (help && phrase.bracketed) return false;
    return names_a_flag(flat.text, head.end, phrase.phrase);
  });
  if (phrases.empty()) return;
  const DefaultPhrase& phrase = help ? phrases.back() : phrases.front();
  const bool two = std::any_of(phrases.begin(), phrases.end(), [&](const DefaultPhrase& other) {
    return other.value != phrase.value;
  });
  if (two && !help) return;
  claim.names = head.names;
  claim.value = phrase.value;
  claim.remark = phrase.remark;
  claim.plain = phrase.plain;
  claim.cut = phrase.cut;
  claim.span = flat.span(phrase.begin, phrase.end);
  claims.push_back(std::move(claim));
}

/// The program in "usage: main.py [-h] ...".
std::string usage_of(std::string_view line) {
  const std::size_t at = lower(line).find("usage:");
  if (at == std::string::npos || at > indentation(line)) return "";
  line = trim(line.substr(at + std::string_view("usage:").size()));
  for (std::string_view word : split(line, ' ')) {
    if (word == "python" || word == "python3" || word.empty()) continue;
    const bool program = word.ends_with(".py") || word.ends_with(".sh");
    return program ? std::string(word) : "";
  }
  return "";
}

/// Whether a line of a code block begins the description of a flag or a variable.
bool begins_entry(std::string_view line) {
  if (begins_with_option(line)) return true;
  std::size_t end = 0;
  line = trim(line);
  while (end < line.size() && (is_alnum(line[end]) || line[end] == '_')) ++end;
  return end > 2 && end < line.size() && line[end] == ':' &&
         std::none_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(end),
                      [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_help(const Page& page, const CodeBlock& code, std::vector<DefaultClaim>& claims) {
  const auto& lines = code.block->lines;
  std::string usage;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view first = page.source.text(lines[i]);
    if (const std::string program = usage_of(first); !program.empty()) usage = program;
    if (!begins_entry(first)) {
      ++i;
      continue;
    }
    Flat flat;
    const std::size_t column = indentation(first);
    flat.append(trim(first),
                {lines[i].begin + column, lines[i].begin + column + trim(first).size()});
    std::size_t next = i + 1;
    for (; next < lines.size() && next - i < most_lines_of_help; ++next) {
      const std::string_view line = page.source.text(lines[next]);
      const std::size_t indent = indentation(line);
      if (trim(line).empty() || indent <= column || begins_entry(line)) break;
      flat.append_break({lines[next].begin, lines[next].begin + indent});
      flat.append(trim(line),
                  {lines[next].begin + indent, lines[next].begin + indent + trim(line).size()});
    }
    i = next;
    DefaultClaim claim;
    claim.heading = code.heading;
    claim.usage = usage;
    const FlagHead head = flag_head(flat);
    if (!head.empty()) add_claim(flat, head, true, std::move(claim), claims);
  }
}

void add_cell(const Passage& cell, const FlagHead& head, std::size_t index, bool whole_cell,
              std::vector<DefaultClaim>& claims) {
  DefaultClaim claim;
  claim.heading = cell.heading;
  claim.passage = index;
  if (!whole_cell) return add_claim(cell.flat, {head.names, 0}, false, std::move(claim), claims);
  const std::string_view text = trim(cell.flat.text);
  if (text.empty() || text == "-") return;
  claim.names = head.names;
  claim.value = std::string(text);
  claim.span = cell.span;
  claim.plain = text.find(' ') == std::string_view::npos;
  claims.push_back(std::move(claim));
}

void add_table(const Page& page, const document::PageTable& table,
               std::vector<DefaultClaim>& claims) {
  std::size_t column = no_index;
  for (std::size_t i = 0; i < table.cells.front().size(); ++i) {
    const std::string name = folded(page.passages[table.cells.front()[i]].flat.text);
    if (name == "default" || name == "defaults" || name == "defaultvalue") column = i;
  }
  for (std::size_t row = 1; row < table.cells.size(); ++row) {
    const auto& cells = table.cells[row];
    if (cells.empty()) continue;
    const FlagHead head = flag_head(page.passages[cells.front()].flat);
    if (head.empty()) continue;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (column != no_index && i != column) continue;
      add_cell(page.passages[cells[i]], head, cells[i], column != no_index, claims);
    }
  }
}

}  // namespace

std::vector<DefaultClaim> default_claims(const Page& page) {
  std::vector<DefaultClaim> claims;
  for (const CodeBlock& code : page.code) add_help(page, code, claims);
  for (std::size_t i = 0; i < page.passages.size(); ++i) {
    const Passage& passage = page.passages[i];
    if (passage.kind != PassageKind::paragraph) continue;
    const FlagHead head = flag_head(passage.flat);
    if (head.empty()) continue;
    DefaultClaim claim;
    claim.heading = passage.heading;
    claim.passage = i;
    add_claim(passage.flat, head, false, std::move(claim), claims);
  }
  for (const document::PageTable& table : page.tables) {
    if (!table.cells.empty()) add_table(page, table, claims);
  }
  std::stable_sort(claims.begin(), claims.end(), [](const DefaultClaim& a, const DefaultClaim& b) {
    return a.span.begin < b.span.begin;
  });
  return claims;
}

}  // namespace recipe::check
