#include "base/shell_reader.h"

namespace recipe {

/// Opens or closes what a reserved word stands for; false if it is no such word.
bool ShellReader::read_structure(const ShellWord& word, Open& open) {
  const std::string& value = word.value;
  const std::size_t begin = word.span.begin;
  if (value == "then" || value == "do" || value == "else" || value == "elif" || value == "!" ||
      value == "coproc") {
    return true;
  }
  if (value == "if") {
    push(open, {Structure::branch});
  } else if (value == "while" || value == "until") {
    push(open, {Structure::loop, out_.loops.size()});
    out_.loops.push_back({"", {}, {begin, begin}});
  } else if (value == "{") {
    push(open, {Structure::block});
  } else if (value == "for" || value == "select") {
    read_for(begin, open);
  } else if (value == "case") {
    read_case(begin, open);
  } else if (value == "function") {
    skip_blanks();
    std::string name = read_word().value;
    skip_blanks();
    if (starts("()")) at_ += 2;
    read_function(std::move(name), begin, open);
  } else if (value == "fi" || value == "done" || value == "esac" || value == "}") {
    const Structure kind = value == "fi"     ? Structure::branch
                           : value == "done" ? Structure::loop
                           : value == "esac" ? Structure::cases
                                             : Structure::block;
    close(open, kind);
    read_behind_structure();
  } else {
    return false;
  }
  return true;
}

/// Redirections and the operator behind a structure belong to no simple command.
void ShellReader::read_behind_structure() {
  ShellCommand whole;
  do {
    skip_blanks();
  } while (read_redirection(whole.redirections));
  if (!starts(";;") && !starts(";&")) read_operator(whole);
}

void ShellReader::read_function(std::string name, std::size_t begin, Open& open) {
  push(open, {Structure::function, out_.functions.size()});
  out_.functions.push_back({std::move(name), {begin, at_}});
  // The body may begin on the next line.
  do {
    skip_blanks();
    if (!at_line_end()) return;
    end_line();
  } while (at_ < end_);
}

void ShellReader::read_for(std::size_t begin, Open& open) {
  ShellLoop loop;
  loop.span = {begin, begin};
  skip_blanks();
  if (starts("((")) {
    const std::size_t opened = at_;
    at_ += 2;
    read_arithmetic(opened);
  } else {
    loop.name = read_word().value;
    skip_blanks();
    const std::size_t before = at_;
    if (read_word().value == "in") {
      for (;;) {
        skip_blanks();
        const std::size_t word_begin = at_;
        ShellWord word = read_word();
        if (at_ == word_begin) break;
        loop.words.push_back(std::move(word));
      }
    } else {
      at_ = before;
    }
  }
  push(open, {Structure::loop, out_.loops.size()});
  out_.loops.push_back(std::move(loop));
}

void ShellReader::read_case(std::size_t begin, Open& open) {
  ShellCase read;
  read.span = {begin, begin};
  skip_blanks();
  read.subject = read_word();
  skip_blanks();
  while (at_ < end_ && at_line_end()) {
    end_line();
    skip_blanks();
  }
  const std::size_t before = at_;
  const bool has_patterns = read_word().value == "in";
  if (!has_patterns) at_ = before;
  push(open, {Structure::cases, out_.cases.size(), has_patterns});
  out_.cases.push_back(std::move(read));
}

/// `a | b)`, or the `esac` in its place.
void ShellReader::read_pattern(Open& open) {
  Frame& frame = open.frames.back();
  frame.pattern = false;
  ShellBranch branch;
  if (peek() == '(') ++at_;
  for (;;) {
    skip_blanks();
    const std::size_t begin = at_;
    ShellWord word = read_word();
    if (branch.patterns.empty() && word.value == "esac" && !word.quoted) {
      close(open, Structure::cases);
      return read_behind_structure();
    }
    if (at_ > begin) branch.patterns.push_back(std::move(word));
    skip_blanks();
    if (peek() == '|') {
      ++at_;
      continue;
    }
    if (at_ == begin) break;
    if (peek() == ')') break;
  }
  if (peek() == ')') ++at_;
  branch.body = {at_, 0};
  out_.cases[frame.index].branches.push_back(std::move(branch));
}

}  // namespace recipe
