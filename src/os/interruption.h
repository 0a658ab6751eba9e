#pragma once

namespace recipe::os {

/// Handles SIGINT, SIGTERM and SIGHUP, but leaves one that was ignored at the start ignored, as
/// nohup wants it. Also ignores SIGPIPE and makes sure that descriptors 0 to 2 are open.
void install_signal_handlers();
bool interruption_requested();

}  // namespace recipe::os
