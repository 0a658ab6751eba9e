#pragma once

#include <memory>
#include <mutex>

#include "os/cache.h"
#include "os/environment.h"
#include "os/file_system.h"

struct sqlite3;

namespace recipe::os {

/// A cache in a SQLite database, which is made when it is first used. After the first trouble it is
/// left alone.
class SqliteCache : public Cache {
 public:
  SqliteCache(FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}

  std::vector<Row> load(const std::string& folder, Reach reach) override;
  void save(const std::vector<Row>& rows, const std::vector<std::string>& gone) override;
  std::optional<std::string> trouble() const override;
  const std::string& path() const { return path_; }

  /// Rows are thrown away when the file has grown beyond this.
  std::uint64_t most_bytes = std::uint64_t{4} << 30;
  /// SQLite's journal mode; empty: what the file system allows.
  std::string journal = {};

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };

  bool open();
  bool prepare_database();
  bool execute(const char* sql);
  std::int64_t number(const char* sql);
  bool insert(const std::vector<Row>& rows);
  bool remove(const std::vector<std::string>& folders);
  bool note(const std::string& reason);

  FileSystem& files_;
  std::string path_;
  mutable std::mutex mutex_;  ///< of all below; taken by the public functions
  std::unique_ptr<sqlite3, Close> database_;
  std::optional<std::string> trouble_;
};

/// $XDG_CACHE_HOME/recipe/digests.sqlite, else ~/.cache/recipe/digests.sqlite; empty if neither
/// variable is set to an absolute path.
std::string cache_path(Environment& environment);

}  // namespace recipe::os
