#include "cli/check_documents.h"

#include <map>

#include "check/training_document.h"
#include "cli/find_recipe.h"
#include "facts/repository_facts.h"

namespace recipe::cli {
namespace {

/// Checks documents, those of one repository by the same facts.
class DocumentChecker {
 public:
  DocumentChecker(os::World& world, const CheckRequest& request)
      : world_(world), request_(request) {}

  Result<> check(const DocumentFile& file, CheckAnswer& answer) {
    auto bytes = world_.files.read(file.path, largest_document);
    if (!bytes) {
      answer.outcome.unchecked.push_back({file.path, bytes.error().to_string()});
      return {};
    }
    const document::Page page(SourceText(file.path, std::move(*bytes)));
    TRY_ASSIGN(const std::string real, world_.files.real_path(file.path));
    TRY_ASSIGN(facts::RepositoryFacts* const facts, facts_for(os::parent_path(real)));
    if (file.named == Named::in_a_folder &&
        !check::describes_training(page, path_in(*facts, real)).describes) {
      ++answer.left_alone;
      return {};
    }
    const document::Recipe recipe = document::parse(page.source);
    check::Study study(page, recipe, path_in(*facts, real), *facts);
    answer.outcome.documents.push_back(
        {page.source, file.path, check::check_document(study, request_.rules)});
    return {};
  }

  void save() {
    for (const auto& [root, facts] : by_root_) facts->save();
  }

 private:
  static std::string path_in(const facts::RepositoryFacts& facts, const std::string& real) {
    if (!facts.root().empty() && real.starts_with(facts.root() + "/")) {
      return real.substr(facts.root().size() + 1);
    }
    return std::string(code::name_of(real));
  }

  /// Of the repository that a folder lies in, or of the one that was asked for.
  Result<facts::RepositoryFacts*> facts_for(const std::string& folder) {
    const std::string& asked = request_.repository;
    facts::RepositoryFacts*& known = by_folder_[asked.empty() ? folder : asked];
    if (known != nullptr) return known;
    const facts::Where where{asked.empty() ? folder : asked, "", request_.beside};
    TRY_ASSIGN(auto facts, facts::RepositoryFacts::open(world_, where));
    std::string root = facts->root();
    if (root.empty()) root = where.folder;
    auto& kept = by_root_[root];
    if (kept == nullptr) kept = std::move(facts);
    known = kept.get();
    return known;
  }

  os::World& world_;
  const CheckRequest& request_;
  std::map<std::string, facts::RepositoryFacts*> by_folder_;
  std::map<std::string, std::unique_ptr<facts::RepositoryFacts>> by_root_;
};

}  // namespace

Result<CheckAnswer> check_documents(os::World& world, const CheckRequest& request) {
  TRY_ASSIGN(const auto files, find_documents(world, request.paths));
  CheckAnswer answer;
  DocumentChecker checker(world, request);
  for (const DocumentFile& file : files) TRY(checker.check(file, answer));
  checker.save();
  return answer;
}

}  // namespace recipe::cli
