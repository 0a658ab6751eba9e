#pragma once

#include "os/process.h"

namespace recipe::os {

class RealProcesses : public Processes {
 public:
  Result<Exit> run(const Command& command, const Listener& listener) override;
  Result<Captured> capture(const Command& command, std::chrono::milliseconds timeout,
                           std::size_t limit) override;
  Result<Attached> run_attached(const Command& command, const Attachment& attachment) override;
  Result<std::size_t> end_all_with(const std::string& name, const std::string& value) override;
};

}  // namespace recipe::os
