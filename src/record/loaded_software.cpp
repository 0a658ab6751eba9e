#include <algorithm>

#include "base/text.h"
#include "record/package_search.h"
#include "record/package_texts.h"

namespace recipe::record {
namespace {

struct NamedLibrary {
  std::string_view stem;  ///< of the shared object
  const char* software;
};

/// The driver's libcuda is called by the driver's version, all others by their own.
constexpr NamedLibrary named_libraries[] = {
    {"libcudart", "CUDA"},        {"libcudnn", "cuDNN"},
    {"libnccl", "NCCL"},          {"libnvinfer", "TensorRT"},
    {"libamdhip64", "HIP"},       {"libcuda", "NVIDIA driver"},
    {"libtorch_cpu", "LibTorch"}, {"libonnxruntime", "ONNX Runtime"}};

bool is_version(std::string_view text) {
  return !text.empty() && is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

/// "11.0" of `libcudart-d0da41ae.so.11.0`; none if the file is not called by this stem.
std::optional<std::string_view> version_after_stem(std::string_view path, std::string_view stem) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (!name.starts_with(stem)) return std::nullopt;
  name.remove_prefix(stem.size());
  const std::size_t end = name.find(".so");
  if (end == std::string_view::npos) return std::nullopt;
  // A hash that a wheel's builder put in.
  const std::string_view hash = name.substr(0, end);
  if (!hash.empty() && (hash.front() != '-' || hash.size() != 9)) return std::nullopt;
  name.remove_prefix(end + 3);
  if (name.empty()) return name;
  if (name.front() != '.' || !is_version(name.substr(1))) return std::nullopt;
  return name.substr(1);
}

/// The version of the package that the file belongs to, as its makers count.
std::string owner_version(const PackageSearch& search, const UsedFile& file) {
  const auto& packages = search.found.packages;
  if (file.conda) return packages[*file.conda].version;
  if (file.debian) return upstream_version(packages[*file.debian].version);
  return file.python ? packages[*file.python].version : "";
}

/// Where a file's name has only the beginning of a version, its package's if that goes on so.
std::string fullest_version(const PackageSearch& search, const UsedFile& file,
                            std::string_view by_name) {
  const std::string owner = owner_version(search, file);
  if (owner.starts_with(std::string(by_name) + ".")) return owner;
  // libcudart.so.11.0 is that of all 11.x.
  if (by_name.ends_with(".0") &&
      owner.starts_with(std::string(by_name.substr(0, by_name.find('.') + 1)))) {
    return owner;
  }
  return std::string(by_name);
}

void add_version(LoadedPackages& found, const std::string& software, const std::string& version) {
  if (version.empty()) return;
  for (auto& [name, known] : found.software) {
    if (name != software) continue;
    if (known == version || known.starts_with(version + ".")) return;
    if (version.starts_with(known + ".")) {
      known = version;
      return;
    }
  }
  constexpr std::size_t most = 64;
  if (found.software.size() < most) found.software.emplace_back(software, version);
}

/// "3.11" of python3.11, "3" of python3, "" of python; none for other programs.
std::optional<std::string> interpreter_version(std::string_view path) {
  constexpr std::string_view stem = "python";
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (!name.starts_with(stem)) return std::nullopt;
  const std::string_view version = name.substr(stem.size());
  if (!version.empty() && !is_version(version)) return std::nullopt;
  return std::string(version);
}

/// "3.11.4" of "/root/.pyenv/versions/3.11.4/bin/python3.11", where `known` is "3.11".
std::string version_in_path(std::string_view path, const std::string& known) {
  const std::string start = known.empty() ? "3." : known + ".";
  for (std::size_t at = path.find(start); at != std::string_view::npos;
       at = path.find(start, at + 1)) {
    if (at > 0 && (is_digit(path[at - 1]) || path[at - 1] == '.')) continue;
    std::size_t end = at;
    while (end < path.size() && (is_digit(path[end]) || path[end] == '.')) ++end;
    while (path[end - 1] == '.') --end;
    const std::string_view found = path.substr(at, end - at);
    if (std::count(found.begin(), found.end(), '.') == 2) return std::string(found);
  }
  return "";
}

/// By the header that is installed with it: `#define PY_VERSION "3.11.4"`.
std::string version_in_header(os::FileSystem& files, const std::string& path,
                              const std::string& known) {
  const std::string prefix = os::parent_path(os::parent_path(path));
  const auto text = files.read(prefix + "/include/python" + known + "/patchlevel.h", 1 << 20);
  if (!text) return "";
  constexpr std::string_view definition = "#define PY_VERSION";
  for (const std::string_view line : lines(*text)) {
    if (!line.starts_with(definition)) continue;
    std::string_view value = trim(line.substr(definition.size()));
    if (value.size() < 2 || value.front() != '"') continue;
    value.remove_prefix(1);
    return printable(value.substr(0, value.find('"')));
  }
  return "";
}

/// `version` or `version_info` of a pyvenv.cfg that was read.
std::string version_of_environment(const PackageSearch& search, const std::string& known) {
  for (const UsedFile& file : search.used) {
    if (!file.traced->path.ends_with("/pyvenv.cfg")) continue;
    const auto text = search.files.read(file.traced->path, 1 << 16);
    if (!text) continue;
    for (const std::string_view line : lines(*text)) {
      const std::size_t sign = std::min(line.find('='), line.size());
      const std::string_view key = trim(line.substr(0, sign));
      if (key != "version" && key != "version_info") continue;
      std::string_view value = trim(line.substr(std::min(sign + 1, line.size())));
      value = value.substr(0, value.find_first_not_of("0123456789."));
      while (value.ends_with('.')) value.remove_suffix(1);
      if (value.starts_with(known)) return std::string(value);
    }
  }
  return "";
}

void add_interpreter(PackageSearch& search, const UsedFile& file, const std::string& known) {
  const std::string& path = file.traced->path;
  std::string version = version_in_path(path, known);
  // A Python distribution holds no interpreter; of conda and Debian the package does.
  if (version.empty() && (file.conda || file.debian)) version = owner_version(search, file);
  if (version.empty() || !version.starts_with(known)) {
    version = version_in_header(search.files, path, known);
  }
  if (version.empty()) version = version_of_environment(search, known);
  add_version(search.found, "Python", version.empty() ? known : version);
}

}  // namespace

void name_loaded_software(PackageSearch& search) {
  for (const UsedFile& file : search.used) {
    if (!file.code) continue;
    for (const NamedLibrary& library : named_libraries) {
      const auto version = version_after_stem(file.traced->path, library.stem);
      if (!version) continue;
      const bool driver = library.stem == "libcuda";
      if (driver && version->find('.') == std::string_view::npos) continue;
      add_version(search.found, library.software,
                  driver             ? std::string(*version)
                  : version->empty() ? owner_version(search, file)
                                     : fullest_version(search, file, *version));
    }
    if ((file.traced->access & os::access_executed) == 0) continue;
    if (const auto known = interpreter_version(file.traced->path)) {
      add_interpreter(search, file, *known);
    }
  }
  std::sort(search.found.software.begin(), search.found.software.end());
}

}  // namespace recipe::record
