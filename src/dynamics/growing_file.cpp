#include "dynamics/growing_file.h"

#include <algorithm>
#include <vector>

namespace recipe::dynamics {

Result<GrowingFile::News> GrowingFile::look() {
  TRY_ASSIGN(const auto status, files_.status(path_, os::Follow::yes));
  if (!status) return News::gone;
  if (inode_ != 0 && (status->inode != inode_ || status->size < read_)) {
    close();
    read_ = 0;
    inode_ = status->inode;
    return News::anew;
  }
  inode_ = status->inode;
  return status->size > read_ ? News::more : News::none;
}

Result<> GrowingFile::open() {
  TRY_ASSIGN(reader_, files_.open(path_));
  std::vector<char> passed(std::min<std::uint64_t>(read_, 64 << 10));
  for (std::uint64_t at = 0; at < read_;) {
    const std::size_t wanted = std::min<std::uint64_t>(read_ - at, passed.size());
    TRY_ASSIGN(const std::size_t size, reader_->read(passed.data(), wanted));
    if (size == 0) break;
    at += size;
  }
  return {};
}

Result<std::size_t> GrowingFile::read(char* buffer, std::size_t size) {
  if (!reader_) TRY(open());
  TRY_ASSIGN(const std::size_t got, reader_->read(buffer, size));
  read_ += got;
  return got;
}

Result<std::string> beginning_of(os::FileSystem& files, const std::string& path,
                                 std::size_t limit) {
  TRY_ASSIGN(const auto reader, files.open(path));
  std::string bytes(limit, '\0');
  std::size_t size = 0;
  while (size < limit) {
    TRY_ASSIGN(const std::size_t got, reader->read(bytes.data() + size, limit - size));
    if (got == 0) break;
    size += got;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace recipe::dynamics
