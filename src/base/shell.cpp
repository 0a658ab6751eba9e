#include "base/shell.h"

#include <algorithm>

#include "base/shell_reader.h"
#include "base/text.h"

namespace recipe {
namespace {

/// The length of `NAME=`, `NAME+=` or `NAME[i]=` at the front, or 0.
std::size_t assignment_head(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (is_alnum(text[at]) || text[at] == '_')) ++at;
  if (at == 0 || is_digit(text.front())) return 0;
  if (at < text.size() && text[at] == '[') {
    const std::size_t close = text.substr(0, at + 64).find_first_of("]\n", at);
    if (close == std::string_view::npos || text[close] == '\n') return 0;
    at = close + 1;
  }
  if (at < text.size() && text[at] == '+') ++at;
  return at < text.size() && text[at] == '=' ? at + 1 : 0;
}

Span span_of(const ShellCommand& command) {
  Span span{std::string_view::npos, 0};
  const auto cover = [&span](Span part) {
    span.begin = std::min(span.begin, part.begin);
    span.end = std::max(span.end, part.end);
  };
  for (const ShellAssignment& each : command.assignments) cover(each.span);
  for (const ShellWord& each : command.words) cover(each.span);
  for (const ShellRedirection& each : command.redirections) cover(each.span);
  return span;
}

}  // namespace

ShellText read_shell(std::string_view text) {
  ShellReader reader(text.substr(0, max_shell_bytes));
  ShellText read = reader.read();
  if (text.size() > max_shell_bytes) {
    read.problems.push_back({ShellFault::too_long, {max_shell_bytes, text.size()}});
  }
  return read;
}

ShellText ShellReader::read() {
  while (at_ < end_) static_cast<void>(read_list(Until::end));
  for (const PendingDocument& pending : pending_) read_document(pending);
  const auto by_begin = [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; };
  std::stable_sort(out_.commands.begin(), out_.commands.end(), by_begin);
  std::stable_sort(out_.problems.begin(), out_.problems.end(), by_begin);
  std::sort(out_.continuations.begin(), out_.continuations.end());
  note_lines();
  return std::move(out_);
}

void ShellReader::note_lines() {
  std::sort(insides_.begin(), insides_.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::size_t inside = 0;
  std::size_t inside_end = 0;
  std::size_t joined = 0;
  for (std::size_t begin = 0; begin < text_.size() || begin == 0;) {
    ShellLine line;
    const std::size_t feed = std::min(text_.find('\n', begin), text_.size());
    line.span = {begin, feed > begin && text_[feed - 1] == '\r' ? feed - 1 : feed};
    while (inside < insides_.size() && insides_[inside].begin < begin) {
      inside_end = std::max(inside_end, insides_[inside++].end);
    }
    line.inside = begin < inside_end;
    while (joined < out_.continuations.size() && out_.continuations[joined] < begin) {
      line.continues = out_.continuations[joined] + 3 >= begin;
      ++joined;
    }
    out_.lines.push_back(line);
    begin = feed + 1;
  }
}

bool ShellReader::read_list(Until until) {
  Open open;
  bool closed = until == Until::end;
  for (;;) {
    skip_blanks();
    if (at_ >= end_) break;
    if (at_line_end()) {
      end_line();
    } else if (!open.frames.empty() && open.frames.back().pattern) {
      read_pattern(open);
    } else if (peek() == ')') {
      if (open.counts[static_cast<std::size_t>(Structure::parentheses)] == 0 &&
          until == Until::parenthesis) {
        ++at_;
        closed = true;
        break;
      }
      close_parenthesis(open);
    } else if (starts("((")) {
      const std::size_t begin = at_;
      at_ += 2;
      read_arithmetic(begin);
      read_behind_structure();
    } else if (peek() == '(') {
      ++at_;
      push(open, {Structure::parentheses});
    } else if (redirection_size() == 0 && (peek() == ';' || peek() == '&' || peek() == '|')) {
      read_separator(open);
    } else {
      read_command(open);
    }
  }
  while (!open.frames.empty()) pop(open);
  return closed;
}

void ShellReader::push(Open& open, Frame frame) {
  open.frames.push_back(frame);
  ++open.counts[static_cast<std::size_t>(frame.kind)];
  ++structures_;
}

void ShellReader::pop(Open& open) {
  const Frame frame = open.frames.back();
  open.frames.pop_back();
  --open.counts[static_cast<std::size_t>(frame.kind)];
  --structures_;
  if (frame.kind == Structure::cases) {
    ShellCase& read = out_.cases[frame.index];
    read.span.end = at_;
    if (!read.branches.empty() && read.branches.back().body.end == 0) {
      read.branches.back().body.end = at_;
    }
  } else if (frame.kind == Structure::loop) {
    out_.loops[frame.index].span.end = at_;
  } else if (frame.kind == Structure::function) {
    out_.functions[frame.index].span.end = at_;
    return;
  }
  // A function ends with the structure that is its body.
  if (!open.frames.empty() && open.frames.back().kind == Structure::function) pop(open);
}

/// Closes the innermost structure of this kind and what was left open within.
void ShellReader::close(Open& open, Structure kind) {
  const auto index = static_cast<std::size_t>(kind);
  if (open.counts[index] == 0) return;
  const std::size_t before = open.counts[index];
  while (open.counts[index] == before) pop(open);
}

void ShellReader::close_parenthesis(Open& open) {
  const std::size_t begin = at_++;
  if (open.counts[static_cast<std::size_t>(Structure::parentheses)] == 0) {
    problem(ShellFault::unexpected_parenthesis, begin, at_);
    return;
  }
  close(open, Structure::parentheses);
  read_behind_structure();
}

/// A separator where a command could begin: `;;` ends a branch, others have nothing to separate.
void ShellReader::read_separator(Open& open) {
  const bool ends_branch = starts(";;") || starts(";&");
  const auto cases = static_cast<std::size_t>(Structure::cases);
  if (ends_branch && open.counts[cases] > 0) {
    while (open.frames.back().kind != Structure::cases) pop(open);
    Frame& frame = open.frames.back();
    ShellCase& read = out_.cases[frame.index];
    if (!read.branches.empty()) read.branches.back().body.end = at_;
    frame.pattern = true;
  }
  at_ += ends_branch ? 2 : 1;
  if (ends_branch && peek() == '&') ++at_;
}

void ShellReader::read_command(Open& open) {
  ShellCommand command;
  command.depth = structures_ + depth_;
  command.substituted = depth_ > 0;
  const std::size_t begin = at_;
  for (;;) {
    skip_blanks();
    if (at_ >= end_ || at_line_end()) break;
    if (read_redirection(command.redirections)) continue;
    const char c = peek();
    if (c == ';' || c == '&' || c == '|' || c == ')') break;
    if (command.words.empty() && read_assignment(command)) continue;
    const std::size_t word_begin = at_;
    ShellWord word = read_word();
    if (at_ == word_begin) {
      // A parenthesis or an angle that no shell expects here.
      if (c == '(' && command.words.size() == 1 && peek(1) == ')') {
        at_ += 2;
        return read_function(command.words.front().value, begin, open);
      }
      problem(ShellFault::unexpected_parenthesis, at_, at_ + 1);
      ++at_;
      continue;
    }
    const bool first = command.words.empty() && command.assignments.empty();
    if (first && !word.quoted && word.literal() && read_structure(word, open)) return;
    command.words.push_back(std::move(word));
    if (first && command.words.front().value == "[[") read_test(command);
  }
  read_operator(command);
  command.span = span_of(command);
  if (command.span.end > command.span.begin) out_.commands.push_back(std::move(command));
  if (!open.frames.empty() && open.frames.back().kind == Structure::function) pop(open);
}

/// Behind `[[`: operators are words there.
void ShellReader::read_test(ShellCommand& command) {
  static constexpr std::string_view marks = "()<>|&";
  for (;;) {
    skip_blanks();
    const std::string& last = command.words.back().value;
    if (last == "]]" || at_ >= end_ || peek() == ';') return;
    if (at_line_end()) {
      if (last != "&&" && last != "||" && last != "[[") return;
      end_line();
      continue;
    }
    ShellWord word;
    word.span.begin = at_;
    while (at_ < end_ && marks.find(text_[at_]) != std::string_view::npos) ++at_;
    word.span.end = at_;
    word.value = text_.substr(word.span.begin, word.span.size());
    if (word.span.empty()) word = read_word();
    if (word.span.empty()) return;
    command.words.push_back(std::move(word));
  }
}

bool ShellReader::read_assignment(ShellCommand& command) {
  const std::size_t head = assignment_head(text_.substr(at_, end_ - at_));
  if (head == 0) return false;
  ShellAssignment read;
  const std::string_view name = text_.substr(at_, head - 1);
  read.span.begin = at_;
  read.appends = name.ends_with('+');
  read.indexed = name.find('[') != std::string_view::npos;
  read.name = name.substr(0, name.find_first_of("[+"));
  at_ += head;
  read.value.span.begin = at_;
  if (peek() == '(') {
    ++at_;
    read.array = true;
    read.items = read_array();
    read.value.span.end = at_;
    read.value.value = text_.substr(read.value.span.begin, read.value.span.size());
    for (const ShellWord& item : read.items) {
      read.value.expands = read.value.expands || item.expands;
      read.value.globs = read.value.globs || item.globs;
      read.value.braces = read.value.braces || item.braces;
    }
  } else {
    read.value = read_word();
  }
  read.span.end = at_;
  command.assignments.push_back(std::move(read));
  return true;
}

/// Behind the parenthesis, to behind the one that closes it; over several lines.
std::vector<ShellWord> ShellReader::read_array() {
  std::vector<ShellWord> items;
  const std::size_t opened = at_ - 1;
  if (depth_ >= 16) return items;
  ++depth_;
  for (;;) {
    skip_blanks();
    if (at_ >= end_) {
      problem(ShellFault::unexpected_parenthesis, opened, opened + 1);
      break;
    }
    if (peek() == ')') {
      ++at_;
      break;
    }
    const std::size_t begin = at_;
    if (at_line_end()) {
      end_line();
    } else {
      ShellWord item = read_word();
      if (at_ == begin) {
        ++at_;
      } else {
        items.push_back(std::move(item));
      }
    }
  }
  --depth_;
  return items;
}

/// The length of a redirection's operator with its number here, or 0.
std::size_t ShellReader::redirection_size() const {
  static constexpr std::string_view ops[] = {"&>>", "&>", "<<<", "<<-", "<<", "<>",
                                             "<&",  "<",  ">>",  ">&",  ">|", ">"};
  std::size_t digits = 0;
  while (digits < 4 && is_digit(peek(digits))) ++digits;
  if ((peek(digits) == '<' || peek(digits) == '>') && peek(digits + 1) == '(') return 0;
  const std::string_view rest = text_.substr(0, end_).substr(std::min(at_ + digits, end_));
  for (const std::string_view op : ops) {
    if (!rest.starts_with(op)) continue;
    if (op.front() == '&' && digits > 0) return 0;
    return op == "<" && placeholder_size() > 0 ? 0 : digits + op.size();
  }
  return 0;
}

bool ShellReader::read_redirection(std::vector<ShellRedirection>& redirections) {
  const std::size_t size = redirection_size();
  if (size == 0) return false;
  ShellRedirection read;
  read.span.begin = at_;
  read.op = text_.substr(at_, size);
  at_ += size;
  skip_blanks();
  read.target = read_word();
  read.span.end = std::max(read.target.span.end, read.span.begin + size);
  const std::size_t number = read.op.find_first_not_of("0123456789");
  const std::string_view op = std::string_view(read.op).substr(number);
  if ((op == "<<" || op == "<<-") && !read.target.span.empty()) {
    pending_.push_back({read.target.value, read.target.quoted, op == "<<-", read.span});
  }
  redirections.push_back(std::move(read));
  return true;
}

void ShellReader::read_operator(ShellCommand& command) {
  skip_blanks();
  if (at_line_end()) {
    command.after = ShellOperator::newline;
  } else if (starts(";;") || starts(";&")) {
    command.after = ShellOperator::semicolon;
  } else if (starts("&&")) {
    command.after = ShellOperator::conjunction;
    at_ += 2;
  } else if (starts("||")) {
    command.after = ShellOperator::disjunction;
    at_ += 2;
  } else if (peek() == '|') {
    command.after = ShellOperator::pipe;
    at_ += peek(1) == '&' ? 2 : 1;
  } else if (peek() == ';' || peek() == '&') {
    command.after = peek() == ';' ? ShellOperator::semicolon : ShellOperator::background;
    ++at_;
  }
}

void ShellReader::end_line() {
  at_ = std::min(end_, text_.find('\n', at_) + 1);
  const std::vector<PendingDocument> pending = std::move(pending_);
  pending_.clear();
  for (const PendingDocument& each : pending) read_document(each);
}

void ShellReader::read_document(const PendingDocument& pending) {
  const std::size_t begin = at_;
  bool closed = false;
  std::size_t body_end = at_;
  while (at_ < end_ && !closed) {
    const std::size_t line_begin = at_;
    const std::size_t feed = line_end_from(at_);
    std::string_view line = text_.substr(line_begin, feed - line_begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (pending.strips_tabs && line.starts_with('\t')) line.remove_prefix(1);
    closed = line == pending.delimiter;
    body_end = closed ? line_begin : feed;
    at_ = std::min(end_, feed + 1);
  }
  if (!closed) {
    problem(ShellFault::unclosed_document, pending.opened.begin, pending.opened.end);
  }
  out_.documents.push_back({pending.delimiter, pending.quoted, {begin, body_end}});
  if (begin > 0) insides_.push_back({begin - 1, at_});
}

void ShellReader::skip_blanks() {
  while (at_ < end_) {
    const char c = text_[at_];
    if (at_continuation()) {
      take_continuation();
    } else if (c == ' ' || c == '\t' || (c == '\r' && !at_line_end())) {
      ++at_;
    } else if (c == '#' && (at_ == 0 || is_space(text_[at_ - 1]) ||
                            std::string_view(";&|()`").find(text_[at_ - 1]) != std::string::npos)) {
      std::size_t end = line_end_from(at_);
      if (end > at_ && text_[end - 1] == '\r') --end;
      out_.comments.push_back({at_, end});
      at_ = end;
    } else {
      return;
    }
  }
}

}  // namespace recipe
