#include <algorithm>

#include "author/markdown_text.h"
#include "author/pin.h"
#include "author/section_draft.h"
#include "author/stage_sections.h"
#include "author/write_sections.h"
#include "base/digest.h"
#include "base/text.h"
#include "document/commands.h"
#include "document/statement.h"

namespace recipe::author {
namespace {

using document::Block;
using document::BlockKind;
using document::Checkout;
using document::Code;
using document::CommandBlock;
using document::Purpose;
using document::Slice;
using document::Statement;

/// Without the line ends of another system and those behind the last line.
std::string plain_command(std::string_view command) {
  std::string text;
  for (std::size_t i = 0; i < command.size(); ++i) {
    if (command[i] != '\r' || i + 1 >= command.size() || command[i + 1] != '\n') text += command[i];
  }
  while (!text.empty() && is_space(text.back())) text.pop_back();
  while (text.starts_with('\n')) text.erase(0, 1);
  return text;
}

bool fits_a_block(std::string_view command) {
  return std::none_of(command.begin(), command.end(), [](char c) {
    return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F;
  });
}

class CodeWriting {
 public:
  CodeWriting(Draft& draft, const Observed& observed)
      : draft_(draft),
        observed_(observed),
        section_(draft, code_section_of(observed.stage)),
        blocks_(document::all_of_kind(section_.blocks(), BlockKind::code)) {
    const auto known = draft.recipe().code.find(observed.stage);
    if (known != draft.recipe().code.end()) code_ = &known->second;
  }

  void write() {
    if (!section_.applies()) return;
    for (const Block* block : section_.blocks()) {
      if (block->kind != BlockKind::code) continue;
      section_.put_fields_before(*block);
      break;
    }
    checkout();
    folder();
    patch();
    const std::string text = plain_command(observed_.command);
    if (!text.empty()) command(text);
    section_.finish();
  }

 private:
  void leave(const std::string& sentence) {
    draft_.leave(document::full_name(section_.kind()) + ": " + sentence);
  }

  bool is_observed(const Checkout& checkout) const {
    if (!checkout.repository) return observed_.repository.empty() || code_->checkouts.size() == 1;
    return observed_.repository.empty()
               ? false
               : same_repository(checkout.repository->value, observed_.repository);
  }

  void checkout() {
    const std::vector<Checkout> none;
    const std::vector<Checkout>& checkouts = code_ != nullptr ? code_->checkouts : none;
    const auto same = std::find_if(checkouts.begin(), checkouts.end(),
                                   [&](const Checkout& c) { return is_observed(c); });
    if (same == checkouts.end() && !checkouts.empty()) return other_checkout(checkouts);
    const bool known = same != checkouts.end();
    if (!observed_.repository.empty() && !(known && same->repository)) add_repository();
    if (!is_commit(observed_.commit)) return;
    if (!known || !same->commit) {
      section_.set_field("Commit", commit_field_names, observed_.commit,
                         [&](Slice text) { return text.view() == observed_.commit; });
    } else if (same->commit->value != lower(observed_.commit)) {
      draft_.note(section_.kind(), same->commit->span.begin, "Commit", same->commit->value,
                  observed_.commit);
      draft_.replace(same->commit->span, observed_.commit);
    }
  }

  void add_repository() {
    if (!fits(observed_.repository, Place::line))
      return leave("the repository's address is no text of one line");
    section_.set_field("Repository", "repository|repo", repository_text(),
                       [&](Slice text) { return text.view() == observed_.repository; });
  }

  std::string repository_text() const {
    const bool plain =
        std::all_of(observed_.repository.begin(), observed_.repository.end(), [](char c) {
          return is_alnum(c) || std::string_view(":/._-").find(c) != std::string_view::npos;
        });
    const bool address = observed_.repository.starts_with("https://");
    return plain && address ? observed_.repository : code_text(observed_.repository, Place::line);
  }

  /// The section names repositories, none of which is the observed one.
  void other_checkout(const std::vector<Checkout>& checkouts) {
    if (observed_.repository.empty() && observed_.commit.empty()) return;
    std::vector<std::string> named;
    for (const Checkout& checkout : checkouts) {
      named.push_back(checkout.repository ? checkout.repository->value : "the recipe's own");
    }
    leave("the command ran in " +
          (observed_.repository.empty() ? "the recipe's own repository" : observed_.repository) +
          ", the section names " + join(named, ", "));
  }

  void folder() {
    if (observed_.folder.empty()) return;
    if (!fits(observed_.folder, Place::line)) return leave("the folder is no text of one line");
    section_.set_field("Folder", "folder|directory|working directory",
                       code_text(observed_.folder, Place::line), [&](Slice) {
                         return code_ != nullptr && code_->folder &&
                                code_->folder->value == observed_.folder;
                       });
  }

  void patch() {
    const Statement* known = section_.field(uncommitted_names);
    if (!observed_.patch.empty() && fits(observed_.patch, Place::line)) {
      section_.set_field("Uncommitted changes", uncommitted_names,
                         code_text(observed_.patch, Place::line),
                         [&](Slice text) { return text.view() == observed_.patch; });
    } else if (known != nullptr && !observed_.commit.empty() && section_.remove_field(*known)) {
      draft_.note(section_.kind(), known->place.begin, "Uncommitted changes",
                  std::string(known->value.view()), "");
    }
  }

  void command(const std::string& text) {
    if (!fits_a_block(text)) return leave("the command holds control characters");
    const CommandBlock* only = nullptr;
    const CommandBlock* skeleton = nullptr;
    std::size_t count = 0;
    for (const CommandBlock& block : known_blocks()) {
      if (block.purpose != Purpose::run) continue;
      if (plain_command(block.script) == text) return;
      only = &block;
      ++count;
      if (document::is_skeleton_command(block.script)) skeleton = &block;
    }
    const CommandBlock* replaced = skeleton != nullptr ? skeleton : count == 1 ? only : nullptr;
    if (replaced != nullptr) {
      if (!replace_command(*replaced, text))
        leave("the command stands within a list: " + one_line(text));
    } else if (count > 0) {
      return leave("none of its " + counted(count, "block") +
                   " is the command that ran: " + one_line(text));
    } else {
      section_.add_below("command", fenced_text("sh", text));
    }
    remove_template_build();
  }

  const std::vector<CommandBlock>& known_blocks() const {
    static const std::vector<CommandBlock> none;
    return code_ != nullptr ? code_->blocks : none;
  }

  const Block* block_of(const CommandBlock& command) const {
    for (const Block* block : blocks_) {
      const std::size_t begin =
          block->lines.empty() ? block->span.begin : block->lines.front().begin;
      if (begin == command.span.begin) return block;
    }
    return nullptr;
  }

  /// What stands in front of a block on its line.
  std::string_view before(const Block& block) const {
    const SourceText& source = draft_.source();
    return source.text({source.line(source.line_at(block.span.begin)).begin, block.span.begin});
  }

  bool replace_command(const CommandBlock& command, const std::string& text) {
    const Block* block = block_of(command);
    if (block == nullptr || !block->fenced || !block->closed) return false;
    const std::string indent(before(*block));
    if (!trim(indent).empty()) return false;
    std::string lines;
    for (const std::string_view line : split(text, '\n')) {
      lines += (lines.empty() ? "" : "\n" + indent) + std::string(line);
    }
    const std::string_view all = draft_.source().text(block->span);
    const bool enough = all.starts_with(fence_for(text));
    const Span place = block->span;
    draft_.note(section_.kind(), place.begin, "command", one_line(command.script), one_line(text));
    if (enough && lower(command.language) != "console" && !block->lines.empty()) {
      draft_.replace({block->lines.front().begin, block->lines.back().end}, lines);
    } else {
      const std::string fence = fence_for(text);
      const std::string info = lower(command.language) == "console" ? "sh" : block->info;
      draft_.replace(place, fence + info + "\n" + indent + lines + "\n" + indent + fence);
    }
    return true;
  }

  /// The template's block for a build, which nobody has filled in, would stop the command.
  void remove_template_build() {
    for (const CommandBlock& command : known_blocks()) {
      if (command.purpose != Purpose::build || !document::is_skeleton_command(command.script))
        continue;
      const Block* block = block_of(command);
      if (block == nullptr || !trim(before(*block)).empty()) continue;
      const SourceText& source = draft_.source();
      std::size_t number = source.line_at(block->span.end);
      while (number < source.line_count() && trim(source.text(source.line(number + 1))).empty() &&
             number + 1 < source.line_count()) {
        ++number;
      }
      const std::size_t end =
          number < source.line_count() ? source.line(number + 1).begin : source.line(number).end;
      draft_.replace({source.line(source.line_at(block->span.begin)).begin, end}, "");
      draft_.note(section_.kind(), block->span.begin, "build", one_line(command.script), "");
    }
  }

  static constexpr std::string_view commit_field_names =
      "commit|git commit|sha|revision|git sha|commit hash";
  static constexpr std::string_view uncommitted_names = "uncommitted changes|uncommitted";

  Draft& draft_;
  const Observed& observed_;
  SectionDraft section_;
  document::Blocks blocks_;
  const Code* code_ = nullptr;
};

}  // namespace

void write_code(Draft& draft, const Observed& observed) {
  if (code_section_of(observed.stage) == document::SectionKind::root) return;
  if (observed.commit.empty() && observed.command.empty()) return;
  CodeWriting(draft, observed).write();
}

}  // namespace recipe::author
