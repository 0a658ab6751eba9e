#include "check/evidence.h"

#include <algorithm>

#include "base/text.h"
#include "check/command_words.h"
#include "check/phrases.h"
#include "document/html.h"

namespace recipe::check {
namespace {

using document::no_index;

constexpr std::size_t place_count = static_cast<std::size_t>(EvidencePlace::image) + 1;

/// The phrases of items.def by place, each tagged with its row.
const std::array<Phrases, place_count>& evidencing_phrases() {
  static const std::array<Phrases, place_count> phrases = [] {
    std::array<Phrases, place_count> made;
    for (std::size_t row = 0; row < evidence_rows().size(); ++row) {
      const Evidencing& evidencing = evidence_rows()[row];
      made[static_cast<std::size_t>(evidencing.place)].add(evidencing.phrases, row);
    }
    return made;
  }();
  return phrases;
}

/// What the sections of a page hold, by heading, subsections included.
struct SectionHolds {
  bool anything = false;
  bool code = false;
  bool numbers = false;
};

bool has_number(const Lowered& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_digit(words[i].front()) && words[i].find('.') != std::string_view::npos) return true;
  }
  return false;
}

class EvidenceReader {
 public:
  explicit EvidenceReader(const document::Page& page)
      : page_(page), holds_(page.headings.size()), numbered_(page.tables.size()) {}

  EvidenceFound read() {
    read_passages();
    for (const document::CodeBlock& code : page_.code) read_code(code);
    for (const document::Block& block : page_.markdown.blocks) read_html(block);
    fold_sections();
    read_headings();
    read_columns();
    read_commands();
    read_links();
    return std::move(found_);
  }

 private:
  void add(std::size_t row, Evidenced evidence) {
    evidence.rank = row;
    found_.add(evidence_rows()[row].item, std::move(evidence));
  }

  template <class Change>
  void note(std::size_t heading, Change change) {
    if (heading != no_index) change(holds_[heading]);
  }

  /// The items whose phrases stand in `text`, with the place of the match in it.
  template <class Use>
  void match_all(EvidencePlace place, const Lowered& text, Use use) const {
    const Phrases& phrases = evidencing_phrases()[static_cast<std::size_t>(place)];
    std::vector<Phrases::Match> matches;
    for (std::size_t at = 0; at < text.size(); ++at) {
      matches.clear();
      phrases.match(text, at, matches);
      for (const Phrases::Match& match : matches) {
        use(match.tag, text.span(at, match.end));
      }
    }
  }

  void read_passages() {
    for (const document::Passage& passage : page_.passages) {
      const Lowered words(passage.flat.text);
      if (words.size() == 0) continue;
      const bool heading = passage.kind == document::PassageKind::heading;
      const bool numbers = !heading && has_number(words);
      if (passage.table != no_index && passage.row > 0 && numbers) numbered_[passage.table] = true;
      note(passage.heading, [heading, numbers](SectionHolds& holds) {
        holds.anything = holds.anything || !heading;
        holds.numbers = holds.numbers || numbers;
      });
      match_all(EvidencePlace::prose, words, [&](std::size_t row, Span at) {
        add(row, {passage.flat.span(at.begin, at.end),
                  "\"" + passage.flat.text.substr(at.begin, at.size()) + "\""});
      });
    }
  }

  void read_code(const document::CodeBlock& code) {
    note(code.heading, [](SectionHolds& holds) { holds.anything = holds.code = true; });
    for (const Span line : code.block->lines) {
      match_all(EvidencePlace::code, Lowered(page_.source.text(line)),
                [&](std::size_t row, Span at) {
                  add(row, {{line.begin + at.begin, line.begin + at.end}, "a line of code"});
                });
    }
  }

  /// Tables in HTML: the cells of their heads as columns, others as text.
  // As deep as lists and quotes nest, which the reader of Markdown bounds.
  void read_html(const document::Block& block) {
    for (const document::Block& child : block.children) read_html(child);
    if (block.kind != document::BlockKind::html) return;
    const auto tags = document::html_tags_in(page_.source, block.span);
    for (std::size_t i = 0; i < tags.size(); ++i) {
      const std::size_t end = i + 1 < tags.size() ? tags[i + 1].span.begin : block.span.end;
      const std::size_t begin = tags[i].span.end;
      if (end <= begin) continue;
      const Lowered words(page_.source.text({begin, end}));
      if (words.size() == 0) continue;
      const bool numbers = has_number(words);
      note(page_.heading_at(begin), [numbers](SectionHolds& holds) {
        holds.anything = true;
        holds.numbers = holds.numbers || numbers;
      });
      const auto note_match = [&](std::size_t row, Span at) {
        add(row, {{begin + at.begin, begin + at.end}, "a table"});
      };
      in_head_ = tags[i].name == "th" || (in_head_ && !tags[i].name.starts_with("/t"));
      match_all(in_head_ ? EvidencePlace::column : EvidencePlace::prose, words, note_match);
    }
  }

  /// A section holds what its subsections hold; parents stand before their children.
  void fold_sections() {
    for (std::size_t i = holds_.size(); i-- > 0;) {
      const std::size_t parent = page_.headings[i].parent;
      if (parent == no_index) continue;
      holds_[parent].anything = holds_[parent].anything || holds_[i].anything;
      holds_[parent].code = holds_[parent].code || holds_[i].code;
      holds_[parent].numbers = holds_[parent].numbers || holds_[i].numbers;
    }
  }

  void read_headings() {
    for (std::size_t i = 0; i < page_.headings.size(); ++i) {
      const document::Heading& heading = page_.headings[i];
      const Lowered words(unnumbered(heading.text));
      const auto note_match = [&](std::size_t row, Span) {
        add(row, {heading.span, "the heading \"" + heading.text + "\""});
      };
      // The title names the model; what holds for the whole document is told by its parts.
      if (i == 0 && heading.level == 1) continue;
      if (holds_[i].anything) match_all(EvidencePlace::heading, words, note_match);
      if (holds_[i].code) match_all(EvidencePlace::heading_code, words, note_match);
      if (holds_[i].numbers) match_all(EvidencePlace::heading_numbers, words, note_match);
    }
  }

  static std::string_view unnumbered(std::string_view heading) {
    while (!heading.empty() && (is_digit(heading.front()) || heading.front() == '.' ||
                                heading.front() == ')' || heading.front() == ' ')) {
      heading.remove_prefix(1);
    }
    return heading;
  }

  void read_columns() {
    for (std::size_t t = 0; t < page_.tables.size(); ++t) {
      const auto& cells = page_.tables[t].cells;
      if (cells.empty() || !numbered_[t]) continue;
      for (const std::size_t index : cells.front()) {
        const document::Passage& cell = page_.passages[index];
        match_all(EvidencePlace::column, Lowered(cell.flat.text), [&](std::size_t row, Span) {
          add(row, {cell.span, "the column \"" + cell.flat.text + "\""});
        });
      }
    }
  }

  void read_commands() {
    for (const CommandWords& command : command_words(page_)) {
      bool evaluates = false;
      for (const At<std::string>& setting : command.settings) {
        match_all(EvidencePlace::flag, Lowered(setting.value), [&](std::size_t row, Span) {
          const ItemKind kind = evidence_rows()[row].item;
          evaluates =
              evaluates || kind == ItemKind::evaluation_code || kind == ItemKind::inference_code;
          add(row, {setting.span, "`" + setting.value + "`"});
        });
      }
      for (const At<std::string>& program : command.programs) {
        match_all(EvidencePlace::program, Lowered(program.value), [&](std::size_t row, Span) {
          // `main.py --evaluate` does not train.
          if (evaluates && evidence_rows()[row].item == ItemKind::training_code) return;
          add(row, {program.span, "the command `" + program.value + "`"});
        });
      }
    }
  }

  void read_links() {
    for (const document::Link& link : page_.links) {
      const bool image =
          link.kind == document::LinkKind::image || link.kind == document::LinkKind::html_image;
      const EvidencePlace place = image ? EvidencePlace::image : EvidencePlace::link;
      const auto note_match = [&](std::size_t row, Span) {
        add(row, {link.span, (image ? "the image " : "the link to ") + link.target});
      };
      match_all(place, Lowered(link.target), note_match);
      if (image) match_all(place, Lowered(link.text), note_match);
    }
  }

  const document::Page& page_;
  std::vector<SectionHolds> holds_;
  std::vector<bool> numbered_;  ///< by table: whether it holds numbers below its head
  bool in_head_ = false;        ///< within `<th>`
  EvidenceFound found_;
};

}  // namespace

void EvidenceFound::add(ItemKind kind, Evidenced evidence) {
  auto& slot = found_[static_cast<std::size_t>(kind)];
  if (!slot || evidence.rank < slot->rank) slot = std::move(evidence);
}

EvidenceFound find_evidence(const document::Page& page) { return EvidenceReader(page).read(); }

}  // namespace recipe::check
