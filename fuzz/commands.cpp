#include <cstddef>
#include <cstdint>
#include <string>

#include "check/commands.h"
#include "check/engine.h"
#include "check/path_mentions.h"
#include "check/rule.h"
#include "document/recipe.h"
#include "expect.h"
#include "fakes/memory_facts.h"

using namespace recipe;

namespace {

void expect_inside(const SourceText& source, Span span) {
  fuzz::expect(span.begin <= span.end && span.end <= source.bytes().size(),
               "a place is in the text");
}

}  // namespace

/// Whatever is read of a document's commands, found or mended lies in its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const document::Page page(SourceText("x/README.md", {data, data + size}));
  const document::Recipe recipe;
  MemoryFacts facts;
  facts.head.files["x/train.py"] = "";
  facts.head.files["tools/run_all.sh"] = "";
  check::Study study(page, recipe, "x/README.md", facts);
  for (const auto& command : study.shared<check::DocumentCommands>().all) {
    expect_inside(page.source, command.shell.span);
    for (const ShellWord& word : command.shell.words) expect_inside(page.source, word.span);
  }
  for (const auto& mention : study.shared<check::PathMentions>().all) {
    expect_inside(page.source, mention.span);
  }
  for (const check::Rule* rule : check::all_rules()) {
    if (rule->family != check::Family::commands && rule->family != check::Family::paths) continue;
    for (const check::Finding& finding : check::check_document(study, {rule}).findings) {
      expect_inside(page.source, finding.span);
      if (!finding.fix) continue;
      for (const Edit& edit : finding.fix->edits) expect_inside(page.source, edit.span);
    }
  }
  return 0;
}
