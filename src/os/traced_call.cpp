#include "os/traced_call.h"

#include <linux/audit.h>
#include <sys/syscall.h>

#include <array>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

namespace recipe::os {
namespace {

constexpr TracedCall native_calls[] = {
    {SYS_openat, CallKind::open, 0, 1, 2},
#ifdef SYS_open
    {SYS_open, CallKind::open, -1, 0, 1},
    {SYS_creat, CallKind::create, -1, 0},
    {SYS_rename, CallKind::rename, -1, 0, -1, -1, 1},
    {SYS_unlink, CallKind::remove, -1, 0},
    {SYS_link, CallKind::link, -1, 0, -1, -1, 1},
    {SYS_symlink, CallKind::symlink, -1, 1, -1, -1, 0},
#endif
#ifdef SYS_renameat
    {SYS_renameat, CallKind::rename, 0, 1, -1, 2, 3},
#endif
    {SYS_openat2, CallKind::open_how, 0, 1, 2},
    {SYS_execve, CallKind::execute, -1, 0, -1, -1, 1},
    {SYS_execveat, CallKind::execute, 0, 1, 4, -1, 2},
    {SYS_renameat2, CallKind::rename, 0, 1, 4, 2, 3},
    {SYS_unlinkat, CallKind::remove, 0, 1, 2},
    {SYS_linkat, CallKind::link, 0, 1, 4, 2, 3},
    {SYS_symlinkat, CallKind::symlink, 1, 2, -1, -1, 0},
    {SYS_truncate, CallKind::resize, -1, 0},
    {SYS_connect, CallKind::connect, -1, 1},
    {SYS_chdir, CallKind::enter, -1, -1},
    {SYS_fchdir, CallKind::enter, -1, -1},
    {SYS_io_uring_setup, CallKind::ring, -1, -1},
    {SYS_chroot, CallKind::other_root, -1, -1},
    {SYS_pivot_root, CallKind::other_root, -1, -1},
};

#if defined(__x86_64__)
constexpr std::uint32_t native = AUDIT_ARCH_X86_64;
// open, creat, execve, openat, connect, execveat, openat2 of i386.
constexpr std::array<std::uint32_t, 7> other_numbers{5, 8, 11, 295, 362, 358, 437};
constexpr ForeignCalls others[] = {{AUDIT_ARCH_I386, other_numbers}};
#elif defined(__aarch64__)
constexpr std::uint32_t native = AUDIT_ARCH_AARCH64;
// open, creat, execve, openat, connect, execveat, openat2 of 32-bit ARM.
constexpr std::array<std::uint32_t, 7> other_numbers{5, 8, 11, 322, 283, 387, 437};
constexpr ForeignCalls others[] = {{AUDIT_ARCH_ARM, other_numbers}};
#else
constexpr std::uint32_t native = 0;
constexpr std::array<ForeignCalls, 0> others{};
#endif

}  // namespace

std::span<const TracedCall> traced_calls() { return native_calls; }

const TracedCall* traced_call(int number) {
  for (const TracedCall& call : native_calls) {
    if (call.number == number) return &call;
  }
  return nullptr;
}

std::span<const ForeignCalls> foreign_calls() { return others; }

std::uint32_t native_architecture() { return native; }

}  // namespace recipe::os
