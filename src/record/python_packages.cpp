#include <algorithm>
#include <deque>
#include <map>

#include "base/text.h"
#include "record/package_search.h"
#include "record/package_texts.h"
#include "record/python_distributions.h"

namespace recipe::record {
namespace {

constexpr std::size_t most_sites = 64;

/// A file as its distribution lists it: relative to the site's folder, by its source.
struct SiteFile {
  std::uint32_t index;
  std::string_view relative;
  std::string source;  ///< empty unless it is compiled

  std::string_view listed() const { return source.empty() ? relative : source; }
};

using SiteFiles = std::deque<SiteFile>;

/// The folder of installed packages that a path lies in; its length, or 0.
std::size_t site_length(std::string_view path) {
  for (const std::string_view name : {"/site-packages/", "/dist-packages/"}) {
    const std::size_t at = path.find(name);
    if (at != std::string_view::npos) return at + name.size() - 1;
  }
  return 0;
}

std::map<std::string, SiteFiles> files_by_site(const PackageSearch& search) {
  std::map<std::string, SiteFiles> sites;
  for (std::uint32_t i = 0; i < search.used.size(); ++i) {
    for (const std::string* path : {&search.used[i].traced->path, &search.used[i].traced->named}) {
      const std::size_t length = site_length(*path);
      if (length == 0) continue;
      const std::string_view relative = std::string_view(*path).substr(length + 1);
      if (is_about_packages(*path)) break;
      const std::string site = path->substr(0, length);
      if (sites.size() >= most_sites && sites.find(site) == sites.end()) break;
      sites[site].push_back({i, relative, source_of_compiled(relative)});
      break;
    }
  }
  return sites;
}

class SiteSearch {
 public:
  SiteSearch(PackageSearch& search, std::string site, const SiteFiles& files)
      : search_(search), site_(std::move(site)), files_(files) {}

  void find() {
    distributions_ = distributions_in(search_.files, site_);
    counts_.resize(distributions_.size());
    owner_.resize(files_.size());
    by_records();
    by_names();
    add();
  }

 private:
  /// By the list of files that an installer has written.
  void by_records() {
    WantedFiles wanted;
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      wanted[files_[i].listed()].push_back(i);
      if (!files_[i].source.empty()) wanted[files_[i].relative].push_back(i);
    }
    constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;
    constexpr std::uint64_t longest = std::uint64_t{64} << 20;
    std::uint64_t bytes = 0;
    for (std::uint32_t i = 0; i < distributions_.size(); ++i) {
      if (!distributions_[i].folder || bytes > most_bytes) continue;
      const auto text = search_.files.read(distributions_[i].place + "/RECORD", longest);
      if (!text) continue;
      bytes += text->size();
      for_each_recorded(*text, [&](std::string_view path) {
        const auto known = wanted.find(path);
        if (known == wanted.end()) return;
        for (const std::uint32_t file : known->second) take(file, i);
      });
    }
    if (bytes > most_bytes) {
      search_.found.notes.push_back("Not all lists of files in " + site_ + " were read.");
    }
  }

  /// By the names of the modules that a distribution says it has, or else by its own.
  void by_names() {
    if (std::all_of(owner_.begin(), owner_.end(), [](const auto& each) { return !!each; })) return;
    std::multimap<std::string, std::uint32_t> tops;
    for (std::uint32_t i = 0; i < distributions_.size(); ++i) {
      for (std::string& top : top_modules(search_.files, distributions_[i])) {
        tops.emplace(std::move(top), i);
      }
    }
    for (std::uint32_t i = 0; i < files_.size(); ++i) {
      if (owner_[i]) continue;
      const auto found = named(tops, files_[i].listed());
      if (found) take(i, *found);
    }
  }

  /// Where several have a module of the name, as parts of a namespace, the one that is called as
  /// the folder: lazr.uri has lazr/uri.
  PackageIndex named(const std::multimap<std::string, std::uint32_t>& tops,
                     std::string_view path) const {
    const std::size_t slash = path.find('/');
    std::string_view top = path.substr(0, slash);
    if (slash == std::string_view::npos) top = top.substr(0, top.find('.'));
    if (top.ends_with(".egg")) return egg_named(top);
    const auto [begin, end] = tops.equal_range(compared_name(top));
    if (begin == end) return std::nullopt;
    if (std::next(begin) == end || slash == std::string_view::npos) return begin->second;
    const std::string_view rest = path.substr(slash + 1);
    const std::string both = compared_name(std::string(top) + "-" +
                                           std::string(rest.substr(0, rest.find_first_of("/."))));
    PackageIndex same;
    for (auto each = begin; each != end; ++each) {
      const std::string& name = distributions_[each->second].compared;
      if (name == both || name == compared_name(top)) same = each->second;
      if (name == both) break;
    }
    return same;
  }

  PackageIndex egg_named(std::string_view folder) const {
    for (std::uint32_t i = 0; i < distributions_.size(); ++i) {
      if (distributions_[i].entry == folder) return i;
    }
    return std::nullopt;
  }

  void take(std::uint32_t file, std::uint32_t distribution) {
    if (owner_[file]) return;
    owner_[file] = distribution;
    ++counts_[distribution];
  }

  void add() {
    auto& packages = search_.found.packages;
    const std::size_t first = packages.size();
    std::vector<std::uint32_t> places(distributions_.size(), 0);
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> needs;
    for (std::size_t i = 0; i < distributions_.size(); ++i) {
      if (counts_[i] == 0) continue;
      PythonMetadata metadata = metadata_of(search_.files, distributions_[i]);
      places[i] = static_cast<std::uint32_t>(packages.size());
      LoadedPackage package;
      package.kind = "python";
      package.name = metadata.name;
      package.version = metadata.version;
      package.files = counts_[i];
      packages.push_back(std::move(package));
      names.push_back(compared_name(metadata.name));
      needs.push_back(std::move(metadata.needs));
    }
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (owner_[i]) search_.used[files_[i].index].python = places[*owner_[i]];
    }
    mark_needed(search_.found, first, names, needs);
  }

  PackageSearch& search_;
  std::string site_;
  const SiteFiles& files_;
  std::vector<Distribution> distributions_;
  std::vector<std::uint64_t> counts_;
  std::vector<PackageIndex> owner_;  ///< of each file, a distribution
};

/// Sites that were used in any way, also if only for the names of editable distributions.
void note_editable(PackageSearch& search, const std::string& site) {
  for (const Editable& each : editable_in(search.files, site)) {
    // A trace is sorted by path, and '0' is the byte behind '/'.
    const auto place = [&](const std::string& path) {
      return std::lower_bound(
          search.used.begin(), search.used.end(), path,
          [](const UsedFile& file, const std::string& end) { return file.traced->path < end; });
    };
    const auto count =
        static_cast<std::size_t>(place(each.folder + "0") - place(each.folder + "/"));
    if (count == 0) continue;
    search.found.notes.push_back(
        "The Python distribution " + each.name + " is installed as editable from " + each.folder +
        ", where " + counted(count, "file") + " of it " + (count == 1 ? "was" : "were") + " read.");
  }
}

/// The sites of which any file was read, also their lists of paths.
std::vector<std::string> seen_sites(const PackageSearch& search) {
  std::vector<std::string> sites;
  for (const UsedFile& file : search.used) {
    const std::size_t length = site_length(file.traced->path);
    if (length == 0) continue;
    std::string site = file.traced->path.substr(0, length);
    if (std::find(sites.begin(), sites.end(), site) != sites.end()) continue;
    if (sites.size() >= most_sites) break;
    sites.push_back(std::move(site));
  }
  return sites;
}

}  // namespace

bool is_about_packages(std::string_view path) {
  const std::size_t length = site_length(path);
  if (length == 0) return false;
  path.remove_prefix(length + 1);
  const std::string_view top = path.substr(0, path.find('/'));
  return top.ends_with(".dist-info") || top.ends_with(".egg-info") || top.ends_with(".pth");
}

void find_python_packages(PackageSearch& search) {
  for (const auto& [site, files] : files_by_site(search)) SiteSearch(search, site, files).find();
  for (const std::string& site : seen_sites(search)) note_editable(search, site);
}

}  // namespace recipe::record
