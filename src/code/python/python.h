#pragma once

#include <memory>
#include <string_view>

#include "code/script.h"
#include "code/tree.h"

namespace recipe::code {

namespace python {
class Library;
}

/// Reads the Python programs of one tree. What they import is read and parsed once for all of them.
class PythonReader {
 public:
  /// The tree must outlive the reader.
  explicit PythonReader(const Tree& tree);
  ~PythonReader();

  Script script(std::string_view path);
  Settings settings(std::string_view path);

 private:
  std::unique_ptr<python::Library> library_;
};

/// What a program accepts and holds, as far as its text and that of its imports tells. What cannot
/// be told is in `Interface::open`; where the file's syntax is broken, what could be read is given.
Script read_python(const Tree& tree, std::string_view path);

/// A configuration in Python: dicts with `_base_`, assignments, `get_config()` of ml_collections.
Settings read_python_settings(const Tree& tree, std::string_view path);

}  // namespace recipe::code
