#include "check/own_page.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_branch_parts = 6;
constexpr std::string_view branch_prefix = "refs/heads/";

bool is_abbreviated_commit(std::string_view word) {
  return word.size() >= 7 && std::all_of(word.begin(), word.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

bool is_main_branch(std::string_view name) {
  return name == "master" || name == "main" || name == "HEAD";
}

/// The revision may be more than the first part.
OwnPage page_at_hand(const RepositoryAddress& address, std::string_view all, Facts& facts) {
  OwnPage page;
  page.own = false;
  std::size_t end = 0;
  for (std::size_t part = 0; part < most_branch_parts && end < all.size(); ++part) {
    end = std::min(all.find('/', end + (part > 0 ? 1 : 0)), all.size());
    page.revision = std::string(all.substr(0, end));
    page.path = std::string(all.substr(std::min(end + 1, all.size())));
    page.tree = facts.tree_of(address.host, address.repository, page.revision);
    if (page.tree == nullptr && part == 0 && is_main_branch(page.revision)) {
      page.tree = facts.tree_of(address.host, address.repository, "HEAD");
    }
    page.fixed = page.tree != nullptr && page.tree->commit().starts_with(page.revision);
    if (page.tree != nullptr) return page;
  }
  page.why = address.repository + " has no such branch, tag or commit here";
  return page;
}

}  // namespace

OwnPage own_page(const RepositoryAddress& address, Facts& facts) {
  std::string whole = address.revision;
  const std::size_t first = address.path.find_first_not_of('/');
  if (first != std::string::npos) whole += "/" + address.path.substr(first);
  std::string_view all = whole;
  if (all.starts_with(branch_prefix)) all.remove_prefix(branch_prefix.size());
  if (!facts.is_own(address.host, address.repository)) return page_at_hand(address, all, facts);
  OwnPage page;
  std::size_t end = 0;
  for (std::size_t part = 0; part < most_branch_parts && end < all.size(); ++part) {
    end = std::min(all.find('/', end + (part > 0 ? 1 : 0)), all.size());
    const std::string_view name = all.substr(0, end);
    const auto commit = facts.branch_or_tag(name);
    if (!commit) continue;
    page.tree = facts.tree(*commit);
    page.revision = std::string(name);
    page.path = std::string(all.substr(std::min(end + 1, all.size())));
    if (page.tree == nullptr) page.why = "the commit of " + page.revision + " is not here";
    return page;
  }
  const std::size_t slash = std::min(all.find('/'), all.size());
  page.revision = std::string(all.substr(0, slash));
  page.path = std::string(all.substr(std::min(slash + 1, all.size())));
  if (is_main_branch(page.revision)) {
    page.tree = facts.tree("");
  } else if (is_abbreviated_commit(page.revision)) {
    const CommitFact fact = facts.commit(page.revision);
    if (fact.state == CommitState::found) page.tree = facts.tree(fact.id);
    page.fixed = true;
    page.why = "commit " + page.revision.substr(0, 12) + " is not in this repository";
  } else {
    page.why = "no branch or tag \"" + page.revision + "\" is known here";
  }
  return page;
}

}  // namespace recipe::check
