#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "os/trace.h"

namespace recipe::os {

/// The address that a thread hands to connect, from its memory; nothing for families other than
/// IPv4, IPv6 and named sockets.
std::optional<TracedHost> read_traced_host(pid_t thread, std::uint64_t address,
                                           std::uint64_t length);
/// Whether a descriptor of another process is a socket without connections.
bool is_datagram(pid_t process, int descriptor);
/// The program or socket through which a daemon was asked to open files; empty if none is known.
std::string daemon_of(const Trace& trace);

/// The addresses that were connected to, each once a program.
class TracedHosts {
 public:
  explicit TracedHosts(const TraceLimits& limits) : limits_(limits) {}
  void add(const TracedHost& host);
  void finish(Trace& trace);

 private:
  TraceLimits limits_;
  std::set<std::tuple<std::string, std::uint16_t, bool, std::size_t>> known_;
  std::vector<TracedHost> hosts_;
  std::uint64_t dropped_ = 0;
};

}  // namespace recipe::os
