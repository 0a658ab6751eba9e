#include "os/trace_filter.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "os/traced_call.h"

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

namespace recipe::os {
namespace {

sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
/// Goes on if equal, else skips `otherwise` instructions.
sock_filter if_equal(std::uint32_t value, std::uint8_t otherwise) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, otherwise);
}
sock_filter answer(std::uint32_t action) { return BPF_STMT(BPF_RET | BPF_K, action); }

constexpr std::size_t number_offset = offsetof(seccomp_data, nr);

std::size_t low_half(int argument) {
  std::size_t at = offsetof(seccomp_data, args) + static_cast<std::size_t>(argument) * 8;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  at += 4;
#endif
  return at;
}

void ask_about(std::vector<sock_filter>& program, const TracedCall& call) {
  const auto number = static_cast<std::uint32_t>(call.number);
  if (call.kind != CallKind::open) {
    program.push_back(if_equal(number, 1));
    program.push_back(answer(SECCOMP_RET_USER_NOTIF));
    return;
  }
  program.push_back(if_equal(number, 4));
  program.push_back(load(low_half(call.flags)));
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_DIRECTORY | O_PATH, 0, 1));
  program.push_back(answer(SECCOMP_RET_ALLOW));
  program.push_back(answer(SECCOMP_RET_USER_NOTIF));
}

/// x86-64 has a second interface, x32, with this bit in its numbers.
constexpr std::uint32_t x32_bit = 0x40000000;

int seccomp(unsigned operation, unsigned long flags, const void* arguments) {
  return static_cast<int>(::syscall(SYS_seccomp, operation, flags, arguments));
}

int listen_with(const sock_fprog& program) {
  // Without SPEC_ALLOW, kernels before 5.16 slow down the program for its own safety.
  const unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
  const int fd =
      seccomp(SECCOMP_SET_MODE_FILTER, flags | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &program);
  if (fd >= 0 || errno != EINVAL) return fd;
  return seccomp(SECCOMP_SET_MODE_FILTER, flags, &program);
}

}  // namespace

std::vector<sock_filter> trace_filter() {
  std::vector<sock_filter> program;
  program.push_back(load(offsetof(seccomp_data, arch)));
  for (const ForeignCalls& foreign : foreign_calls()) {
    const std::size_t length = 2 * foreign.numbers.size() + 2;
    program.push_back(if_equal(foreign.architecture, static_cast<std::uint8_t>(length)));
    program.push_back(load(number_offset));
    for (const std::uint32_t number : foreign.numbers) {
      program.push_back(if_equal(number, 1));
      program.push_back(answer(SECCOMP_RET_USER_NOTIF));
    }
    program.push_back(answer(SECCOMP_RET_ALLOW));
  }
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, native_architecture(), 1, 0));
  program.push_back(answer(SECCOMP_RET_ALLOW));
  program.push_back(load(number_offset));
  for (const TracedCall& call : traced_calls()) ask_about(program, call);
#if defined(__x86_64__)
  // open, openat, execve, execveat of x32.
  for (const std::uint32_t number : {2U, 257U, 520U, 545U}) {
    program.push_back(if_equal(number | x32_bit, 1));
    program.push_back(answer(SECCOMP_RET_USER_NOTIF));
  }
#endif
  program.push_back(answer(SECCOMP_RET_ALLOW));
  return program;
}

Installed install_trace_filter(const std::vector<sock_filter>& filter) {
  const sock_fprog program{static_cast<unsigned short>(filter.size()),
                           const_cast<sock_filter*>(filter.data())};
  Installed installed;
  installed.no_new_privileges = ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
  installed.listener = listen_with(program);
  if (installed.listener < 0 && (errno == EACCES || errno == EPERM)) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
      installed.no_new_privileges = true;
      installed.listener = listen_with(program);
    }
  }
  if (installed.listener < 0) installed.code = errno;
  return installed;
}

}  // namespace recipe::os
