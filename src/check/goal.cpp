#include "check/goal.h"

#include <algorithm>
#include <array>

#include "base/one_of.h"
#include "base/text.h"
#include "check/uri_fault.h"

namespace recipe::check {
namespace {

// Domains that people link to without a scheme. Endings of usual files are left out.
constexpr std::array<std::string_view, 28> domains = {
    "com", "org", "net",   "edu", "gov", "io", "ai",   "dev", "app", "co",
    "uk",  "de",  "fr",    "cn",  "jp",  "kr", "eu",   "ch",  "ru",  "tw",
    "hk",  "us",  "cloud", "ca",  "it",  "nl", "info", "tech"};

constexpr std::array<std::string_view, 9> placeholder_words = {
    "link", "url", "path", "todo", "tbd", "your", "xxx", "xxxx", "placeholder"};

constexpr std::array<std::string_view, 24> file_endings = {
    "md",  "rst",  "txt", "py",  "sh",  "ipynb", "yaml", "yml", "json", "toml", "cfg", "png",
    "jpg", "jpeg", "gif", "svg", "pdf", "csv",   "cpp",  "h",   "cu",   "mp4",  "cc",  "ini"};

// What builds a site from the documents below it.
constexpr std::array<std::string_view, 10> site_builders = {
    "conf.py",   "mkdocs.yml",  "mkdocs.yaml", "docusaurus.config.js", "_toctree.yml",
    "book.toml", "_quarto.yml", "index.rst",   "_config.yml",          "_sidebar.md"};

bool is_label(std::string_view label) {
  return !label.empty() &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

/// "wandb.ai", "www.statmt.org"
bool is_host(std::string_view name) {
  const std::vector<std::string_view> labels = split(name, '.');
  if (labels.size() < 2 || !std::all_of(labels.begin(), labels.end(), is_label)) return false;
  return lower(labels.front()) == "www" || is_one_of(lower(labels.back()), domains);
}

std::string_view without(std::string_view text, char from) {
  return text.substr(0, text.find(from));
}

Goal web_goal(std::string_view target, const Study& study) {
  Goal goal;
  goal.kind = GoalKind::web;
  auto address = repository_address(target);
  if (!address || address->revision.empty() || address->view == "commit") return goal;
  const bool known = study.facts.is_own(address->host, address->repository) ||
                     study.facts.at_hand(address->host, address->repository);
  if (!known) return goal;
  goal.kind = GoalKind::own_page;
  goal.path = address->path;
  goal.fragment = percent_decoded(address->fragment);
  goal.address = std::move(address);
  return goal;
}

/// A document behind a symbolic link is shown where it really is.
std::string real_folder(const Study& study) {
  const auto entry = study.facts.tree("")->find(study.path);
  if (!entry || entry->kind != code::EntryKind::file) return study.folder;
  return std::string(code::folder_of(entry->path));
}

Goal path_goal(std::string_view target, const Study& study) {
  Goal goal;
  const std::size_t hash = target.find('#');
  if (hash != std::string_view::npos) goal.fragment = percent_decoded(target.substr(hash + 1));
  const std::string_view bare = without(without(target, '#'), '?');
  const auto path = code::resolved(real_folder(study), percent_decoded(bare));
  if (!path) {
    goal.kind = GoalKind::outside;
    return goal;
  }
  goal.kind = GoalKind::file;
  goal.path = *path;
  if (is_host(without(bare, '/')) && !study.facts.tree("")->find(goal.path)) {
    goal.kind = GoalKind::schemeless;
  }
  return goal;
}

}  // namespace

bool is_placeholder_target(std::string_view target) {
  for (const std::string_view mark : {"{{", "}}", "${", "{%", "path/to/", "<", ">", "..."}) {
    if (target.find(mark) != std::string_view::npos) return true;
  }
  const std::size_t brace = target.find('{');
  if (brace != std::string_view::npos && target.find('}', brace) != std::string_view::npos) {
    return true;
  }
  if (target.find_first_of("./#") != std::string_view::npos) return false;
  std::string word;
  for (const char c : lower(target) + "-") {
    if (is_alnum(c)) {
      word += c;
    } else {
      if (is_one_of(word, placeholder_words)) return true;
      word.clear();
    }
  }
  return false;
}

Goal goal_of(std::string_view target, const Study& study) {
  target = trim(target);
  Goal goal;
  if (target.empty()) {
    goal.kind = GoalKind::nothing;
  } else if (target.starts_with('#')) {
    const std::string_view rest = target.substr(1);
    goal.fragment = percent_decoded(rest);
    const std::string start = lower(rest.substr(0, 8));
    const bool url =
        start.starts_with("http://") || start == "https://" || start.starts_with("www.");
    goal.kind = url ? GoalKind::url_as_fragment : GoalKind::fragment;
  } else if (is_placeholder_target(target)) {
    goal.kind = GoalKind::placeholder;
  } else if (uri_fault(target)) {
    goal.kind = GoalKind::malformed;
  } else if (has_scheme(target)) {
    return web_goal(target, study);
  } else if (target.starts_with("//")) {
    goal.kind = GoalKind::web;
  } else {
    return path_goal(target, study);
  }
  return goal;
}

bool is_template(const Study& study) {
  const std::string path = lower(study.path);
  for (const std::string_view word : {"template", "cookiecutter", "skeleton"}) {
    if (path.find(word) != std::string::npos) return true;
  }
  std::string_view first;
  for (const document::Link& link : study.page.links) {
    if (link.kind == document::LinkKind::url || !is_placeholder_target(link.target)) continue;
    if (first.empty()) first = link.target;
    if (first != link.target) return true;
  }
  return false;
}

bool is_on_documentation_site(const Study& study) {
  if (study.path.find(".mdx") != std::string::npos) return true;
  const code::Tree& tree = *study.facts.tree("");
  std::string_view folder = study.folder;
  for (int level = 0; level < 12 && !folder.empty(); ++level) {
    for (const std::string_view name : site_builders) {
      if (tree.find(std::string(folder) + "/" + std::string(name))) return true;
    }
    folder = code::folder_of(folder);
  }
  return false;
}

bool may_be_route(std::string_view path) {
  const std::string_view name = code::name_of(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || !is_one_of(lower(name.substr(dot + 1)), file_endings);
}

}  // namespace recipe::check
