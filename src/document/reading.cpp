#include "document/reading.h"

namespace recipe::document {
namespace {

void collect(const Block& block, BlockKind kind, Blocks& found) {
  if (block.kind == kind) found.push_back(&block);
  for (const Block& child : block.children) collect(child, kind, found);
}

}  // namespace

Blocks all_of_kind(const Blocks& blocks, BlockKind kind) {
  Blocks found;
  for (const Block* block : blocks) collect(*block, kind, found);
  return found;
}

}  // namespace recipe::document
