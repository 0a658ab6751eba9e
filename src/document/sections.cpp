#include "document/sections.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::document {
namespace {

/// A heading under which the next one stands.
struct Open {
  int level = 0;
  std::optional<SectionKind> kind;  ///< none: a heading that the outline does not know
};

bool is_below(SectionKind kind, SectionKind ancestor) {
  while (kind != SectionKind::root) {
    kind = outline_row(kind).parent;
    if (kind == ancestor) return true;
  }
  return false;
}

/// The only section below `ancestor`, at any depth, that has this heading for its own name.
std::optional<SectionKind> only_descendant(std::string_view heading, SectionKind ancestor) {
  std::optional<SectionKind> found;
  for (const OutlineRow& row : outline()) {
    if (!is_below(row.kind, ancestor) || !has_own_name(row.kind, heading)) continue;
    if (found) return std::nullopt;
    found = row.kind;
  }
  return found;
}

/// Cuts the blocks of a document at its headings.
class Cutter {
 public:
  explicit Cutter(Reading& reading) : reading_(reading) {}

  std::vector<SectionText> cut(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      const bool heading = block.kind == BlockKind::heading;
      if ((heading || block.bold) && opens(block)) continue;
      add(block);
    }
    return std::move(sections_);
  }

 private:
  /// True if the block is a heading and no content.
  bool opens(const Block& block) {
    const bool real = block.kind == BlockKind::heading;
    const int level = real ? block.level : real_level_ + 1;
    const Slice text = reading_.text(block.lines);
    if (real) {
      real_level_ = block.level;
      close_to(level);
    }
    std::vector<Open> above = open_;
    if (!real) std::erase_if(above, [&](const Open& open) { return open.level >= level; });
    const auto kind = kind_of(text.view(), above);
    if (!kind) return real && open_unknown(block, text, level);
    open_ = std::move(above);
    open_.push_back({level, kind});
    last_ = *kind;
    within_section_ = true;
    section_level_ = level;
    sections_.push_back({*kind, text.span(), {block.span.end, block.span.end}, {}});
    return true;
  }

  void close_to(int level) {
    std::erase_if(open_, [&](const Open& open) { return open.level >= level; });
  }

  bool open_unknown(const Block& block, Slice text, int level) {
    At<std::string>& title = reading_.recipe.title;
    const bool is_title = title.value.empty() && sections_.empty();
    if (is_title) {
      title = text.at();
      return true;
    }
    if (within_section_ && level > section_level_) {
      sections_.back().blocks.push_back(&block);
      sections_.back().body.end = block.span.end;
    } else {
      within_section_ = false;
    }
    open_.push_back({level, std::nullopt});
    return true;
  }

  std::optional<SectionKind> kind_of(std::string_view heading, const std::vector<Open>& above) {
    bool skipped = false;
    bool unknown = false;
    for (auto open = above.rbegin(); open != above.rend(); ++open) {
      if (!open->kind) {
        unknown = true;
        continue;
      }
      if (const auto kind = allowed(heading, *open->kind, skipped)) return kind;
      skipped = true;
    }
    if (const auto kind = allowed(heading, SectionKind::root, skipped)) return kind;
    // Headings of one level throughout: the section that was read last leads.
    if (!unknown && last_ != SectionKind::root) {
      for (SectionKind kind = last_; kind != SectionKind::root; kind = outline_row(kind).parent) {
        if (const auto found = section_named(heading, kind)) return found;
      }
    }
    for (auto open = above.rbegin(); open != above.rend(); ++open) {
      if (!open->kind) continue;
      if (const auto kind = only_descendant(heading, *open->kind)) return kind;
    }
    return only_descendant(heading, SectionKind::root);
  }

  /// A heading below a section that does not allow it names another only by that one's own name.
  static std::optional<SectionKind> allowed(std::string_view heading, SectionKind parent,
                                            bool skipped) {
    const auto kind = section_named(heading, parent);
    if (kind && skipped && !has_own_name(*kind, heading)) return std::nullopt;
    return kind;
  }

  void add(const Block& block) {
    if (!within_section_) return;
    sections_.back().blocks.push_back(&block);
    sections_.back().body.end = block.span.end;
  }

  Reading& reading_;
  std::vector<SectionText> sections_;
  std::vector<Open> open_;
  SectionKind last_ = SectionKind::root;
  int real_level_ = 0;
  int section_level_ = 0;
  bool within_section_ = false;
};

constexpr std::array<std::string_view, 5> not_applicable_phrases = {
    "not applicable", "n/a", "does not apply", "this section does not apply", "not relevant"};

/// What stands behind "Not applicable.", if the section begins so.
std::optional<At<std::string>> not_applicable(Reading& reading, const SectionText& section) {
  const auto first =
      std::find_if(section.blocks.begin(), section.blocks.end(),
                   [](const Block* block) { return block->kind != BlockKind::html; });
  if (first == section.blocks.end()) return std::nullopt;
  const Blocks paragraphs = all_of_kind({*first}, BlockKind::paragraph);
  if (paragraphs.empty()) return std::nullopt;
  const Slice text = reading.text(paragraphs.front()->lines).trimmed();
  const std::string start = lower(text.view().substr(0, 40));
  for (const std::string_view phrase : not_applicable_phrases) {
    if (!start.starts_with(phrase)) continue;
    if (start.size() > phrase.size() && is_alnum(start[phrase.size()])) continue;
    Slice reason = text.sub(phrase.size());
    while (!reason.empty() && !is_alnum(reason.view().front()) && reason.view().front() != '`' &&
           static_cast<unsigned char>(reason.view().front()) < 0x80) {
      reason = reason.sub(1);
    }
    if (reason.empty()) {
      reading.report(Severity::warning, "reason-missing", text.span(),
                     full_name(section.kind) +
                         " does not apply: say why, as in \"Not applicable. The model is not "
                         "deployed.\"");
    }
    return reason.at();
  }
  return std::nullopt;
}

}  // namespace

std::vector<SectionText> find_sections(Reading& reading, const std::vector<Block>& blocks) {
  std::vector<SectionText> sections = Cutter(reading).cut(blocks);
  for (const SectionText& section : sections) {
    if (const Section* earlier = reading.recipe.section(section.kind)) {
      reading.report(Severity::warning, "section-twice", section.heading,
                     full_name(section.kind) + " is there twice, first on line " +
                         std::to_string(reading.source.line_at(earlier->heading.begin)) +
                         ": both are read; make them one");
    }
    reading.recipe.sections.push_back(
        {section.kind, section.heading, section.body, not_applicable(reading, section)});
  }
  return sections;
}

}  // namespace recipe::document
