#include "document/lines.h"

#include <algorithm>

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
  column_ += pending_;
  pending_ = 0;
  if (done()) return;
  column_ += peek() == '\t' ? 4 - column_ % 4 : 1;
  ++at_;
}

void LineCursor::skip_columns(std::size_t columns) {
  const std::size_t goal = column_ + columns;
  const auto pass_pending = [&] {
    const std::size_t passed = std::min(pending_, goal - column_);
    column_ += passed;
    pending_ -= passed;
  };
  pass_pending();
  while (column_ < goal && blank_at()) {
    pending_ = peek() == '\t' ? 4 - column_ % 4 : 1;
    ++at_;
    pass_pending();
  }
}

void LineCursor::skip_blank() {
  column_ += pending_;
  pending_ = 0;
  while (blank_at()) advance();
}

bool LineCursor::enter(const std::vector<Container>& containers) {
  for (const Container& container : containers) {
    const std::size_t indent = indentation();
    if (!container.quote) {
      if (indent < container.width && !rest_is_blank()) return false;
      skip_columns(container.width);
      continue;
    }
    if (indent > 3) return false;
    LineCursor ahead = *this;
    ahead.skip_blank();
    if (ahead.peek() != '>') return false;
    ahead.advance();
    ahead.skip_columns(1);
    at_ = ahead.at_;
    column_ = ahead.column_;
    pending_ = ahead.pending_;
  }
  return true;
}

}  // namespace recipe::document
