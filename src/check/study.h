#pragma once

#include <memory>
#include <string>
#include <typeindex>
#include <typeinfo>
#include <unordered_map>
#include <vector>

#include "check/facts.h"
#include "document/page.h"
#include "document/recipe.h"

namespace recipe::check {

/// The files by which a place of the document is judged.
struct Standpoint {
  const code::Tree* tree = nullptr;  ///< never null
  /// A commit that the place names and the repository lacks: `tree` stands in for it, and what is
  /// seen there is at most a warning.
  std::string missing;

  /// "ff931bf (HEAD; 24b236f is not in this repository)"
  std::string at() const;
};

/// A commit that the document names, for the section or the table row that it stands in.
struct NamedCommit {
  Span scope;
  std::string id;  ///< as written
  bool found = false;
};

/// A document and what it is judged by. What several rules need is read once.
class Study {
 public:
  /// `path` is the document's within the repository.
  Study(const document::Page& page, const document::Recipe& recipe, std::string path, Facts& facts);
  ~Study();
  Study(const Study&) = delete;
  Study& operator=(const Study&) = delete;

  const document::Page& page;
  const document::Recipe& recipe;
  Facts& facts;
  const std::string path;    ///< within the repository: "PyTorch/README.md"
  const std::string folder;  ///< "PyTorch"

  /// At the commit that the table row names, else the nearest section, else HEAD.
  Standpoint standpoint(std::size_t offset) const;

  /// What several rules read of the document: `T(study)`, made when it is first asked for.
  template <class T>
  const T& shared() {
    std::shared_ptr<const void>& made = shared_[typeid(T)];
    if (made == nullptr) made = std::make_shared<const T>(*this);
    return *static_cast<const T*>(made.get());
  }

 private:
  std::vector<NamedCommit> commits_;
  std::unordered_map<std::type_index, std::shared_ptr<const void>> shared_;
};

}  // namespace recipe::check
