#pragma once

#include <optional>
#include <string>
#include <vector>

namespace recipe::os {

/// The door to what is remembered between runs of the program, and may be lost at any time. Nothing
/// here fails: what cannot be read is not there, what cannot be written is not kept, and `trouble`
/// tells why. May be used by several threads at once.
class Cache {
 public:
  /// A value for a folder, or for something else.
  struct Row {
    std::string folder;  ///< absolute; a word for something else
    std::string value;   ///< bytes
  };
  enum class Reach { folder, below };

  virtual ~Cache() = default;
  /// The row of a folder; with Reach::below also those of all folders below it. In no order.
  virtual std::vector<Row> load(const std::string& folder, Reach reach) = 0;
  /// Adds or replaces rows and removes those of the folders `gone`: all or nothing.
  virtual void save(const std::vector<Row>& rows, const std::vector<std::string>& gone) = 0;
  /// Why it is not used; none while it is.
  virtual std::optional<std::string> trouble() const = 0;
};

}  // namespace recipe::os
