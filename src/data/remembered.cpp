#include "data/remembered.h"

#include <cstring>

namespace recipe::data {
namespace {

/// Before it: the check. Another layout is another letter.
constexpr char layout = '1';
constexpr std::size_t check_size = sizeof(RawDigest);

template <class T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// False if there is not that much.
template <class T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

RawDigest check_of(const std::string& folder, std::string_view rest) {
  Sha256 sha;
  sha.add(folder);
  sha.add({"\0", 1});
  sha.add(rest);
  return sha.finish();
}

bool take_file(std::string_view& bytes, RememberedFile& file) {
  std::uint32_t length = 0;
  if (!take(bytes, length) || bytes.size() < length) return false;
  file.name = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return take(bytes, file.size) && take(bytes, file.modified_ns) && take(bytes, file.changed_ns) &&
         take(bytes, file.inode) && take(bytes, file.digest);
}

}  // namespace

std::string row_of(const std::string& folder, const std::vector<RememberedFile>& files) {
  std::string row(check_size, '\0');
  row += layout;
  for (const RememberedFile& file : files) {
    put(row, static_cast<std::uint32_t>(file.name.size()));
    row += file.name;
    put(row, file.size);
    put(row, file.modified_ns);
    put(row, file.changed_ns);
    put(row, file.inode);
    put(row, file.digest);
  }
  const RawDigest check = check_of(folder, std::string_view(row).substr(check_size));
  std::memcpy(row.data(), check.data(), check_size);
  return row;
}

std::optional<std::vector<RememberedFile>> files_of_row(const std::string& folder,
                                                        std::string_view row) {
  RawDigest check{};
  if (!take(row, check) || row.empty() || row.front() != layout || check != check_of(folder, row)) {
    return std::nullopt;
  }
  row.remove_prefix(1);
  std::vector<RememberedFile> files;
  while (!row.empty()) {
    RememberedFile file;
    if (!take_file(row, file)) return std::nullopt;
    if (!files.empty() && file.name <= files.back().name) return std::nullopt;
    files.push_back(file);
  }
  return files;
}

}  // namespace recipe::data
