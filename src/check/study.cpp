#include "check/study.h"

#include "base/text.h"
#include "check/hashes.h"

namespace recipe::check {

std::string Standpoint::at() const {
  const std::string id = tree->commit().substr(0, 7);
  if (missing.empty()) return id;
  return id + " (HEAD; " + missing.substr(0, 7) + " is not in this repository)";
}

Study::Study(const document::Page& of, const document::Recipe& as_recipe, std::string at, Facts& by)
    : page(of),
      recipe(as_recipe),
      facts(by),
      path(std::move(at)),
      folder(code::folder_of(path)),
      commits_(named_commits(page, facts)) {}

Study::~Study() = default;

Standpoint Study::standpoint(std::size_t offset) const {
  const NamedCommit* nearest = nullptr;
  for (const NamedCommit& commit : commits_) {
    if (!commit.scope.contains(offset)) continue;
    // The narrowest scope; of two the same, the one named first.
    if (nearest == nullptr || commit.scope.size() < nearest->scope.size()) nearest = &commit;
  }
  Standpoint here;
  if (nearest != nullptr && nearest->found) here.tree = facts.tree(nearest->id);
  if (here.tree != nullptr) return here;
  here.tree = facts.tree("");
  if (nearest != nullptr) here.missing = nearest->id;
  return here;
}

}  // namespace recipe::check
