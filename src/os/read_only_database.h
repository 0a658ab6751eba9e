#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace recipe::os {

/// A SQLite database that another program wrote and may be writing. It is never written; views and
/// triggers in it do not act.
class ReadOnlyDatabase {
 public:
  class Row {
   public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const;
    /// Empty for null.
    std::string text(int column) const;
    double number(int column) const;

   private:
    sqlite3_stmt* statement_;
  };

  /// Of kind invalid where the file is no database.
  static Result<ReadOnlyDatabase> open(const std::string& path);

  /// Calls `take` for each row until it returns false. Errors are of kind timeout where another
  /// program locks the database for long, or the query takes too many steps; else invalid.
  Result<> query(const std::string& sql, const std::function<bool(const Row&)>& take);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  using Handle = std::unique_ptr<sqlite3, Close>;
  ReadOnlyDatabase(Handle database, std::string path)
      : database_(std::move(database)), path_(std::move(path)) {}

  static Handle opened(const std::string& path, const char* mode);

  Handle database_;
  std::string path_;
};

}  // namespace recipe::os
