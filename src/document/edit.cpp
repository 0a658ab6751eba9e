#include "document/edit.h"

#include <algorithm>

namespace recipe::document {

Result<std::string> apply(const SourceText& source, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  const std::string& bytes = source.bytes();
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.span.begin < at || edit.span.end < edit.span.begin || edit.span.end > bytes.size()) {
      return fail(ErrorKind::invalid,
                  source.place(edit.span) + ": an edit overlaps another or leaves the text");
    }
    out.append(bytes, at, edit.span.begin - at);
    out += edit.replacement;
    at = edit.span.end;
  }
  out.append(bytes, at);
  return out;
}

}  // namespace recipe::document
