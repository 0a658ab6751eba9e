#include "os/trace_book.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "os/descriptor.h"

namespace recipe::os {
namespace {

using Kind = TracedPlace::Kind;

constexpr std::size_t most_names = 65536;
constexpr std::size_t most_moves = 1000;

bool is_file(Kind kind) {
  return kind == Kind::regular || kind == Kind::system || kind == Kind::unknown;
}

bool missing(Kind kind) { return kind == Kind::absent || kind == Kind::no_folder; }

/// Who may read everything need not be asked.
bool may(const TracedPlace& place, int right) {
  if (place.kind != Kind::regular) return true;
  if (right == R_OK && ::geteuid() == 0) return true;
  return ::faccessat(AT_FDCWD, place.path.c_str(), right, AT_EACCESS) == 0;
}

/// The program of a script's first line, "" if it names none.
std::string interpreter_of(const std::string& script) {
  const Descriptor file(::open(script.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  std::array<char, 256> start;
  const ssize_t got = file ? ::read(file.get(), start.data(), start.size()) : 0;
  std::string_view line(start.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  if (!line.starts_with("#!")) return "";
  line = trim(line.substr(2, std::min(line.find('\n'), line.size()) - 2));
  return std::string(line.substr(0, line.find_first_of(" \t")));
}

}  // namespace

TraceBook::Entry* TraceBook::entry_of(const TracedPlace& place, const std::string& named) {
  Entry* entry = nullptr;
  const auto known = by_path_.find(place.path);
  if (known != by_path_.end()) {
    entry = known->second;
  } else {
    if (entries_.size() >= limits_.files) {
      ++dropped_;
      return nullptr;
    }
    entry = &entries_.emplace_back();
    entry->file.path = place.path;
    if (named != place.path && place.kind != Kind::system) entry->file.named = named;
    entry->file.existed = !missing(place.kind);
    entry->file.bytes = place.bytes;
    if (!moves_.empty() && made_under_other_name(place.path)) {
      entry->file.existed = false;
      entry->written = true;
    }
    by_path_.emplace(entry->file.path, entry);
  }
  if (by_name_.size() >= most_names) by_name_.clear();
  by_name_.insert_or_assign(named, entry);
  return entry;
}

void TraceBook::note_read(Entry& entry, std::size_t program, unsigned access) {
  if (!entry.written && entry.file.existed) entry.file.input = true;
  entry.file.access |= access;
  if (!entry.has_reader) entry.file.reader = program;
  entry.has_reader = true;
}

void TraceBook::note_change(Entry& entry, std::size_t program, unsigned access) {
  entry.file.access |= access;
  if ((access & access_written) != 0) entry.written = true;
  if (!entry.has_writer) entry.file.writer = program;
  entry.has_writer = true;
  entry.order = moves_.size();
}

void TraceBook::names_changed() {
  places_.forget();
  by_name_.clear();
}

bool TraceBook::knows_reading(const std::string& path) const {
  const auto known = by_name_.find(path);
  return known != by_name_.end() && (known->second->file.access & access_read) != 0;
}

void TraceBook::opened(std::size_t program, const std::string& path, const OpenWay& way) {
  if (path == "/dev/fuse") places_.stop_looking();
  const TracedPlace place = places_.look(path, way.last);
  if (missing(place.kind) ? !way.make || place.kind == Kind::no_folder || place.path.empty()
                          : !is_file(place.kind)) {
    return;
  }
  const bool there = !missing(place.kind);
  if (there && !may(place, way.write ? W_OK : R_OK)) return;
  Entry* entry = entry_of(place, path);
  if (entry == nullptr) return;
  if (there && way.read && !way.cut) note_read(*entry, program, access_read);
  if (!(there ? way.write || way.cut : way.make)) return;
  if (!entry->written && there) {
    entry->modified_ns = place.modified_ns;
    entry->inode = place.inode;
  }
  note_change(*entry, program, access_written);
}

std::optional<StartedFile> TraceBook::executed(std::size_t program, const std::string& path) {
  const TracedPlace place = places_.look(path, LastLink::follow);
  if (place.kind == Kind::system || place.kind == Kind::unknown) return StartedFile{path};
  if (place.kind != Kind::regular || !may(place, X_OK)) return std::nullopt;
  StartedFile started{place.path, (place.mode & (S_ISUID | S_ISGID)) != 0};
  Entry* entry = entry_of(place, path);
  if (entry == nullptr) return started;
  const bool first = (entry->file.access & access_executed) == 0;
  note_read(*entry, program, access_executed);
  if (first) {
    entry->capable = ::getxattr(place.path.c_str(), "security.capability", nullptr, 0) > 0;
    add_interpreter(program, place.path);
  }
  started.privileged |= entry->capable;
  return started;
}

void TraceBook::add_interpreter(std::size_t program, const std::string& script) {
  const std::string name = interpreter_of(script);
  if (!name.starts_with('/')) return;
  const TracedPlace place = places_.look(name, LastLink::follow);
  if (place.kind != Kind::regular) return;
  if (Entry* entry = entry_of(place, name)) note_read(*entry, program, access_executed);
}

void TraceBook::deleted(std::size_t program, const std::string& path) {
  const TracedPlace place = places_.look(path, LastLink::keep);
  if (place.kind == Kind::link) names_changed();
  if (place.kind != Kind::regular && place.kind != Kind::link && place.kind != Kind::unknown) {
    return;
  }
  Entry* entry = entry_of(place, path);
  if (entry == nullptr) return;
  if (place.kind == Kind::regular) entry->file.bytes = place.bytes;
  note_change(*entry, program, access_deleted);
}

bool TraceBook::renamed(std::size_t program, const std::string& from, const std::string& to) {
  const TracedPlace before = places_.look(from, LastLink::keep);
  const TracedPlace after = places_.look(to, LastLink::keep);
  if (missing(before.kind) || after.kind == Kind::no_folder) return false;
  if (before.kind == Kind::folder) {
    if (moves_.size() < most_moves) {
      moves_.push_back({before.path, after.path});
    } else {
      ++moves_dropped_;
    }
  }
  if (before.kind == Kind::folder || before.kind == Kind::link || after.kind == Kind::link) {
    names_changed();
  }
  if (before.kind != Kind::regular && before.kind != Kind::link && before.kind != Kind::unknown) {
    return before.kind == Kind::folder;
  }
  Entry* old = entry_of(before, from);
  Entry* now = entry_of(after, to);
  if (old != nullptr) {
    old->file.bytes = before.bytes;
    note_change(*old, program, access_deleted);
  }
  if (now == nullptr) return false;
  note_change(*now, program, access_written);
  now->file.moved_from = before.path;
  return false;
}

void TraceBook::linked(std::size_t program, const std::string& from, const std::string& to,
                       LastLink last) {
  const TracedPlace before = places_.look(from, last);
  const TracedPlace after = places_.look(to, LastLink::keep);
  if (after.kind != Kind::absent || missing(before.kind)) return;
  if (before.kind == Kind::regular) {
    Entry* old = entry_of(before, from);
    if (old != nullptr && old->file.existed) note_read(*old, program, access_read);
  }
  Entry* now = entry_of(after, to);
  if (now == nullptr) return;
  note_change(*now, program, access_written);
  if (before.kind == Kind::regular) now->file.moved_from = before.path;
}

void TraceBook::symbolic_link(std::size_t program, const std::string& target,
                              const std::string& path) {
  const TracedPlace place = places_.look(path, LastLink::keep);
  names_changed();
  if (place.kind != Kind::absent) return;
  Entry* entry = entry_of(place, path);
  if (entry == nullptr) return;
  note_change(*entry, program, access_written);
  entry->file.moved_from =
      target.starts_with('/') ? target : place.path.substr(0, place.path.rfind('/') + 1) + target;
}

/// Whether the command made the file, and gave another name to a folder above it since.
bool TraceBook::made_under_other_name(std::string path) const {
  for (auto move = moves_.rbegin(); move != moves_.rend(); ++move) {
    if (path.size() <= move->to.size() || path[move->to.size()] != '/') continue;
    if (!path.starts_with(move->to)) continue;
    path = move->from + path.substr(move->to.size());
    const auto made = by_path_.find(path);
    if (made != by_path_.end()) return made->second->written;
  }
  return false;
}

/// A file that is not where it was made may lie in a folder that has another name now.
void TraceBook::follow_folders(Entry& entry) {
  std::string path = entry.file.path;
  for (std::size_t i = entry.order; i < moves_.size(); ++i) {
    const FolderMove& move = moves_[i];
    if (path.starts_with(move.from) && path.size() > move.from.size() &&
        path[move.from.size()] == '/') {
      path = move.to + path.substr(move.from.size());
    }
  }
  struct stat found {};
  if (path == entry.file.path || ::lstat(path.c_str(), &found) != 0) return;
  entry.file.moved_from = entry.file.path;
  entry.file.path = path;
  entry.file.named.clear();
  entry.file.exists = true;
  entry.file.bytes = static_cast<std::uint64_t>(found.st_size);
}

void TraceBook::settle(Entry& entry) {
  TracedFile& file = entry.file;
  if (!entry.written && (file.access & access_deleted) == 0) return;
  const TracedPlace place = places_.look(file.path, LastLink::keep);
  if (place.kind == Kind::system || place.kind == Kind::unknown) return;
  file.exists = !missing(place.kind);
  if (file.exists) {
    file.access &= ~static_cast<unsigned>(access_deleted);
    const bool same = file.existed && entry.written && place.inode == entry.inode &&
                      place.modified_ns == entry.modified_ns && place.bytes == file.bytes;
    if (same) file.access &= ~static_cast<unsigned>(access_written);
    file.bytes = place.bytes;
    return;
  }
  if ((file.access & access_deleted) == 0) {
    follow_folders(entry);
    // What was to be made and is nowhere was not made.
    if (!file.exists && !file.existed) file.access = 0;
  }
}

namespace {

/// What was known by two names is one file.
void merge_same_paths(std::vector<TracedFile>& files) {
  std::sort(files.begin(), files.end(),
            [](const TracedFile& a, const TracedFile& b) { return a.path < b.path; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < files.size(); ++i) {
    TracedFile& last = files[kept];
    TracedFile& file = files[i];
    if (last.path != file.path) {
      if (++kept != i) files[kept] = std::move(file);
      continue;
    }
    if ((last.access & (access_read | access_executed)) == 0) last.reader = file.reader;
    if ((last.access & (access_written | access_deleted)) == 0) last.writer = file.writer;
    last.access |= file.access;
    last.existed = last.existed && file.existed;
    last.exists = last.exists || file.exists;
    last.input = last.existed && (last.input || file.input);
    if (last.moved_from.empty()) last.moved_from = file.moved_from;
  }
  if (!files.empty()) files.resize(kept + 1);
}

}  // namespace

void TraceBook::finish(Trace& trace) {
  for (Entry& entry : entries_) settle(entry);
  by_name_.clear();
  by_path_.clear();
  trace.files.reserve(entries_.size());
  while (!entries_.empty()) {
    if (entries_.front().file.access != 0) trace.files.push_back(std::move(entries_.front().file));
    entries_.pop_front();
  }
  merge_same_paths(trace.files);
  if (dropped_ > 0) {
    trace.notes.push_back(
        fmt::format("Only the first {} files are listed; others were opened or changed {} times.",
                    limits_.files, dropped_));
  }
  if (moves_dropped_ > 0) {
    trace.notes.push_back("Many folders were renamed; files in them may be under their old name.");
  }
  if (!places_.looking()) {
    trace.notes.push_back(
        "A file system in user space was mounted (/dev/fuse); from then on files are listed as "
        "they were named, whether or not they exist.");
  }
}

}  // namespace recipe::os
