#include "fakes/memory_files.h"

#include <algorithm>
#include <cstring>

namespace recipe::fakes {
namespace {

using os::FileKind;
using Guard = std::lock_guard<std::recursive_mutex>;

std::string absolute_of(const std::string& path) {
  return os::lexically_normal(os::join_path("/desk", path));
}

bool is_at_or_below(const std::string& path, const std::string& top) {
  return path == top || top == "/" ||
         (path.size() > top.size() && path.rfind(top, 0) == 0 && path[top.size()] == '/');
}

tl::unexpected<Error> absent(const std::string& path) {
  return fail(ErrorKind::not_found, "there is no " + path);
}

}  // namespace

class MemoryFiles::Reader : public os::FileReader {
 public:
  Reader(MemoryFiles& files, std::string path) : files_(files), path_(std::move(path)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const Guard guard(files_.mutex_);
    TRY_ASSIGN(const Node* node, files_.existing(path_, FileKind::regular));
    const std::size_t got = std::min(size, node->bytes.size() - std::min(at_, node->bytes.size()));
    if (got > 0) std::memcpy(buffer, node->bytes.data() + at_, got);
    at_ += got;
    return got;
  }
  Result<os::FileStatus> status() override {
    const Guard guard(files_.mutex_);
    TRY_ASSIGN(const Node* node, files_.existing(path_, FileKind::regular));
    return node->status;
  }

 private:
  MemoryFiles& files_;
  std::string path_;
  std::size_t at_ = 0;
};

class MemoryFiles::Lock : public os::FileLock {
 public:
  Lock(MemoryFiles& files, std::string path) : files_(files), path_(std::move(path)) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() override {
    const Guard guard(files_.mutex_);
    files_.locked_[path_] = false;
  }

 private:
  MemoryFiles& files_;
  std::string path_;
};

MemoryFiles::MemoryFiles() { add_folder("/desk"); }

void MemoryFiles::put(const std::string& path, std::string_view bytes) {
  const Guard guard(mutex_);
  add_folder(os::parent_path(absolute_of(path)));
  set_bytes(nodes_[absolute_of(path)], std::string(bytes));
}

void MemoryFiles::put_link(const std::string& path, const std::string& target) {
  const Guard guard(mutex_);
  add_folder(os::parent_path(absolute_of(path)));
  Node& node = nodes_[absolute_of(path)];
  set_bytes(node, target);
  node.status.kind = FileKind::link;
}

void MemoryFiles::make_executable(const std::string& path) {
  const Guard guard(mutex_);
  change_mode(path, 0, 0111);
}

void MemoryFiles::touch(const std::string& path, std::chrono::system_clock::time_point time) {
  const Guard guard(mutex_);
  Node* node = find(path, os::Follow::yes);
  const std::chrono::nanoseconds ns = time.time_since_epoch();
  if (node != nullptr) node->status.modified_ns = node->status.changed_ns = ns.count();
}

std::string MemoryFiles::at(const std::string& path) {
  const Guard guard(mutex_);
  const Node* node = find(path, os::Follow::yes);
  return node != nullptr ? node->bytes : "(no such file)";
}

std::vector<std::string> MemoryFiles::paths() {
  const Guard guard(mutex_);
  std::vector<std::string> all;
  for (const auto& [path, node] : nodes_) {
    if (node.status.kind == FileKind::regular) all.push_back(path);
  }
  return all;
}

MemoryFiles::Node* MemoryFiles::find(const std::string& path, os::Follow follow) {
  const std::string absolute = absolute_of(path);
  const auto found = nodes_.find(absolute);
  if (found == nodes_.end()) return nullptr;
  if (follow == os::Follow::no || found->second.status.kind != FileKind::link) {
    return &found->second;
  }
  return find(os::join_path(os::parent_path(absolute), found->second.bytes), os::Follow::no);
}

Result<MemoryFiles::Node*> MemoryFiles::existing(const std::string& path, FileKind kind) {
  Node* node = find(path, os::Follow::yes);
  if (node == nullptr) return absent(path);
  if (node->status.kind != kind) {
    return fail(ErrorKind::invalid,
                path + (kind == FileKind::directory ? " is no folder" : " is no file"));
  }
  return node;
}

Result<MemoryFiles::Node*> MemoryFiles::writable(const std::string& path) {
  TRY_ASSIGN(const Node* folder, existing(os::parent_path(absolute_of(path)), FileKind::directory));
  Node* node = find(path, os::Follow::yes);
  if (node == nullptr && (folder->status.mode & 0200U) == 0) {
    return fail(ErrorKind::denied, "cannot write " + path + ": Permission denied");
  }
  if (node == nullptr) node = &nodes_[absolute_of(path)];
  if (node->status.kind != FileKind::regular) {
    return fail(ErrorKind::invalid, path + " is no file");
  }
  return node;
}

void MemoryFiles::add_folder(const std::string& absolute) {
  if (absolute != "/") add_folder(os::parent_path(absolute));
  Node& node = nodes_[absolute];
  if (node.status.inode != 0) return;
  set_bytes(node, "");
  node.status.kind = FileKind::directory;
  node.status.mode = 0755;
}

void MemoryFiles::set_bytes(Node& node, std::string bytes) {
  if (node.status.inode == 0) {
    node.status.inode = static_cast<std::uint64_t>(++count_);
    node.status.mode = 0644;
  }
  node.bytes = std::move(bytes);
  node.status.size = node.bytes.size();
  node.status.modified_ns = node.status.changed_ns = ++count_;
}

void MemoryFiles::change_mode(const std::string& path, std::uint32_t remove, std::uint32_t add) {
  for (auto& [name, node] : nodes_) {
    if (!is_at_or_below(name, absolute_of(path))) continue;
    node.status.mode = (node.status.mode & ~remove) | add;
    node.status.changed_ns = ++count_;
  }
}

Result<std::optional<os::FileStatus>> MemoryFiles::status(const std::string& path,
                                                          os::Follow follow) {
  const Guard guard(mutex_);
  const Node* node = find(path, follow);
  return node != nullptr ? std::optional(node->status) : std::nullopt;
}

Result<std::vector<os::DirectoryEntry>> MemoryFiles::list(const std::string& path) {
  const Guard guard(mutex_);
  TRY(existing(path, FileKind::directory));
  const std::string top = absolute_of(path);
  std::vector<os::DirectoryEntry> entries;
  for (const auto& [name, node] : nodes_) {
    if (name != "/" && os::parent_path(name) == top) {
      entries.push_back({os::file_name(name), node.status.kind});
    }
  }
  return entries;
}

Result<std::string> MemoryFiles::read(const std::string& path, std::uint64_t limit) {
  const Guard guard(mutex_);
  TRY_ASSIGN(const Node* node, existing(path, FileKind::regular));
  if (node->bytes.size() > limit) {
    return fail(ErrorKind::invalid, path + " is larger than " + std::to_string(limit) + " bytes");
  }
  return node->bytes;
}

Result<std::unique_ptr<os::FileReader>> MemoryFiles::open(const std::string& path) {
  const Guard guard(mutex_);
  TRY(existing(path, FileKind::regular));
  return std::unique_ptr<os::FileReader>(std::make_unique<Reader>(*this, path));
}

Result<> MemoryFiles::write(const std::string& path, std::string_view bytes) {
  const Guard guard(mutex_);
  TRY_ASSIGN(Node * node, writable(path));
  set_bytes(*node, std::string(bytes));
  return {};
}

Result<> MemoryFiles::append(const std::string& path, std::string_view bytes) {
  const Guard guard(mutex_);
  TRY_ASSIGN(Node * node, writable(path));
  set_bytes(*node, node->bytes + std::string(bytes));
  return {};
}

Result<> MemoryFiles::make_directory(const std::string& path) {
  const Guard guard(mutex_);
  const Node* node = find(path, os::Follow::yes);
  if (node != nullptr && node->status.kind != FileKind::directory) {
    return fail(ErrorKind::invalid, path + " is no folder");
  }
  add_folder(absolute_of(path));
  return {};
}

Result<> MemoryFiles::remove(const std::string& path) {
  const Guard guard(mutex_);
  const std::string top = absolute_of(path);
  std::erase_if(nodes_, [&](const auto& entry) { return is_at_or_below(entry.first, top); });
  return {};
}

Result<> MemoryFiles::rename(const std::string& from, const std::string& to) {
  const Guard guard(mutex_);
  if (find(from, os::Follow::no) == nullptr) return absent(from);
  TRY(existing(os::parent_path(absolute_of(to)), FileKind::directory));
  TRY(remove(to));
  const std::string top = absolute_of(from);
  std::map<std::string, Node> moved;
  for (const auto& [name, node] : nodes_) {
    const bool inside = is_at_or_below(name, top);
    moved.emplace(inside ? absolute_of(to) + name.substr(top.size()) : name, node);
  }
  nodes_ = std::move(moved);
  return {};
}

Result<> MemoryFiles::copy(const std::string& from, const std::string& to) {
  const Guard guard(mutex_);
  if (find(from, os::Follow::no) == nullptr) return absent(from);
  if (find(to, os::Follow::no) != nullptr) return fail(ErrorKind::invalid, to + " exists");
  TRY(existing(os::parent_path(absolute_of(to)), FileKind::directory));
  const std::string top = absolute_of(from);
  const std::map<std::string, Node> before = nodes_;
  for (const auto& [name, node] : before) {
    if (!is_at_or_below(name, top)) continue;
    Node twin = node;
    twin.status.inode = static_cast<std::uint64_t>(++count_);
    twin.status.modified_ns = twin.status.changed_ns = ++count_;
    nodes_[absolute_of(to) + name.substr(top.size())] = twin;
  }
  return {};
}

Result<> MemoryFiles::make_read_only(const std::string& path) {
  const Guard guard(mutex_);
  if (find(path, os::Follow::no) == nullptr) return absent(path);
  change_mode(path, 0222, 0);
  return {};
}

Result<> MemoryFiles::make_writable(const std::string& path) {
  const Guard guard(mutex_);
  if (find(path, os::Follow::no) == nullptr) return absent(path);
  change_mode(path, 0, 0200);
  return {};
}

Result<std::string> MemoryFiles::real_path(const std::string& path) {
  const Guard guard(mutex_);
  const Node* node = find(path, os::Follow::yes);
  if (node == nullptr) return absent(path);
  for (const auto& [name, candidate] : nodes_) {
    if (&candidate == node) return name;
  }
  return absent(path);
}

Result<std::unique_ptr<os::FileLock>> MemoryFiles::lock(const std::string& path, os::Wait wait) {
  const Guard guard(mutex_);
  bool& locked = locked_[absolute_of(path)];
  if (locked && wait == os::Wait::no) return std::unique_ptr<os::FileLock>();
  if (locked) return fail(ErrorKind::timeout, "the test would wait forever for " + path);
  TRY(append(path, ""));
  locked = true;
  return std::unique_ptr<os::FileLock>(std::make_unique<Lock>(*this, absolute_of(path)));
}

Result<std::uint64_t> MemoryFiles::free_space(const std::string&) { return free; }

Result<std::string> MemoryFiles::temporary_directory() {
  const Guard guard(mutex_);
  std::string path = "/tmp/recipe-" + std::to_string(++count_);
  add_folder(path);
  return path;
}

}  // namespace recipe::fakes
