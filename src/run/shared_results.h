#pragma once

#include <optional>
#include <string>

#include "data/store.h"
#include "record/record.h"
#include "run/kept_result.h"
#include "run/workspace.h"

namespace recipe::run {

/// Results of stages by their key, shared by all recipes of a user: in $RECIPE_CACHE, else
/// $XDG_CACHE_HOME/recipe, else ~/.cache/recipe. A result is `results/ab/<key>.json`, which names
/// files in the store beside it. A file that was fetched is a result by the digest it must have.
class SharedResults {
 public:
  /// Nothing where there is no place for them.
  static std::optional<SharedResults> find(os::World& world);

  /// Keeps what a stage made. A folder that a store cannot hold is not kept; that is no error.
  Result<> keep(const record::StageRecord& stage, const StageFolder& folder);
  /// Makes the folder of a stage of what is kept under the key. False if nothing, or not all, is.
  Result<bool> bring(const std::string& key, const StageFolder& folder);

  /// Keeps a file that has this digest; it is then the stored file under another name.
  Result<> keep_file(const std::string& path, const Digest& digest, std::uint64_t size);
  /// Puts a file with this digest at `path`. Its size; none if there is no such file.
  Result<std::optional<std::uint64_t>> bring_file(const Digest& digest, const std::string& path);

  struct Collected {
    std::size_t results = 0;  ///< that were forgotten
    std::uint64_t bytes = 0;  ///< that were freed
  };
  /// Forgets results that were neither kept nor brought for `seconds`, and the files that no other
  /// result names.
  Result<Collected> collect(double seconds);

  const std::string& root() const { return root_; }

 private:
  SharedResults(os::World& world, std::string root)
      : world_(world), root_(std::move(root)), store_(world, root_) {}
  std::string result_of(const std::string& key) const;
  Result<> write(const KeptResult& kept);
  Result<> note_use(const data::StoredFile& file);

  os::World& world_;
  std::string root_;
  data::Store store_;
};

}  // namespace recipe::run
