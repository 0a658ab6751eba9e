#include "os/traced_hosts.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "base/one_of.h"
#include "os/descriptor.h"
#include "os/traced_memory.h"

namespace recipe::os {
namespace {

constexpr std::string_view daemon_clients[] = {"docker",      "podman", "nerdctl", "ctr",
                                               "systemd-run", "snap",   "flatpak"};
/// Where the C library asks for names of users and hosts, whether anyone answers there or not.
constexpr std::string_view name_services[] = {"/var/run/nscd/socket", "/run/nscd/socket"};
constexpr std::string_view daemon_sockets[] = {"docker.sock", "podman.sock", "containerd.sock"};

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::optional<TracedHost> read_traced_host(pid_t thread, std::uint64_t address,
                                           std::uint64_t length) {
  sockaddr_storage storage{};
  const auto size = static_cast<std::size_t>(length & 0xffffffffU);
  if (size < sizeof(sa_family_t) || size > sizeof storage) return std::nullopt;
  if (!read_traced_bytes(thread, address, &storage, size)) return std::nullopt;
  TracedHost host;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in ip{};
    std::memcpy(&ip, &storage, sizeof ip);
    ::inet_ntop(AF_INET, &ip.sin_addr, text.data(), text.size());
    host.address = text.data();
    host.port = ntohs(ip.sin_port);
    return host;
  }
  if (storage.ss_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 ip{};
    std::memcpy(&ip, &storage, sizeof ip);
    ::inet_ntop(AF_INET6, &ip.sin6_addr, text.data(), text.size());
    host.address = text.data();
    host.port = ntohs(ip.sin6_port);
    return host;
  }
  if (storage.ss_family == AF_UNIX) {
    const char* name = reinterpret_cast<const char*>(&storage) + offsetof(sockaddr_un, sun_path);
    const std::size_t most = size - offsetof(sockaddr_un, sun_path);
    host.address.assign(name, ::strnlen(name, most));
    if (!host.address.empty() && !is_one_of(host.address, name_services)) return host;
  }
  return std::nullopt;
}

bool is_datagram(pid_t process, int descriptor) {
  const Descriptor other(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  if (!other) return false;
  const Descriptor socket(static_cast<int>(::syscall(SYS_pidfd_getfd, other.get(), descriptor, 0)));
  int type = 0;
  socklen_t size = sizeof type;
  return socket && ::getsockopt(socket.get(), SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
         type == SOCK_DGRAM;
}

std::string daemon_of(const Trace& trace) {
  for (const TracedHost& host : trace.hosts) {
    if (host.port == 0 && is_one_of(last_name(host.address), daemon_sockets)) return host.address;
  }
  for (const TracedProgram& program : trace.programs) {
    if (is_one_of(last_name(program.executable), daemon_clients)) return program.executable;
  }
  return "";
}

void TracedHosts::add(const TracedHost& host) {
  const auto key = std::make_tuple(host.address, host.port, host.datagram, host.program);
  if (known_.contains(key)) return;
  if (hosts_.size() >= limits_.hosts) {
    ++dropped_;
    return;
  }
  known_.insert(key);
  hosts_.push_back(host);
}

void TracedHosts::finish(Trace& trace) {
  trace.hosts = std::move(hosts_);
  if (dropped_ > 0) {
    trace.notes.push_back(
        fmt::format("Only the first {} addresses are listed; others were connected to {} times.",
                    limits_.hosts, dropped_));
  }
}

}  // namespace recipe::os
