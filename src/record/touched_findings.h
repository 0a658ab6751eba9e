#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "record/touched_summary.h"

namespace recipe::record {

/// Collects what a recipe should say of the files that were touched.
class TouchedFindings {
 public:
  TouchedFindings(const Touched& touched, const Surroundings& where);

  void look(const os::TracedFile& file, Meaning meaning);
  /// By kind, then by bytes.
  std::vector<TouchedFinding> take();

 private:
  using Files = std::vector<const os::TracedFile*>;

  bool is_downloaded(const os::TracedFile& file, Meaning meaning) const;
  bool is_cached_model(const os::TracedFile& file) const;
  /// On the command line.
  bool is_named(const std::string& path) const;
  TouchedFinding finding(TouchedKind kind, const std::string& path, const Files& files) const;
  std::string sentence(const TouchedFinding& finding, bool one, const os::TracedFile& first) const;
  std::string program_name(std::size_t program) const;
  std::string host_of(std::size_t program) const;

  const Touched& touched_;
  const Surroundings& where_;
  std::map<std::size_t, std::string> online_;  ///< programs that connected to other machines
  std::map<TouchedKind, Files> files_;
  std::map<std::string, Files> models_;  ///< of a hub, by folder
};

}  // namespace recipe::record
