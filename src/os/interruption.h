#pragma once

namespace recipe::os {

/// Handles SIGINT, SIGTERM and SIGHUP, but leaves one that was ignored at the start ignored, as
/// nohup wants it. Also ignores SIGPIPE and makes sure that descriptors 0 to 2 are open.
void install_signal_handlers();
bool interruption_requested();

// What this program was started with, and a program that it stands for must be too. Safe between
// fork and exec.

/// Of a signal; before `install_signal_handlers` what is so now.
bool ignored_at_start(int signal);
/// Of descriptors 0 to 2.
bool closed_at_start(int descriptor);

}  // namespace recipe::os
