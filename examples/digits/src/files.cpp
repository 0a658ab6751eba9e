#include "files.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace digits {
namespace {

std::runtime_error failure(const std::string& path, std::string_view what) {
  return std::runtime_error(path + ": " + std::string(what));
}

struct CloseGzip {
  void operator()(gzFile file) const { gzclose(file); }
};
using GzipFile = std::unique_ptr<gzFile_s, CloseGzip>;

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw failure(path, std::strerror(errno));
  std::string bytes(max_file_size + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad() || file.gcount() == 0) throw failure(path, "empty, or it cannot be read");
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() > max_file_size) throw failure(path, "too large");
  return bytes;
}

std::string read_gzip(const std::string& path) {
  const GzipFile file(gzopen(path.c_str(), "rb"));
  if (!file) throw failure(path, std::strerror(errno));
  std::string bytes;
  std::array<char, 1 << 16> block;
  for (;;) {
    const int count = gzread(file.get(), block.data(), block.size());
    int error = Z_OK;
    const char* message = gzerror(file.get(), &error);
    if (count < 0 || (error != Z_OK && error != Z_STREAM_END))
      throw failure(path, error == Z_ERRNO ? std::strerror(errno) : message);
    if (gzdirect(file.get())) throw failure(path, "not a gzip file");
    if (count == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
    if (bytes.size() > max_file_size) throw failure(path, "too large");
  }
}

void write_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".part";
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  if (!file) throw failure(temporary, std::strerror(errno));
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw failure(temporary, "writing failed");
  std::filesystem::rename(temporary, path);
}

}  // namespace digits
