#include "check/hashes.h"

#include <algorithm>

#include "base/text.h"
#include "check/foreign_projects.h"
#include "check/study.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

constexpr std::size_t shortest_hash = 7;
constexpr std::size_t longest_hash = 64;

/// Of either case would take words in capitals for hashes.
bool is_small_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

bool is_in_word(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

/// `name@hash` is how people write the version of another project.
bool is_version_of_other(std::string_view before) {
  return before.size() > 1 && before.back() == '@' && is_in_word(before[before.size() - 2]);
}

/// What the links of a passage say of whose commits it speaks.
struct Owners {
  bool own = false;
  bool foreign = false;
};

Owners owners_in(const document::Passage& passage, const Facts& facts) {
  Owners owners;
  for (const document::Piece& piece : passage.flat.pieces) {
    const auto address = repository_address(piece.target);
    if (!address) continue;
    (facts.is_own(address->host, address->repository) ? owners.own : owners.foreign) = true;
  }
  return owners;
}

/// Whether words name a commit to be used.
bool calls_commit(std::string_view text) {
  for (const std::string_view word : {"commit", "checkout", "revision", "sha", "hash"}) {
    if (mentions_word(text, word)) return true;
  }
  return false;
}

/// What stands before a place, as far as it may be said of it.
std::string_view context_before(std::string_view text, std::size_t at) {
  const std::size_t before = at < 60 ? 0 : at - 60;
  return text.substr(before, at - before);
}

void add_words(const document::Passage& passage, std::size_t index, const Owners& owners,
               const ForeignProjects& foreign, std::vector<Hash>& found) {
  const std::string& text = passage.flat.text;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_in_word(text[end])) ++end;
    std::string_view word = std::string_view(text).substr(at, end - at);
    while (word.ends_with('.') || word.ends_with('-')) word.remove_suffix(1);
    if (looks_like_hash(word)) {
      const std::string_view context = context_before(text, at);
      found.push_back({std::string(word), passage.flat.span(at, at + word.size()), index,
                       (owners.foreign && !owners.own) || mentions_word(text, "git clone") ||
                           is_version_of_other(context) ||
                           foreign.is_named_in(std::string_view(text).substr(0, at)),
                       calls_commit(context)});
    }
    at = end == at ? at + 1 : end;
  }
}

void add_link_targets(const document::Passage& passage, std::size_t index, const Facts& facts,
                      std::vector<Hash>& found) {
  for (const document::Piece& piece : passage.flat.pieces) {
    const auto address = repository_address(piece.target);
    if (!address || !looks_like_hash(lower(address->revision))) continue;
    const bool known = std::any_of(found.begin(), found.end(), [&piece](const Hash& hash) {
      return piece.span.contains(hash.span.begin);
    });
    if (known && !facts.is_own(address->host, address->repository)) continue;
    const std::string& text = passage.flat.text;
    const bool called =
        calls_commit(context_before(text, piece.begin)) ||
        calls_commit(std::string_view(text).substr(piece.begin, piece.end - piece.begin));
    found.push_back({lower(address->revision),
                     piece.target_span.empty() ? piece.span : piece.target_span, index,
                     !facts.is_own(address->host, address->repository), true,
                     address->view != "commit" && !called});
  }
}

}  // namespace

/// A hash has letters and digits; a number of dates and a word such as "defaced" have not both.
bool looks_like_hash(std::string_view word) {
  if (word.size() < shortest_hash || word.size() > longest_hash) return false;
  if (!std::all_of(word.begin(), word.end(), is_small_hex)) return false;
  return std::any_of(word.begin(), word.end(), is_digit) &&
         !std::all_of(word.begin(), word.end(), is_digit);
}

std::vector<Hash> hashes_in(const document::Page& page, const Facts& facts) {
  std::vector<Hash> found;
  const ForeignProjects foreign(page, facts);
  Owners last;
  std::size_t section = document::no_index;
  for (std::size_t i = 0; i < page.passages.size(); ++i) {
    Owners owners = owners_in(page.passages[i], facts);
    // What a list or section linked to last is what "at commit" below it means.
    if (page.passages[i].heading != section) last = {};
    section = page.passages[i].heading;
    if (owners.own || owners.foreign) {
      last = owners;
    } else {
      owners = last;
    }
    std::vector<Hash> here;
    add_words(page.passages[i], i, owners, foreign, here);
    add_link_targets(page.passages[i], i, facts, here);
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

std::vector<NamedCommit> named_commits(const document::Page& page, Facts& facts) {
  std::vector<NamedCommit> named;
  for (const Hash& hash : hashes_in(page, facts)) {
    const CommitFact fact = facts.commit(hash.id);
    const bool found = fact.state == CommitState::found;
    if (!found && (fact.state == CommitState::unknown || hash.elsewhere || !hash.called_commit)) {
      continue;
    }
    const document::Passage& passage = page.passages[hash.passage];
    Span scope{0, page.source.bytes().size()};
    if (passage.kind == document::PassageKind::cell) {
      scope = page.tables[passage.table].block->rows[passage.row].span;
    } else if (passage.heading != document::no_index) {
      const document::Heading& heading = page.headings[passage.heading];
      scope = {heading.span.begin, heading.section_end};
    }
    named.push_back({scope, found ? fact.id : hash.id, found});
  }
  return named;
}

}  // namespace recipe::check
