#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "check/engine.h"
#include "check/rule.h"
#include "document/recipe.h"
#include "fakes/memory_facts.h"

namespace recipe::check {

/// What one rule says of a document in a repository in memory.
class Checked {
 public:
  Checked(std::string_view rule, std::string text, MemoryFacts& facts,
          std::string path = "README.md")
      : page_(std::make_unique<document::Page>(SourceText(path, std::move(text)))) {
    Study study(*page_, recipe_, std::move(path), facts);
    report = check_document(study, {rule_named(rule)});
  }

  Report report;

  /// Of each finding the bytes that it is about.
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const Finding& finding : report.findings) {
      all.emplace_back(page_->source.text(finding.span));
    }
    return all;
  }

  /// The document behind the fixes of all findings.
  std::string fixed() const {
    std::vector<Edit> edits;
    for (const Finding& finding : report.findings) {
      if (finding.fix) {
        edits.insert(edits.end(), finding.fix->edits.begin(), finding.fix->edits.end());
      }
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
    std::string text = page_->source.bytes();
    for (const Edit& edit : edits) {
      text.replace(edit.span.begin, edit.span.size(), edit.replacement);
    }
    return text;
  }

 private:
  document::Recipe recipe_;
  std::unique_ptr<document::Page> page_;
};

using Texts = std::vector<std::string>;

inline std::string in_fence(std::string_view lines, std::string_view language = "sh") {
  return "```" + std::string(language) + "\n" + std::string(lines) + "\n```\n";
}

}  // namespace recipe::check
