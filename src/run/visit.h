#pragma once

#include <memory>
#include <string>

#include "run/workspace.h"

namespace recipe::run {

/// One use of a work folder by this program, from `begin` to `end`. Data that may not be kept lie
/// in a place of its own, `.recipe/passing/<name>`, so that two at once do not take them from each
/// other. What one that was killed left there, the next one removes, whatever its recipe.
class Visit {
 public:
  /// Also removes what was kept of data that the recipe forbids to keep, unless another program is
  /// using the work folder.
  static Result<Visit> begin(os::World& world, const Plan& plan);
  /// Removes what may not be kept. Without it, another visit does.
  Result<> end();

  const Workspace& workspace() const { return workspace_; }

 private:
  Visit(os::World& world, Workspace workspace) : world_(&world), workspace_(std::move(workspace)) {}
  Result<bool> remove_abandoned();
  Result<> remove_kept();

  os::World* world_;
  Workspace workspace_;
  std::string place_;
  std::unique_ptr<os::FileLock> lock_;
};

/// True if a recipe says of data that they may not be kept.
bool is_forbidden(const document::Governance& governance);

}  // namespace recipe::run
