#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/study.h"

namespace recipe::check {

/// What Hydra composes of a configuration file and those that its defaults list names.
struct HydraConfiguration {
  std::string path;                           ///< of the first file
  std::vector<std::string> files;             ///< all that it is composed of
  std::set<std::string, std::less<>> keys;    ///< dotted, also of mappings
  std::set<std::string, std::less<>> vague;   ///< keys below which anything may lie
  std::set<std::string, std::less<>> groups;  ///< that the defaults lists choose from: "model"
  std::string why_not;                        ///< a part that could not be composed; empty: all was

  bool has(std::string_view key) const { return keys.find(key) != keys.end(); }
  /// Whether the key lies below one that is vague.
  bool may_have(std::string_view key) const;
};

/// By the rules of Hydra 1.1 and later (defaults lists, packages, `# @package`). `choices` are what
/// a command chooses: option by group.
HydraConfiguration compose_hydra(Study& study, const code::Tree& tree, const std::string& folder,
                                 const std::string& name,
                                 const std::map<std::string, std::string>& choices);

/// The options of a group: the files of its folder, without `.yaml`; empty where it is no group.
std::vector<std::string> hydra_options(const code::Tree& tree, const std::string& folder,
                                       const std::string& group);

}  // namespace recipe::check
