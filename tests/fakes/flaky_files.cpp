#include "fakes/flaky_files.h"

namespace recipe::fakes {

class FlakyFiles::Reader : public os::FileReader {
 public:
  Reader(FlakyFiles& files, std::string path, std::unique_ptr<os::FileReader> reader)
      : files_(files), path_(std::move(path)), reader_(std::move(reader)) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    TRY(files_.count(path_));
    return reader_->read(buffer, size);
  }
  Result<os::FileStatus> status() override {
    TRY(files_.count(path_));
    return reader_->status();
  }

 private:
  FlakyFiles& files_;
  std::string path_;
  std::unique_ptr<os::FileReader> reader_;
};

Result<> FlakyFiles::count(const std::string& path) {
  if (++calls_ != fails_at_) return {};
  return fail(ErrorKind::io, "cannot use " + path + ": no space left on device");
}

Result<std::optional<os::FileStatus>> FlakyFiles::status(const std::string& path,
                                                         os::Follow follow) {
  TRY(count(path));
  return files_.status(path, follow);
}

Result<std::vector<os::DirectoryEntry>> FlakyFiles::list(const std::string& path) {
  TRY(count(path));
  return files_.list(path);
}

Result<std::string> FlakyFiles::read(const std::string& path, std::uint64_t limit) {
  TRY(count(path));
  return files_.read(path, limit);
}

Result<std::unique_ptr<os::FileReader>> FlakyFiles::open(const std::string& path) {
  TRY(count(path));
  TRY_ASSIGN(auto reader, files_.open(path));
  return std::unique_ptr<os::FileReader>(std::make_unique<Reader>(*this, path, std::move(reader)));
}

Result<> FlakyFiles::write(const std::string& path, std::string_view bytes) {
  TRY(count(path));
  return files_.write(path, bytes);
}

Result<> FlakyFiles::append(const std::string& path, std::string_view bytes) {
  TRY(count(path));
  return files_.append(path, bytes);
}

Result<> FlakyFiles::sync(const std::string& path) {
  TRY(count(path));
  return files_.sync(path);
}

Result<> FlakyFiles::make_directory(const std::string& path) {
  TRY(count(path));
  return files_.make_directory(path);
}

Result<> FlakyFiles::remove(const std::string& path) {
  TRY(count(path));
  return files_.remove(path);
}

Result<> FlakyFiles::rename(const std::string& from, const std::string& to) {
  TRY(count(from));
  return files_.rename(from, to);
}

Result<> FlakyFiles::copy(const std::string& from, const std::string& to) {
  TRY(count(to));
  return files_.copy(from, to);
}

Result<> FlakyFiles::link_or_copy(const std::string& from, const std::string& to) {
  TRY(count(to));
  return files_.link_or_copy(from, to);
}

Result<> FlakyFiles::make_read_only(const std::string& path) {
  TRY(count(path));
  return files_.make_read_only(path);
}

Result<> FlakyFiles::make_writable(const std::string& path) {
  TRY(count(path));
  return files_.make_writable(path);
}

Result<std::string> FlakyFiles::real_path(const std::string& path) {
  TRY(count(path));
  return files_.real_path(path);
}

Result<std::unique_ptr<os::FileLock>> FlakyFiles::lock(const std::string& path, os::Wait wait) {
  TRY(count(path));
  return files_.lock(path, wait);
}

Result<std::uint64_t> FlakyFiles::free_space(const std::string& path) {
  TRY(count(path));
  return files_.free_space(path);
}

Result<std::string> FlakyFiles::temporary_directory() {
  TRY(count("a temporary folder"));
  return files_.temporary_directory();
}

}  // namespace recipe::fakes
