#include "dynamics/log.h"

#include <algorithm>

namespace recipe::dynamics {
namespace {

constexpr const LogKind* known_logs[] = {
#define LOG(name) &logs::name,
#include "dynamics/logs.def"
#undef LOG
};

}  // namespace

std::span<const LogKind* const> log_kinds() { return known_logs; }

const LogKind* log_kind_named(std::string_view name) {
  for (const LogKind* kind : known_logs) {
    if (kind->name == name) return kind;
  }
  return nullptr;
}

Result<std::vector<Candidate>> candidates_for(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  std::vector<Candidate> found;
  for (const LogKind* kind : known_logs) {
    TRY_ASSIGN(Recognition recognition, kind->recognise(files, path));
    if (recognition.certainty != Certainty::no) found.push_back({kind, std::move(recognition)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.recognition.certainty > b.recognition.certainty;
  });
  return found;
}

std::string_view to_string(Certainty certainty) {
  switch (certainty) {
    case Certainty::no:
      return "no";
    case Certainty::possible:
      return "possible";
    case Certainty::likely:
      return "likely";
    case Certainty::certain:
      return "certain";
  }
  return "";
}

}  // namespace recipe::dynamics
