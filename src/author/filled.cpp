#include "author/filled.h"

#include <algorithm>

#include "author/draft.h"
#include "author/write.h"
#include "base/text.h"
#include "document/statement.h"

namespace recipe::author {
namespace {

using document::Block;
using document::BlockKind;
using document::Code;
using document::CommandBlock;
using document::Part;
using document::Recipe;
using document::SectionKind;
using document::SectionText;
using document::Split;
using document::Stage;

enum class ItemKey {
#define OUTLINE_ITEM(key, section, by, rank, sentence) key,
#include "author/outline_items.def"
#undef OUTLINE_ITEM
};

constexpr OutlineItem outline_items[] = {
#define OUTLINE_ITEM(key, section, by, rank, sentence) \
  {#key, SectionKind::section, SaidBy::by, rank, sentence},
#include "author/outline_items.def"
#undef OUTLINE_ITEM
};

/// Of each of at least one.
template <class List, class Has>
bool each_has(const List& list, Has has) {
  return !list.empty() && std::all_of(list.begin(), list.end(), has);
}

class Finding {
 public:
  explicit Finding(const Recipe& recipe) : recipe_(recipe), draft_(recipe) {}

  bool applies(const OutlineItem& item, ItemKey key) const {
    for (SectionKind kind = item.section; kind != SectionKind::root;
         kind = document::outline_row(kind).parent) {
      const document::Section* section = recipe_.section(kind);
      if (section != nullptr && section->not_applicable) return false;
    }
    const bool evaluation = key == ItemKey::evaluation_commit;
    return !evaluation || !by_training();
  }

  bool has(ItemKey key) {
    switch (key) {
      case ItemKey::raw_description:
        return has_text(SectionKind::raw_data_description, SectionKind::raw_data);
      case ItemKey::processing_description:
        return has_text(SectionKind::processing_description, SectionKind::processing);
      case ItemKey::training_description:
        return has_text(SectionKind::optimization_description, SectionKind::optimization);
      case ItemKey::raw_source:
      case ItemKey::raw_size:
      case ItemKey::raw_digest:
      case ItemKey::raw_license:
      case ItemKey::raw_access:
      case ItemKey::processed_data:
        return has_data(key);
      case ItemKey::processing_commit:
        return has_commit(Stage::processing);
      case ItemKey::processing_commands:
        return has_commands(Stage::processing);
      case ItemKey::training_commit:
        return has_commit(Stage::training);
      case ItemKey::training_commands:
        return has_commands(Stage::training);
      case ItemKey::evaluation_commit:
        return has_commit(Stage::evaluation);
      case ItemKey::evaluation_commands:
        return has_commands(Stage::evaluation) || by_training();
      case ItemKey::inference_commit:
        return has_commit(Stage::inference);
      case ItemKey::inference_commands:
        return has_commands(Stage::inference);
      case ItemKey::serialization_commit:
        return has_commit(Stage::serialization);
      case ItemKey::serialization_commands:
        return has_commands(Stage::serialization);
      case ItemKey::packages:
        return !recipe_.environment.packages.empty() || !recipe_.environment.blocks.empty();
      default:
        return has_result(key);
    }
  }

 private:
  bool has_data(ItemKey key) const {
    const document::Data& raw = recipe_.raw;
    switch (key) {
      case ItemKey::raw_source:
        return each_has(raw.parts, [](const Part& part) { return !part.sources.empty(); });
      case ItemKey::raw_size:
        return each_has(raw.parts, [](const Part& part) { return part.size.has_value(); });
      case ItemKey::raw_digest:
        return raw.digest ||
               each_has(raw.parts, [](const Part& part) { return part.digest.has_value(); });
      case ItemKey::raw_license:
        return raw.governance.license.has_value();
      case ItemKey::raw_access:
        return raw.governance.access.has_value();
      default:
        return recipe_.processed.digest ||
               each_has(recipe_.processed.splits,
                        [](const Split& split) { return split.digest.has_value(); }) ||
               each_has(recipe_.processed.parts,
                        [](const Part& part) { return part.digest.has_value(); });
    }
  }

  /// What training, evaluation and inference ended with.
  bool has_result(ItemKey key) {
    const document::Dynamics& dynamics = recipe_.dynamics;
    switch (key) {
      case ItemKey::hyperparameters:
        return !recipe_.hyperparameters.empty();
      case ItemKey::training_time:
        return dynamics.training_time.has_value();
      case ItemKey::training_hardware:
        return dynamics.hardware && !trim(dynamics.hardware->value).empty();
      case ItemKey::curves:
        return !dynamics.figures.empty() || has_table(SectionKind::dynamics);
      case ItemKey::model_files:
        return has_table(SectionKind::outputs) ||
               each_has(recipe_.model.parts,
                        [](const Part& part) { return !part.sources.empty(); });
      case ItemKey::model_digest:
        return recipe_.model.digest || each_has(recipe_.model.parts, [](const Part& part) {
                 return part.digest.has_value();
               });
      case ItemKey::targets:
        return !recipe_.targets.empty();
      case ItemKey::tolerances:
        return each_has(recipe_.targets, [](const document::Target& target) {
          return target.tolerance.has_value();
        });
      case ItemKey::timing:
        return !recipe_.timing.empty();
      case ItemKey::timing_machine:
        return each_has(recipe_.timing, [](const document::Measure& measure) {
          return measure.hardware.has_value();
        });
      default:
        return false;
    }
  }

  const Code* code(Stage stage) const {
    const auto found = recipe_.code.find(stage);
    return found == recipe_.code.end() ? nullptr : &found->second;
  }

  bool by_training() const {
    const Code* evaluation = code(Stage::evaluation);
    return evaluation != nullptr && evaluation->by_training;
  }

  bool has_commit(Stage stage) const {
    const Code* known = code(stage);
    return known != nullptr && each_has(known->checkouts, [](const document::Checkout& checkout) {
             return checkout.commit.has_value();
           });
  }

  bool has_commands(Stage stage) const {
    const Code* known = code(stage);
    return known != nullptr && known->runnable() &&
           std::all_of(known->blocks.begin(), known->blocks.end(), [](const CommandBlock& block) {
             return block.purpose != document::Purpose::run || block.placeholders.empty();
           });
  }

  static bool is_comment(const SourceText& source, const Block& block) {
    const std::string_view text = trim(source.text(block.span));
    return block.kind == BlockKind::html && text.starts_with("<!--") &&
           text.find("-->") + 3 >= text.size();
  }

  bool has_content(const SectionText& section) {
    const bool any =
        std::any_of(section.blocks.begin(), section.blocks.end(), [&](const Block* block) {
          return block->kind != BlockKind::list && block->kind != BlockKind::rule &&
                 !is_comment(recipe_.source, *block);
        });
    if (any) return true;
    for (const auto& statement : document::statements_in(draft_.reading(), section.blocks)) {
      if (!statement.value.empty()) return true;
    }
    return false;
  }

  /// Without a heading of its own a description stands below that of its parent.
  bool has_text(SectionKind kind, SectionKind parent) {
    const SectionText* section = draft_.section(kind);
    if (section == nullptr) section = draft_.section(parent);
    return section != nullptr && has_content(*section);
  }

  bool has_table(SectionKind kind) {
    const SectionText* section = draft_.section(kind);
    if (section == nullptr) return false;
    for (const Block* table : document::all_of_kind(section->blocks, BlockKind::table)) {
      if (table->rows.size() > 1 && table->rows.front().cells.size() > 1) return true;
    }
    return false;
  }

  const Recipe& recipe_;
  Draft draft_;
};

}  // namespace

std::vector<ItemState> items_of(const Recipe& recipe) {
  Finding finding(recipe);
  std::vector<ItemState> states;
  for (std::size_t i = 0; i < std::size(outline_items); ++i) {
    const auto key = static_cast<ItemKey>(i);
    if (finding.applies(outline_items[i], key)) {
      states.push_back({&outline_items[i], finding.has(key)});
    }
  }
  return states;
}

Filled filled(const Recipe& recipe) {
  Filled count;
  for (const ItemState& state : items_of(recipe)) {
    ++count.all;
    if (!state.there) continue;
    ++count.there;
    if (state.item->by == SaidBy::machine) ++count.by_machine;
  }
  return count;
}

}  // namespace recipe::author
