#include "check/allowance.h"

#include <algorithm>

#include "base/text.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::Block;
using document::BlockKind;

constexpr std::string_view comment_begin = "<!--";
constexpr std::string_view comment_end = "-->";
constexpr std::string_view keyword = "recipe:";
constexpr std::size_t longest_comment = 2000;
constexpr std::size_t most_allowances = 500;

/// Reads "allow RULE [RULE...], REASON".
void read_words(std::string_view words, Allowance& allowance) {
  const std::size_t space = words.find_first_of(" \t\r\n");
  if (words.substr(0, space) != "allow") {
    allowance.wrong = "`recipe:` is followed by `" + std::string(words.substr(0, space)) +
                      "`; write `recipe: allow RULE, REASON`";
    return;
  }
  words = space == std::string_view::npos ? std::string_view() : words.substr(space);
  const std::size_t comma = words.find(',');
  std::string named(words.substr(0, comma));
  std::replace_if(named.begin(), named.end(), is_space, ' ');
  if (comma != std::string_view::npos) allowance.reason = trim(words.substr(comma + 1));
  std::vector<std::string> known;
  for (const Rule* rule : all_rules()) known.emplace_back(rule->name);
  for (const std::string_view name : split(named, ' ')) {
    if (name.empty()) continue;
    if (const Rule* rule = rule_named(name); rule != nullptr) {
      allowance.rules.push_back(rule);
    } else if (allowance.wrong.empty()) {
      allowance.wrong = "there is no rule `" + std::string(name) + "`";
      if (const auto near = nearest(name, known))
        allowance.wrong += "; did you mean `" + *near + "`?";
    }
  }
  if (!allowance.wrong.empty()) return;
  if (allowance.rules.empty()) {
    allowance.wrong = "it names no rule; write `recipe: allow RULE, REASON`";
  } else if (allowance.reason.empty()) {
    allowance.wrong = "it gives no reason; write one behind a comma";
  }
}

/// Where a block stands: its neighbours and itself.
struct BlockPlace {
  const std::vector<Block>* siblings = nullptr;
  std::size_t index = 0;

  const Block* block() const { return siblings == nullptr ? nullptr : &(*siblings)[index]; }
};

// As deep as max_marker_column bounds.
BlockPlace deepest_at(const std::vector<Block>& blocks, std::size_t offset) {
  auto after = std::upper_bound(
      blocks.begin(), blocks.end(), offset,
      [](std::size_t wanted, const Block& block) { return wanted < block.span.begin; });
  if (after == blocks.begin()) return {};
  const auto index = static_cast<std::size_t>(after - blocks.begin()) - 1;
  const Block& block = blocks[index];
  if (block.span.end < offset) return {};
  const BlockPlace inner = deepest_at(block.children, offset);
  return inner.siblings != nullptr ? inner : BlockPlace{&blocks, index};
}

/// Whether nothing but comments stands in a block.
bool holds_comments_only(std::string_view text) {
  text = trim(text);
  while (text.starts_with(comment_begin)) {
    const std::size_t end = text.find(comment_end);
    if (end == std::string_view::npos) return true;
    text = trim(text.substr(end + comment_end.size()));
  }
  return text.empty();
}

/// Finds the comments of a page.
class AllowanceReader {
 public:
  explicit AllowanceReader(const document::Page& page) : page_(page), text_(page.source.bytes()) {
    for (const document::CodeBlock& code : page.code) code_.push_back(code.block->span);
    for (const document::CodeSpan& code : page.code_spans) code_.push_back(code.span);
    std::sort(code_.begin(), code_.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
  }

  std::vector<Allowance> read() {
    for (std::size_t at = text_.find(comment_begin); at != std::string_view::npos;
         at = text_.find(comment_begin, at)) {
      if (in_code(at)) {
        at += comment_begin.size();
        continue;
      }
      const std::size_t end = text_.find(comment_end, at + comment_begin.size());
      if (end == std::string_view::npos) break;
      comment({at, end + comment_end.size()});
      at = end + comment_end.size();
    }
    return std::move(found_);
  }

 private:
  bool in_code(std::size_t at) const {
    const auto after =
        std::upper_bound(code_.begin(), code_.end(), at,
                         [](std::size_t wanted, const Span& span) { return wanted < span.begin; });
    return after != code_.begin() && (after - 1)->contains(at);
  }

  void comment(Span span) {
    if (span.size() > longest_comment) return;
    std::string_view inside =
        page_.source.text({span.begin + comment_begin.size(), span.end - comment_end.size()});
    inside = trim(inside);
    if (!inside.starts_with(keyword)) return;
    Allowance allowance;
    allowance.span = span;
    allowance.lines = span;
    if (found_.size() >= most_allowances) {
      if (found_.size() > most_allowances) return;
      allowance.wrong = "there are more than " + std::to_string(most_allowances) +
                        " in this document; turn rules off for it in recipe.toml";
    } else {
      read_words(trim(inside.substr(keyword.size())), allowance);
      place(allowance);
    }
    found_.push_back(std::move(allowance));
  }

  /// Remembers the last block: its one line may hold every comment there is.
  bool of_comments(const Block& block) {
    if (&block != last_block_) {
      last_block_ = &block;
      last_answer_ =
          block.kind == BlockKind::html && holds_comments_only(page_.source.text(block.span));
    }
    return last_answer_;
  }

  void place(Allowance& allowance) {
    const BlockPlace at = deepest_at(page_.markdown.blocks, allowance.span.begin);
    const Block* block = at.block();
    if (block == nullptr || !of_comments(*block)) {
      allowance.scope = page_.source.line(page_.source.line_at(allowance.span.begin));
      return;
    }
    whole_lines(allowance);
    for (std::size_t next = at.index + 1; next < at.siblings->size(); ++next) {
      const Block& below = (*at.siblings)[next];
      if (of_comments(below)) continue;
      allowance.scope = below.kind == BlockKind::heading ? section_of(below) : below.span;
      return;
    }
    if (allowance.wrong.empty()) allowance.wrong = "nothing follows that it could be for";
  }

  Span section_of(const Block& heading) const {
    const std::size_t index = page_.heading_at(heading.span.end);
    if (index == document::no_index) return heading.span;
    return {heading.span.begin, std::max(heading.span.end, page_.headings[index].section_end)};
  }

  /// The comment with its lines, if they hold nothing else.
  void whole_lines(Allowance& allowance) const {
    const Span first = page_.source.line(page_.source.line_at(allowance.span.begin));
    const std::size_t last = page_.source.line_at(allowance.span.end - 1);
    const Span end = page_.source.line(last);
    const bool clear = trim(page_.source.text({first.begin, allowance.span.begin})).empty() &&
                       trim(page_.source.text({allowance.span.end, end.end})).empty();
    if (!clear) return;
    const std::size_t behind =
        last < page_.source.line_count() ? page_.source.line(last + 1).begin : text_.size();
    allowance.lines = {first.begin, behind};
  }

  const document::Page& page_;
  std::string_view text_;
  std::vector<Span> code_;
  std::vector<Allowance> found_;
  const Block* last_block_ = nullptr;
  bool last_answer_ = false;
};

Finding unused(const Allowance& allowance, const std::vector<std::string>& names, bool all) {
  const Rule& rule = rules::allow_unused;
  Finding finding{std::string(rule.name),
                  std::string(rule.code),
                  rule.severity,
                  allowance.span,
                  "nothing here needs to be allowed: " + join(names, ", ") + " found nothing",
                  {},
                  {}};
  if (all) finding.fix = Fix{"remove the comment", Safety::safe, {{allowance.lines, ""}}};
  return finding;
}

}  // namespace

std::vector<Allowance> allowances_in(const document::Page& page) {
  return AllowanceReader(page).read();
}

std::size_t apply_allowances(const document::Page& page, const std::vector<const Rule*>& ran,
                             const std::vector<Undecided>& undecided,
                             std::vector<Finding>& findings) {
  std::size_t allowed = 0;
  std::vector<Finding> told;
  const bool tell_unused = std::find(ran.begin(), ran.end(), &rules::allow_unused) != ran.end();
  for (const Allowance& allowance : allowances_in(page)) {
    if (!allowance.wrong.empty()) continue;
    std::vector<std::string> idle;
    for (const Rule* rule : allowance.rules) {
      const std::size_t before = findings.size();
      std::erase_if(findings, [&](const Finding& finding) {
        return finding.rule == rule->name && allowance.scope.contains(finding.span.begin);
      });
      allowed += before - findings.size();
      const bool needed =
          before != findings.size() || std::find(ran.begin(), ran.end(), rule) == ran.end() ||
          std::any_of(undecided.begin(), undecided.end(), [&](const Undecided& statement) {
            return statement.rule == rule->name && allowance.scope.contains(statement.span.begin);
          });
      if (!needed) idle.emplace_back(rule->name);
    }
    if (!idle.empty() && tell_unused) {
      told.push_back(unused(allowance, idle, idle.size() == allowance.rules.size()));
    }
  }
  findings.insert(findings.end(), told.begin(), told.end());
  return allowed;
}

}  // namespace recipe::check
