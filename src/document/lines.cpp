#include "document/lines.h"

namespace recipe::document {

std::size_t LineCursor::indentation() const {
  LineCursor ahead = *this;
  ahead.skip_blank();
  return ahead.column() - column();
}

bool LineCursor::rest_is_blank() const {
  LineCursor ahead = *this;
  ahead.skip_blank();
  return ahead.done();
}

void LineCursor::advance() {
  if (done()) return;
  column_ += peek() == '\t' ? 4 - column_ % 4 : 1;
  ++at_;
}

void LineCursor::skip_columns(std::size_t columns) {
  const std::size_t goal = column_ + columns;
  while (blank_at() && column_ < goal) advance();
  // A tab that reaches beyond the goal leaves the rest of its columns behind.
  if (column_ > goal) column_ = goal;
}

void LineCursor::skip_blank() {
  while (blank_at()) advance();
}

void LineCursor::enter(const std::vector<Container>& containers) {
  for (const Container& container : containers) {
    const std::size_t indent = indentation();
    if (!container.quote) {
      if (indent < container.width && !rest_is_blank()) return;
      skip_columns(container.width);
      continue;
    }
    if (indent > 3) return;
    LineCursor ahead = *this;
    ahead.skip_blank();
    if (ahead.peek() != '>') return;
    ahead.advance();
    if (ahead.blank_at()) ahead.skip_columns(1);
    at_ = ahead.at_;
    column_ = ahead.column_;
  }
}

}  // namespace recipe::document
