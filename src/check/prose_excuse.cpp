#include "check/prose_excuse.h"

#include <algorithm>

#include "base/text.h"
#include "check/foreign_projects.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

constexpr std::size_t longest_sentence = 500;

constexpr std::string_view phrases[] = {
    " repo ",        " repo.",       "would use",   "your own",     "create a",   "create the",
    "creates",       "e.g.",         "for example", "for instance", "such as",    "is generated",
    "are generated", "be generated", "be saved",    "is saved",     "be created", "written to",
    "/opt/",         "installed",    "rename",      "new file",     "add a ",     "write a "};

/// Documents that tell what once was.
bool is_history(const Study& study) {
  const std::string name = lower(code::name_of(study.path));
  for (const std::string_view begin : {"news", "changelog", "changes", "history", "release"}) {
    if (name.starts_with(begin)) return true;
  }
  return false;
}

}  // namespace

std::string prose_excuse(Study& study, const document::Passage& passage, std::size_t at) {
  if (is_history(study)) return "the document tells what once was";
  const std::string& text = passage.flat.text;
  if (study.shared<ForeignProjects>().begins(text)) {
    return "the passage is about another project";
  }
  const std::size_t far_before = at < longest_sentence ? 0 : at - longest_sentence;
  const std::size_t far_behind = std::min(at + longest_sentence, text.size());
  const std::string_view window =
      std::string_view(text).substr(far_before, far_behind - far_before);
  const std::size_t before = window.rfind(". ", at - far_before);
  const std::size_t behind = window.find(". ", at - far_before);
  const std::size_t begin = before == std::string_view::npos ? far_before : far_before + before;
  const std::size_t end = behind == std::string_view::npos ? far_behind : far_before + behind;
  const auto& pieces = passage.flat.pieces;
  auto piece = std::lower_bound(
      pieces.begin(), pieces.end(), begin,
      [](const document::Piece& each, std::size_t wanted) { return each.begin < wanted; });
  for (; piece != pieces.end() && piece->begin < end; ++piece) {
    if (piece->target.empty()) continue;
    const auto address = repository_address(piece->target);
    if (address && !study.facts.is_own(address->host, address->repository)) {
      return "the sentence is about another repository";
    }
  }
  if (lower(window).find(" sdk") != std::string::npos) return "it may be a part of an SDK";
  const std::string sentence = lower(std::string_view(text).substr(begin, end - begin));
  for (const std::string_view phrase : phrases) {
    if (sentence.find(phrase) != std::string::npos) return "it need not be in the repository";
  }
  for (const std::string_view of : {" repository", " toolkit", " library", " package"}) {
    const std::size_t found = sentence.find(of);
    if (found == std::string::npos) continue;
    const std::string_view whose = std::string_view(sentence).substr(0, found);
    if (!whose.ends_with("this") && !whose.ends_with("the") && !whose.ends_with("our")) {
      return "it may be another project's";
    }
  }
  return "";
}

}  // namespace recipe::check
