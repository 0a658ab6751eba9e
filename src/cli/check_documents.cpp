#include "cli/check_documents.h"

#include <map>

#include "check/training_document.h"
#include "cli/find_recipe.h"
#include "cli/folder_facts.h"

namespace recipe::cli {
namespace {

/// Checks documents, those of one repository by the same facts.
class DocumentChecker {
 public:
  DocumentChecker(os::World& world, const CheckRequest& request)
      : world_(world), request_(request) {}

  void check(const DocumentFile& file, CheckAnswer& answer) {
    auto bytes = world_.files.read(file.path, largest_document);
    if (!bytes) {
      answer.outcome.unchecked.push_back({file.path, bytes.error().to_string()});
      return;
    }
    const document::Page page(SourceText(file.path, std::move(*bytes)));
    if (file.named == Named::in_a_folder && !check::training_signs(page).describes_training()) {
      ++answer.left_alone;
      return;
    }
    const document::Recipe recipe = document::parse(page.source);
    check::Study study(page, recipe, file.path, facts_for(file.path));
    answer.outcome.documents.push_back(
        {page.source, file.path, check::check_document(study, request_.rules)});
  }

 private:
  check::Facts& facts_for(const std::string&) {
    auto& facts = facts_["."];
    if (!facts) facts = std::make_unique<FolderFacts>(world_, ".");
    return *facts;
  }

  os::World& world_;
  const CheckRequest& request_;
  std::map<std::string, std::unique_ptr<check::Facts>> facts_;
};

}  // namespace

Result<CheckAnswer> check_documents(os::World& world, const CheckRequest& request) {
  TRY_ASSIGN(const auto files, find_documents(world, request.paths));
  CheckAnswer answer;
  DocumentChecker checker(world, request);
  for (const DocumentFile& file : files) checker.check(file, answer);
  return answer;
}

}  // namespace recipe::cli
