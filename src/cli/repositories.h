#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/find_documents.h"
#include "facts/repository_facts.h"
#include "os/world.h"

namespace recipe::cli {

/// Where a document lies.
struct DocumentPlace {
  facts::RepositoryFacts* facts = nullptr;
  std::string real;  ///< absolute, links in folders resolved; empty if it is only in the repository
  std::string root;  ///< absolute: the work tree, or the folder that stands for one; may be empty
  std::string path;  ///< within the repository
};

/// The repositories that documents lie in, each opened once.
class Repositories {
 public:
  /// `repository`, if not empty, is the one for all documents.
  Repositories(os::World& world, std::string repository, std::vector<std::string> beside)
      : world_(world), repository_(std::move(repository)), beside_(std::move(beside)) {}

  /// An error if git refuses the repository or it is broken.
  Result<DocumentPlace> place_of(const DocumentFile& file);
  /// Every one that was opened.
  std::vector<facts::RepositoryFacts*> opened() const;

 private:
  struct Opened {
    std::unique_ptr<facts::RepositoryFacts> facts;
    std::optional<Error> error;
  };

  Result<facts::RepositoryFacts*> open(const std::string& folder);
  Result<DocumentPlace> place_in_given(const std::string& path, const std::string& real);

  os::World& world_;
  std::string repository_;
  std::vector<std::string> beside_;
  std::map<std::string, Opened> opened_;
  std::map<std::string, std::string> real_folders_;
  std::map<std::string, std::string> roots_;
};

/// The folder at or above `folder`, which is absolute, that git keeps its `.git` in; empty if there
/// is none.
std::string work_tree_above(os::World& world, const std::string& folder);

/// `path` below `folder`, both absolute; none if it is not below.
std::optional<std::string> below(std::string_view folder, std::string_view path);

}  // namespace recipe::cli
