#pragma once

#include <string>
#include <vector>

#include "check/study.h"

namespace recipe::check {

/// A Jupyter notebook of the repository that the document names, and in what state it lies there.
struct Notebook {
  std::string path;
  Span place;  ///< where the document names it first
  const code::Tree* tree = nullptr;
  bool readable = false;  ///< as JSON with cells
  std::size_t code_cells = 0;
  std::size_t executed = 0;
  std::size_t out_of_order = 0;  ///< cells that ran before one above them
  std::string error;             ///< the first output that is an error: "ValueError"; may be empty
};

/// Notebooks behind links and in code spans, each once. What is too large to read is left out.
std::vector<Notebook> notebooks_of(const Study& study);

}  // namespace recipe::check
