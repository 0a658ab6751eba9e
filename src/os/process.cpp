#include "os/process.h"

namespace recipe::os {

Result<Attached> Processes::run_attached(const Command& command, const Attachment& attachment) {
  Listener listener;
  listener.output = [&](Stream, std::string_view bytes) {
    if (attachment.tee == Tee::out) attachment.output(bytes);
  };
  TRY_ASSIGN(const Exit exit, run(command, listener));
  Attached attached;
  attached.exit = exit;
  if (attachment.tracing == Tracing::yes) attached.trace.unavailable = "there is no kernel here";
  return attached;
}

}  // namespace recipe::os
