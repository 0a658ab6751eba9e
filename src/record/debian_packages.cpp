#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

#include "base/text.h"
#include "record/package_search.h"
#include "record/package_texts.h"
#include "record/touched_places.h"

namespace recipe::record {
namespace {

constexpr std::string_view database = "/var/lib/dpkg";
constexpr std::uint64_t longest_list = std::uint64_t{64} << 20;
constexpr std::uint64_t most_bytes_of_lists = std::uint64_t{1} << 30;

/// The same for /lib and /usr/lib, one of which is a link to the other.
std::string_view merged(std::string_view path) {
  if (!path.starts_with("/usr/")) return path;
  const std::string_view rest = path.substr(4);
  if (rest.starts_with("/lib") || rest.starts_with("/bin/") || rest.starts_with("/sbin/")) {
    return rest;
  }
  return path;
}

bool may_be_debians(std::string_view path) {
  if (path.starts_with("/usr/")) return !path.starts_with("/usr/local/");
  return path.starts_with("/lib") || path.starts_with("/bin/") || path.starts_with("/sbin/") ||
         path.starts_with("/opt/");
}

/// Used files by merged path, of compiled Python files by their source too.
class DebianWanted {
 public:
  explicit DebianWanted(const PackageSearch& search) {
    for (std::uint32_t i = 0; i < search.used.size(); ++i) {
      const UsedFile& file = search.used[i];
      if (file.conda || is_about_packages(file.traced->path)) continue;
      for (const std::string* path : {&file.traced->path, &file.traced->named}) {
        if (!may_be_debians(*path)) continue;
        files_[merged(*path)].push_back(i);
        if (std::string source = source_of_compiled(*path); !source.empty()) {
          sources_.push_back(std::move(source));
          files_[merged(sources_.back())].push_back(i);
        }
      }
    }
  }
  bool empty() const { return files_.empty(); }
  const std::vector<std::uint32_t>* find(std::string_view path) const {
    const auto known = files_.find(merged(path));
    return known == files_.end() ? nullptr : &known->second;
  }

 private:
  WantedFiles files_;
  std::deque<std::string> sources_;
};

/// Moves files that another package has put aside.
class Diversions {
 public:
  explicit Diversions(os::FileSystem& files) {
    auto text = files.read(std::string(database) + "/diversions", longest_list);
    if (!text) return;
    text_ = std::move(*text);
    for (const Diversion& each : diversions_in(text_)) moved_[merged(each.original)] = each;
  }
  std::string_view place_of(std::string_view path, std::string_view package) const {
    if (moved_.empty()) return path;
    const auto known = moved_.find(merged(path));
    return known == moved_.end() || known->second.package == package ? path : known->second.to;
  }

 private:
  std::string text_;
  std::unordered_map<std::string_view, Diversion> moved_;
};

/// Reads into `text`, whose memory is used again; false if it cannot be read whole.
bool read_list(os::Folder& folder, const std::string& name, std::string& text) {
  const auto reader = folder.open(name);
  if (!reader) return false;
  constexpr std::size_t piece = 64 * 1024;
  std::size_t size = 0;
  while (true) {
    if (size + piece > text.size()) text.resize(size + piece);
    const auto got = (*reader)->read(text.data() + size, text.size() - size);
    if (!got || size > longest_list) return false;
    size += *got;
    if (*got == 0) break;
  }
  text.resize(size);
  return true;
}

/// A package of the lists, as "name" or "name:architecture", and how many used files it has.
struct Lister {
  std::string name;
  std::uint64_t files = 0;
};

class ListSearch {
 public:
  ListSearch(PackageSearch& search, const DebianWanted& wanted)
      : search_(search), wanted_(wanted), diversions_(search.files) {}

  std::vector<Lister> all() {
    const std::string place = std::string(database) + "/info";
    const auto folder = search_.files.open_folder(place);
    const auto entries = folder ? (*folder)->entries() : search_.files.list(place);
    if (!folder || !entries) {
      search_.found.notes.push_back("Debian's lists of files could not be read.");
      return {};
    }
    std::size_t missing = 0;
    for (const os::DirectoryEntry& entry : *entries) {
      constexpr std::string_view end = ".list";
      if (!entry.name.ends_with(end)) continue;
      if (bytes_ > most_bytes_of_lists || !read_list(**folder, entry.name, text_)) {
        ++missing;
        continue;
      }
      bytes_ += text_.size();
      take(entry.name.substr(0, entry.name.size() - end.size()));
    }
    if (missing > 0) {
      search_.found.notes.push_back("Not read: " + counted(missing, "list") +
                                    " of files of Debian packages.");
    }
    return std::move(listers_);
  }

 private:
  void take(const std::string& name) {
    const auto index = static_cast<std::uint32_t>(listers_.size());
    const std::string_view plain = std::string_view(name).substr(0, name.find(':'));
    std::uint64_t count = 0;
    const char* at = text_.data();
    const char* const end = at + text_.size();
    while (at < end) {
      const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
      const char* stop = found != nullptr ? static_cast<const char*>(found) : end;
      const std::string_view line(at, static_cast<std::size_t>(stop - at));
      at = stop + 1;
      const auto* files = wanted_.find(diversions_.place_of(line, plain));
      if (files == nullptr) continue;
      for (const std::uint32_t file : *files) {
        if (search_.used[file].debian) continue;
        search_.used[file].debian = index;
        ++count;
      }
    }
    if (count > 0) listers_.push_back({name, count});
  }

  PackageSearch& search_;
  const DebianWanted& wanted_;
  Diversions diversions_;
  std::string text_;
  std::uint64_t bytes_ = 0;
  std::vector<Lister> listers_;
};

/// Installed packages by name, by "name:architecture", and by what they provide.
class InstalledPackages {
 public:
  explicit InstalledPackages(std::string_view status) : all(debian_packages_in(status)) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      by_name_[std::string(all[i].name)].push_back(i);
      by_name_[std::string(all[i].name) + ":" + std::string(all[i].architecture)].push_back(i);
      for_each_debian_name(all[i].provides, [&](std::string_view name) {
        by_name_[std::string(name)].push_back(i);
      });
    }
  }

  const std::vector<std::uint32_t>& named(std::string_view name) const {
    static const std::vector<std::uint32_t> none;
    const auto known = by_name_.find(std::string(name));
    return known == by_name_.end() ? none : known->second;
  }

  std::vector<std::vector<std::uint32_t>> needs() const {
    std::vector<std::vector<std::uint32_t>> leads(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto add = [&](std::string_view name) {
        const auto& others = named(name);
        leads[i].insert(leads[i].end(), others.begin(), others.end());
      };
      for_each_debian_name(all[i].needs, add);
      for_each_debian_name(all[i].needs_too, add);
    }
    return leads;
  }

  /// Those of every Debian system, and what they need.
  std::vector<bool> standard(const std::vector<std::vector<std::uint32_t>>& leads) const {
    std::vector<std::uint32_t> roots;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].everywhere) roots.push_back(i);
    }
    std::vector<bool> standard = reached_by_others(leads, roots);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].everywhere || all[i].usual) standard[i] = true;
    }
    return standard;
  }

  const std::vector<DebianPackage> all;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
};

void add_debian_packages(PackageSearch& search, const std::vector<Lister>& listers,
                         const InstalledPackages& installed) {
  std::vector<PackageIndex> places;
  std::vector<std::uint32_t> loaded;
  for (const Lister& lister : listers) {
    const auto& known = installed.named(lister.name);
    places.push_back(known.empty() ? PackageIndex() : known.front());
    if (!known.empty()) loaded.push_back(known.front());
  }
  const auto leads = installed.needs();
  const std::vector<bool> standard = installed.standard(leads);
  const std::vector<bool> needed = reached_by_others(leads, loaded);
  for (std::size_t i = 0; i < listers.size(); ++i) {
    LoadedPackage package;
    package.kind = "debian";
    package.name = printable(listers[i].name.substr(0, listers[i].name.find(':')));
    package.files = listers[i].files;
    if (places[i]) {
      const DebianPackage& status = installed.all[*places[i]];
      package.version = printable(status.version);
      package.architecture = printable(status.architecture);
      package.standard = standard[*places[i]];
      package.needed = needed[*places[i]];
    }
    search.found.packages.push_back(std::move(package));
  }
}

}  // namespace

void find_debian_packages(PackageSearch& search) {
  const DebianWanted wanted(search);
  if (wanted.empty()) return;
  const std::string path = std::string(database) + "/status";
  const auto there = search.files.status(path, os::Follow::yes);
  if (!there || !*there) return;
  const auto status = search.files.read(path, longest_list);
  if (!status) {
    search.found.notes.push_back("Debian's list of packages could not be read.");
    return;
  }
  const std::vector<Lister> listers = ListSearch(search, wanted).all();
  const auto first = static_cast<std::uint32_t>(search.found.packages.size());
  for (UsedFile& file : search.used) {
    if (file.debian) file.debian = *file.debian + first;
  }
  add_debian_packages(search, listers, InstalledPackages(*status));
}

}  // namespace recipe::record
