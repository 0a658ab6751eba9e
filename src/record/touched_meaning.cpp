#include <algorithm>

#include "base/text.h"
#include "record/touched_places.h"
#include "record/touched_summary.h"

namespace recipe::record {
namespace {

constexpr std::string_view system_folders[] = {"/proc", "/sys", "/dev", "/etc", "/run", "/var/run"};
constexpr std::string_view library_folders[] = {"/usr", "/lib",  "/lib32", "/lib64", "/libx32",
                                                "/bin", "/sbin", "/opt",   "/nix",   "/snap"};
constexpr std::string_view library_names[] = {"site-packages", "dist-packages", "node_modules",
                                              ".venv",         "venv",          ".tox",
                                              "miniconda3",    "anaconda3",     "miniforge3"};
constexpr std::string_view library_homes[] = {".local/lib", ".local/bin", ".pyenv", ".cargo",
                                              ".rustup",    ".conda",     ".nvm",   ".juliaup"};
constexpr std::string_view cache_names[] = {"__pycache__", ".pytest_cache", ".mypy_cache",
                                            ".ruff_cache", ".ccache"};
constexpr std::string_view cache_homes[] = {
    ".cache", ".nv",          ".triton", ".keras",
    ".torch", "nltk_data",    ".paddle", "scikit_learn_data",
    ".mxnet", ".insightface", ".EasyOCR"};
constexpr std::string_view weight_ends[] = {
    ".pt",     ".pth",      ".ckpt",   ".safetensors", ".onnx", ".keras",
    ".tflite", ".gguf",     ".ggml",   ".pb",          ".mar",  ".caffemodel",
    ".params", ".pdparams", ".engine", ".weights",     ".t7",   ".mlmodel"};
constexpr std::string_view settings_ends[] = {".yaml", ".yml", ".json", ".toml",
                                              ".ini",  ".cfg", ".conf"};
constexpr std::string_view data_ends[] = {
    ".csv",      ".tsv", ".parquet", ".arrow", ".npy", ".npz", ".h5",   ".hdf5", ".jsonl",
    ".tfrecord", ".pgm", ".jpg",     ".jpeg",  ".png", ".wav", ".flac", ".gz",   ".zip"};

template <std::size_t N>
bool ends_with_one(std::string_view path, const std::string_view (&ends)[N]) {
  return std::any_of(std::begin(ends), std::end(ends),
                     [&](std::string_view end) { return path.ends_with(end); });
}

/// Whether a folder of the path has one of these names.
template <std::size_t N>
bool has_folder(std::string_view path, const std::string_view (&names)[N]) {
  for (std::size_t at = path.find('/'); at != std::string_view::npos;) {
    const std::size_t next = path.find('/', at + 1);
    if (next == std::string_view::npos) return false;
    const std::string_view name = path.substr(at + 1, next - at - 1);
    if (std::find(std::begin(names), std::end(names), name) != std::end(names)) return true;
    at = next;
  }
  return false;
}

template <std::size_t N>
bool below_one(std::string_view path, const std::string_view (&folders)[N]) {
  return std::any_of(std::begin(folders), std::end(folders),
                     [&](std::string_view folder) { return is_below(path, folder); });
}

template <std::size_t N>
bool below_home(std::string_view path, const std::string& home,
                const std::string_view (&folders)[N]) {
  if (home.empty() || !is_below(path, home) || path.size() == home.size()) return false;
  return below_one(path.substr(home.size() + 1), folders);
}

bool is_shared_object(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with(".so") || name.find(".so.") != std::string_view::npos;
}

bool is_library(std::string_view path, const Surroundings& where) {
  return below_one(path, library_folders) || has_folder(path, library_names) ||
         below_home(path, where.home, library_homes) || is_shared_object(path);
}

Meaning in_repository(const os::TracedFile& file, const Surroundings& where) {
  if (is_tracked(file.path, where)) {
    if (is_settings_name(file.path)) return Meaning::configuration;
    if (is_weights(file)) return Meaning::model;
    return ends_with_one(file.path, data_ends) ? Meaning::data : Meaning::code;
  }
  if (is_below(file.path, where.repository + "/.git")) return Meaning::code;
  if (has_folder(file.path.substr(where.repository.size()), library_names)) {
    return Meaning::libraries;
  }
  if (is_shared_object(file.path)) return Meaning::libraries;
  if (is_weights(file)) return Meaning::model;
  return file.existed && is_settings_name(file.path) ? Meaning::configuration : Meaning::data;
}

bool is_home_setting(std::string_view path, const Surroundings& where) {
  if (where.home.empty() || !is_below(path, where.home)) return false;
  const std::string_view rest = path.substr(std::min(path.size(), where.home.size() + 1));
  // ~/.netrc, ~/.config/...; other hidden folders hold anything.
  return rest.starts_with('.') &&
         (rest.find('/') == std::string_view::npos || rest.starts_with(".config/"));
}

}  // namespace

bool is_below(std::string_view path, std::string_view folder) {
  if (folder.empty() || !path.starts_with(folder)) return false;
  return path.size() == folder.size() || path[folder.size()] == '/' || folder == "/";
}

bool is_below_any(std::string_view path, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](const std::string& folder) { return is_below(path, folder); });
}

bool is_tracked(std::string_view path, const Surroundings& where) {
  return is_below(path, where.repository) && path.size() > where.repository.size() &&
         where.tracked.contains(std::string(path.substr(where.repository.size() + 1)));
}

bool is_settings_name(std::string_view path) { return ends_with_one(path, settings_ends); }

bool is_weights(const os::TracedFile& file) {
  for (const std::string& path : {file.path, file.named}) {
    if (ends_with_one(path, weight_ends) || !hub_model_folder(path).empty()) return true;
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    if (name.ends_with(".bin") && name.find("model") != std::string_view::npos) return true;
  }
  return false;
}

bool is_in_cache(std::string_view path, const Surroundings& where) {
  return has_folder(path, cache_names) || is_below_any(path, where.caches) ||
         below_home(path, where.home, cache_homes);
}

bool is_temporary_place(std::string_view path, const Surroundings& where) {
  return is_below(path, "/tmp") || is_below(path, "/var/tmp") || is_below(path, "/dev/shm") ||
         is_below(path, where.temporary);
}

std::string_view hub_model_folder(std::string_view path) {
  const std::size_t at = path.find("/models--");
  if (at == std::string_view::npos) return "";
  const std::size_t end = path.find('/', at + 1);
  return end == std::string_view::npos ? "" : path.substr(0, end);
}

Meaning meaning_of(const os::TracedFile& file, const Surroundings& where) {
  const std::string& path = file.path;
  if (is_below_any(path, where.data) || is_below_any(file.named, where.data)) return Meaning::data;
  if (!is_below(path, "/dev/shm") && below_one(path, system_folders)) return Meaning::system;
  if (is_below_any(path, where.outputs)) {
    return is_weights(file) ? Meaning::model : Meaning::data;
  }
  if (!file.existed && !file.exists) return Meaning::temporary;
  if (has_folder(path, cache_names)) return Meaning::cache;
  if (is_below(path, where.repository)) return in_repository(file, where);
  if (is_library(path, where)) return Meaning::libraries;
  if (is_weights(file)) return Meaning::model;
  if (is_in_cache(path, where)) return Meaning::cache;
  const bool named = std::find(where.command_line.begin(), where.command_line.end(), path) !=
                     where.command_line.end();
  if (named && is_settings_name(path)) return Meaning::configuration;
  if (is_temporary_place(path, where)) return Meaning::temporary;
  return is_home_setting(path, where) ? Meaning::configuration : Meaning::data;
}

}  // namespace recipe::record
