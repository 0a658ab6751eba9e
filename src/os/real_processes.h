#pragma once

#include "os/process.h"

namespace recipe::os {

class RealProcesses : public Processes {
 public:
  Result<Exit> run(const Command& command, const Listener& listener) override;
  Result<Captured> capture(const Command& command, std::chrono::milliseconds timeout,
                           std::size_t limit) override;
};

}  // namespace recipe::os
