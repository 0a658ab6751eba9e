#include "check/items_page.h"

#include "base/text.h"
#include "check/item.h"

namespace recipe::check {
namespace {

std::string_view shown(EvidencePlace place) {
  switch (place) {
    case EvidencePlace::heading:
      return "heading of a section that is not empty";
    case EvidencePlace::heading_code:
      return "heading of a section with code";
    case EvidencePlace::heading_numbers:
      return "heading of a section with a fractional number";
    case EvidencePlace::prose:
      return "text";
    case EvidencePlace::column:
      return "column of a table with fractional numbers";
    case EvidencePlace::program:
      return "program or script in a command";
    case EvidencePlace::flag:
      return "flag or setting in a command";
    case EvidencePlace::code:
      return "line of code";
    case EvidencePlace::link:
      return "target of a link";
    case EvidencePlace::image:
      return "image";
  }
  return "";
}

std::string code_list(std::string_view phrases) {
  std::vector<std::string> spans;
  for (const std::string_view phrase : split(phrases, '|')) {
    spans.push_back("`" + std::string(phrase) + "`");
  }
  return join(spans, ", ");
}

}  // namespace

std::string items_page() {
  std::string page =
      "| Item | Key | Weight | Asked for by | What to write |\n| --- | --- | --- | --- | --- |\n";
  for (const Item& item : items()) {
    page += "| " + std::string(item.name) + " | `" + std::string(item.key) + "` | " +
            std::to_string(item.weight) + " | " + std::string(item.asked_by) + " | " +
            std::string(item.advice) + " |\n";
  }
  page += "\n## Evidence\n";
  for (const Item& item : items()) {
    bool any = false;
    for (const Evidencing& row : evidence_rows()) {
      if (row.item != item.kind) continue;
      if (!any) {
        page += "\n### " + std::string(item.name) + "\n\n| Where | What |\n| --- | --- |\n";
      }
      any = true;
      page += "| " + std::string(shown(row.place)) + " | " + code_list(row.phrases) + " |\n";
    }
  }
  return page;
}

}  // namespace recipe::check
