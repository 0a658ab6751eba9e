#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "check/finding.h"

namespace recipe::check {

/// Findings that are known, so that only new ones are told. They are known by document, rule and
/// the text of their lines, wherever in the document that stands.
class Baseline {
 public:
  static Result<Baseline> parse(std::string_view text);
  /// JSON, a finding a line, sorted.
  std::string to_text() const;

  void add(std::string_view path, const SourceText& source, const Finding& finding);
  /// Forgets all of a document.
  void remove(std::string_view path);
  /// Takes known findings of a document out of `findings`, as many of each text as are known, and
  /// says how many.
  std::size_t take(std::string_view path, const SourceText& source,
                   std::vector<Finding>& findings) const;
  std::size_t count(std::string_view path) const;
  std::size_t size() const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  ///< path, rule, text

  static Key key_of(std::string_view path, const SourceText& source, const Finding& finding);

  std::map<Key, std::size_t> counts_;
};

}  // namespace recipe::check
