#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "code/python/module.h"
#include "code/tree.h"

namespace recipe::code::python {

/// A file of the tree, read but perhaps not parsed.
struct File {
  std::string path;
  std::shared_ptr<const std::string> bytes;
  bool marked = false;  ///< holds a word of some parser of arguments
  std::string why_not;  ///< why it could not be read
  std::unique_ptr<const Module> module;
};

/// The Python files of a tree, each read and parsed once, however many scripts import it.
class Library {
 public:
  explicit Library(const Tree& tree) : tree_(tree) {}

  const Tree& tree() const { return tree_; }
  /// Null where there is no such file. Valid until `trim`.
  const File* file(const std::string& path);
  /// Parses it where that was not done; null where there is no such file or it cannot be read.
  const Module* module(const std::string& path);
  /// Forgets what was parsed if that has become much; not while a script is being read.
  void trim();

  /// What `import dotted` of a file leads to: the module's file; empty where that is not in the
  /// tree. Looks where Python would for a program in the folder `home`, then in the folders above
  /// the importing file, each with `src`, then for the only package of that name.
  const std::string& find(std::string_view importer, std::string_view home, int dots,
                          std::string_view dotted);
  /// Also true of a folder without `__init__.py`.
  bool is_package(const std::string& path) const;

 private:
  std::string find_in(const std::string& folder, std::string_view dotted) const;
  std::string find_anywhere(std::string_view importer, std::string_view dotted) const;

  const Tree& tree_;
  std::map<std::string, File> files_;
  std::map<std::string, std::string> found_;
  std::size_t parsed_bytes_ = 0;
};

/// Whether a text holds a word of some parser of arguments.
bool is_marked(std::string_view text);
/// Why a file cannot be trusted as a whole; empty where it can, small pieces aside.
std::string why_broken(const Syntax& syntax);

/// Modules that a file without words of parsers imports, read without parsing it: where to look on.
std::vector<Import> imports_of_text(std::string_view text);

}  // namespace recipe::code::python
