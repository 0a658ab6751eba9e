#include "author/pin.h"

#include <algorithm>

#include "author/stage_sections.h"
#include "base/text.h"

namespace recipe::author {
namespace {

using document::Code;
using document::CommandBlock;
using document::Purpose;
using document::Stage;

/// "github.com/owner/name" of any way to write it.
std::string repository_key(std::string_view text) {
  const std::size_t scheme = text.find("://");
  const bool has_scheme = scheme != std::string_view::npos;
  if (has_scheme) text.remove_prefix(scheme + 3);
  const std::size_t at = text.find('@');
  if (at < text.find('/')) text.remove_prefix(at + 1);
  while (text.ends_with('/')) text.remove_suffix(1);
  if (text.ends_with(".git")) text.remove_suffix(4);
  std::string key = lower(text);
  const std::size_t colon = key.find(':');
  if (!has_scheme && colon < key.find('/')) key[colon] = '/';
  return key;
}

bool has_commands(const Code& code) {
  return std::any_of(code.blocks.begin(), code.blocks.end(), [](const CommandBlock& block) {
    return block.purpose == Purpose::run || block.purpose == Purpose::build;
  });
}

bool in_a_block(const Code& code, std::size_t offset) {
  return std::any_of(code.blocks.begin(), code.blocks.end(),
                     [&](const CommandBlock& block) { return block.span.contains(offset); });
}

bool is_list_item(std::string_view line) {
  line = trim(line);
  return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
}

/// A list item with nothing behind `Commit:`.
bool is_empty_commit_field(std::string_view line) {
  if (!is_list_item(line)) return false;
  std::string name;
  for (const char c : folded(trim(line).substr(1))) {
    if (c != '*' && c != '`') name += c;
  }
  return name == "commit:";
}

std::string_view line_end_of(const SourceText& source, Span line) {
  return source.text({line.end, std::min(line.end + 2, source.bytes().size())}) == "\r\n" ? "\r\n"
                                                                                          : "\n";
}

/// Where a section without a commit gets one: into an empty field, in front of the first list, else
/// in front of what stands first.
Edit added_commit(const SourceText& source, const Code& code, Span body, const std::string& head) {
  std::optional<Edit> first;
  const std::size_t last_line = source.line_at(body.end > body.begin ? body.end - 1 : body.begin);
  for (std::size_t number = source.line_at(body.begin); number <= last_line; ++number) {
    const Span line = source.line(number);
    if (line.begin < body.begin || in_a_block(code, line.begin)) continue;
    const std::string_view text = source.text(line);
    if (trim(text).empty()) continue;
    if (is_empty_commit_field(text)) {
      const std::size_t end = line.begin + text.find_last_not_of(" \t") + 1;
      return {{end, end}, " " + head};
    }
    if (first) continue;
    const std::string_view end = line_end_of(source, line);
    std::string added = "- Commit: " + head + std::string(end);
    if (is_list_item(text)) {
      // The same marker, so that it is one list.
      added.front() = trim(text).front();
    } else {
      added += end;
    }
    first = Edit{{line.begin, line.begin}, added};
  }
  return first.value_or(Edit{{body.end, body.end}, "\n- Commit: " + head + "\n"});
}

class Pinning {
 public:
  Pinning(const document::Recipe& recipe, const std::string& head, const std::string& origin)
      : recipe_(recipe), head_(head), origin_(origin) {}

  void section(Stage stage, const Code& code) {
    bool named = false;
    for (const document::Checkout& checkout : code.checkouts) {
      const bool own = !checkout.repository || same_repository(checkout.repository->value, origin_);
      named = named || !own || checkout.commit;
      if (own && checkout.commit) replace(stage, *checkout.commit);
    }
    const document::Section* section = recipe_.section(code_section_of(stage));
    if (named || section == nullptr || section->not_applicable || !has_commands(code)) return;
    const Edit edit = added_commit(recipe_.source, code, section->body, head_);
    note(pins_.changed, stage, edit.span, "");
    pins_.edits.push_back(edit);
  }

  /// In the document's order.
  Pins take() {
    const auto by_line = [](const PinnedCommit& a, const PinnedCommit& b) {
      return a.line < b.line;
    };
    std::stable_sort(pins_.changed.begin(), pins_.changed.end(), by_line);
    std::stable_sort(pins_.kept.begin(), pins_.kept.end(), by_line);
    return std::move(pins_);
  }

 private:
  void replace(Stage stage, const At<std::string>& commit) {
    // Sections may share a statement, which is changed once.
    const bool seen = std::any_of(pins_.edits.begin(), pins_.edits.end(),
                                  [&](const Edit& edit) { return edit.span == commit.span; });
    if (commit.value == head_) return note(pins_.kept, stage, commit.span, commit.value);
    note(pins_.changed, stage, commit.span, commit.value);
    if (!seen) pins_.edits.push_back({commit.span, head_});
  }

  void note(std::vector<PinnedCommit>& list, Stage stage, Span place, const std::string& before) {
    list.push_back({stage, recipe_.source.line_at(place.begin), before});
  }

  const document::Recipe& recipe_;
  const std::string& head_;
  const std::string& origin_;
  Pins pins_;
};

}  // namespace

bool same_repository(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && repository_key(a) == repository_key(b);
}

Pins pin(const document::Recipe& recipe, const std::string& head, const std::string& origin) {
  Pinning pinning(recipe, head, origin);
  for (const auto& [stage, code] : recipe.code) pinning.section(stage, code);
  return pinning.take();
}

}  // namespace recipe::author
