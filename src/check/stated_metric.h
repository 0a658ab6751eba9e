#pragma once

#include <string>
#include <vector>

#include "check/figure.h"
#include "document/page.h"

namespace recipe::check {

/// A metric's value in running text: "74.05% single crop accuracy", "the WER is 5.8 %".
struct StatedMetric {
  std::string name;                  ///< the metric's own word, folded: "accuracy"
  std::vector<std::string> details;  ///< words that go with it, sorted: "crop", "single", "top-1"
  Figure value;                      ///< in percent
  Span span;                         ///< of the number
  std::size_t passage = 0;           ///< in Page::passages
};

/// Those of the document's paragraphs, in order, at most a few hundred; only percentages.
std::vector<StatedMetric> metrics_stated(const document::Page& page);

/// The same metric of, as far as can be told, the same thing: the details of one are all among
/// those of the other.
bool same_quantity(const StatedMetric& a, const StatedMetric& b);

/// Whether one is the other with fewer digits, halves rounded up.
bool rounds_to(const Figure& a, const Figure& b);

}  // namespace recipe::check
