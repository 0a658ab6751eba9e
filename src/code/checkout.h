#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "os/world.h"

namespace recipe::code {

struct CheckoutRequest {
  std::string repository;  ///< absolute path or URL
  std::string commit;
  std::string folder;  ///< where the checkout goes; may exist from an earlier run
  std::string origin;  ///< asked for the commit where `repository` lacks it; may be empty
  /// Called before it is waited for another process that makes the same checkout.
  std::function<void()> waits = [] {};
};

/// Text from a document that git may be given: https, http, ssh, git and file URLs,
/// `user@host:path`, or a path. Transports that run commands, and options, are refused.
bool is_fetchable_repository(std::string_view text);
/// A repository that is a path on this machine.
bool is_local_repository(std::string_view text);

/// Makes `folder` a checkout of the commit: tracked files as they are there, untracked files as
/// they were. Waits while another process makes the same checkout.
Result<> check_out(os::World& world, const CheckoutRequest& request);

}  // namespace recipe::code
