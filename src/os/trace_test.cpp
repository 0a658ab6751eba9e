// Real programs under the real kernel: what a trace sees of them.

#include "os/trace.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <thread>

#include "base/text.h"
#include "fakes/temporary_folder.h"
#include "os/traced_call.h"

namespace recipe::os {
namespace {

class TraceTest : public testing::Test {
 protected:
  void SetUp() override {
    root = RealFiles().real_path(folder.path()).value();
    const Trace trace = traced({"true"});
    if (!trace.unavailable.empty()) GTEST_SKIP() << "no trace here: " << trace.unavailable;
  }

  Trace traced(const std::vector<std::string>& arguments) {
    Command command;
    command.arguments = arguments;
    command.directory = root;
    command.environment = {{"LC_ALL", "C"}, {"HOME", root}};
    Attachment attachment;
    attachment.tracing = Tracing::yes;
    attachment.limits = limits;
    const auto attached = RealProcesses().run_attached(command, attachment);
    if (!attached) {
      ADD_FAILURE() << attached.error().to_string();
      return {};
    }
    exit = attached->exit;
    return attached->trace;
  }
  Trace shell(const std::string& script) { return traced({"bash", "-c", script}); }
  Trace python(const std::string& script) {
    folder.put("script.py", script);
    return traced({"python3", "script.py"});
  }

  /// Null if the trace has no such file. `name` is below the test's folder or absolute.
  const TracedFile* find(const Trace& trace, const std::string& name) {
    const std::string path = name.starts_with('/') ? name : root + "/" + name;
    for (const TracedFile& file : trace.files) {
      if (file.path == path) return &file;
    }
    return nullptr;
  }
  unsigned access(const Trace& trace, const std::string& name) {
    const TracedFile* file = find(trace, name);
    return file != nullptr ? file->access : 0;
  }
  static std::string program_name(const Trace& trace, std::size_t program) {
    const std::string& path = trace.programs.at(program).executable;
    return path.substr(path.rfind('/') + 1);
  }
  static bool noted(const Trace& trace, std::string_view words) {
    return std::any_of(trace.notes.begin(), trace.notes.end(), [&](const std::string& note) {
      return note.find(words) != std::string::npos;
    });
  }

  fakes::TemporaryFolder folder;
  std::string root;
  TraceLimits limits;
  Exit exit;
};

TEST_F(TraceTest, ReadFilesWithTheirProgram) {
  folder.put("data.txt", "12345");
  const Trace trace = traced({"cat", "data.txt", "missing.txt"});
  EXPECT_EQ(exit.code, 1);
  const TracedFile* file = find(trace, "data.txt");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->access, access_read);
  EXPECT_EQ(file->bytes, 5U);
  EXPECT_TRUE(file->input && file->existed && file->exists);
  EXPECT_EQ(program_name(trace, file->reader), "cat");
  EXPECT_EQ(trace.programs[file->reader].arguments,
            (std::vector<std::string>{"cat", "data.txt", "missing.txt"}));
  EXPECT_EQ(find(trace, "missing.txt"), nullptr);
  EXPECT_GT(trace.events, 3U);
  EXPECT_FALSE(trace.daemons);
}

TEST_F(TraceTest, AFileReadOftenIsOneFile) {
  folder.put("data.txt", "1");
  const Trace trace = shell("for i in 1 2 3 4 5; do read x < data.txt; cat ./data.txt; done");
  EXPECT_EQ(std::count_if(trace.files.begin(), trace.files.end(),
                          [&](const TracedFile& file) { return file.path == root + "/data.txt"; }),
            1);
  EXPECT_TRUE(find(trace, "data.txt")->named.empty());
}

TEST_F(TraceTest, WhatTheCommandWroteItselfIsNoInput) {
  const Trace trace = shell("echo a > new; cat new; cat new > other");
  const TracedFile* file = find(trace, "new");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->access, access_read | access_written);
  EXPECT_FALSE(file->input || file->existed);
  EXPECT_EQ(program_name(trace, file->writer), "bash");
  EXPECT_EQ(program_name(trace, file->reader), "cat");
  EXPECT_EQ(access(trace, "other"), access_written);
  EXPECT_EQ(find(trace, "other")->bytes, 2U);
}

TEST_F(TraceTest, ReadAndThenWrittenIsBoth) {
  folder.put("both", "a");
  folder.put("opened", "a");
  folder.shell("touch -d '1 hour ago' both opened");
  const Trace trace = shell("cat both; echo b >> both; exec 3<> opened");
  EXPECT_EQ(access(trace, "both"), access_read | access_written);
  EXPECT_TRUE(find(trace, "both")->input);
  // Opened for writing and left as it was.
  EXPECT_EQ(access(trace, "opened"), access_read);
}

TEST_F(TraceTest, WritesThatFailAreNone) {
  folder.put("file", "a");
  const Trace trace = shell("echo a > missing/file; echo a > file/below; mkdir d; echo a > d");
  EXPECT_EQ(find(trace, "missing/file"), nullptr);
  EXPECT_EQ(find(trace, "file/below"), nullptr);
  EXPECT_EQ(find(trace, "d"), nullptr);
}

TEST_F(TraceTest, DeletedAndTemporaryFiles) {
  folder.put("old", "123");
  const Trace trace = shell(
      "rm old; echo a > temporary; rm temporary; echo a > again; rm again; "
      "echo b > again; rm -f nothing");
  EXPECT_EQ(access(trace, "old"), access_deleted);
  EXPECT_TRUE(find(trace, "old")->existed);
  EXPECT_FALSE(find(trace, "old")->exists);
  EXPECT_EQ(find(trace, "old")->bytes, 3U);
  EXPECT_EQ(access(trace, "temporary"), access_written | access_deleted);
  EXPECT_FALSE(find(trace, "temporary")->existed);
  EXPECT_EQ(access(trace, "again"), access_written);
  EXPECT_EQ(find(trace, "nothing"), nullptr);
}

TEST_F(TraceTest, RenamedFiles) {
  const Trace trace = shell("echo model > model.tmp; mv model.tmp model; cat model");
  const TracedFile* file = find(trace, "model");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->access, access_read | access_written);
  EXPECT_EQ(file->moved_from, root + "/model.tmp");
  EXPECT_EQ(file->bytes, 6U);
  EXPECT_FALSE(file->input);
  EXPECT_FALSE(find(trace, "model.tmp")->exists);
}

TEST_F(TraceTest, FilesInFoldersThatWereRenamed) {
  const Trace trace = shell("mkdir -p a/b; echo 12 > a/b/made; mv a z; cat z/b/made; mv z end");
  const TracedFile* file = find(trace, "end/b/made");
  ASSERT_NE(file, nullptr);
  EXPECT_TRUE((file->access & access_written) != 0 && file->exists);
  EXPECT_EQ(file->bytes, 3U);
  for (const TracedFile& other : trace.files) {
    EXPECT_FALSE(other.input && other.path.starts_with(root)) << other.path;
  }
}

TEST_F(TraceTest, LinkedFiles) {
  folder.put("original", "abc");
  const Trace trace = shell("ln original hard; ln -s original soft; cat soft");
  EXPECT_EQ(access(trace, "original"), access_read);
  EXPECT_TRUE(find(trace, "original")->input);
  EXPECT_EQ(access(trace, "hard"), access_written);
  EXPECT_EQ(find(trace, "hard")->moved_from, root + "/original");
  EXPECT_EQ(access(trace, "soft"), access_written);
  EXPECT_EQ(find(trace, "soft")->moved_from, root + "/original");
}

TEST_F(TraceTest, LinksAreResolvedAndTheNameIsKept) {
  folder.put("blobs/abc", "weights");
  folder.shell("mkdir -p snapshots; ln -s ../blobs/abc snapshots/model.bin; ln -s blobs named");
  const Trace trace = shell("cat snapshots/model.bin; cat named/abc");
  const TracedFile* file = find(trace, "blobs/abc");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->named, root + "/snapshots/model.bin");
  EXPECT_EQ(file->bytes, 7U);
  EXPECT_EQ(find(trace, "named/abc"), nullptr);
}

TEST_F(TraceTest, ALinkThatChangesLeadsElsewhere) {
  folder.put("one/data", "1");
  folder.put("two/data", "2");
  folder.shell("ln -s one now");
  const Trace trace = shell("cat now/data; ln -sfn two now; cat now/data");
  EXPECT_EQ(access(trace, "one/data"), access_read);
  EXPECT_EQ(access(trace, "two/data"), access_read);
}

TEST_F(TraceTest, PathsAreRelativeToWhereTheProcessIs) {
  folder.put("deep/er/data", "1");
  folder.put("deep/beside", "1");
  const Trace trace = shell("cd deep; cat er/data; cd er; cat ../beside; cat ./data");
  EXPECT_EQ(access(trace, "deep/er/data"), access_read);
  EXPECT_EQ(access(trace, "deep/beside"), access_read);
}

TEST_F(TraceTest, AProcessThatGoesToAndFro) {
  for (const char* name : {"one/a", "one/b", "two/a", "two/b", "three/a", "three/b"}) {
    folder.put(name, "1");
  }
  const Trace trace = python(R"(import os, threading
open("one/a"); os.chdir("one"); open("b"); os.chdir("../two"); open("a")
os.fchdir(os.open("../one", os.O_RDONLY)); os.chdir("../two")
def other():
    open("b")
    os.chdir("../three")
thread = threading.Thread(target=other); thread.start(); thread.join()
open("a")
os.rename("../three", "../four")
open("b")
)");
  EXPECT_EQ(exit.code, 0);
  for (const char* name : {"one/a", "one/b", "two/a", "two/b", "three/a", "four/b"}) {
    EXPECT_EQ(access(trace, name), access_read) << name;
  }
  for (const char* name : {"one/b/a", "two/three", "three/b"})
    EXPECT_EQ(find(trace, name), nullptr);
}

TEST_F(TraceTest, PathsAreRelativeToAnOpenFolder) {
  folder.put("deep/data", "1");
  const Trace trace = python(R"(import os
folder = os.open("deep", os.O_RDONLY | os.O_DIRECTORY)
os.chdir("/")
os.read(os.open("data", os.O_RDONLY, dir_fd=folder), 1)
os.close(os.open("made", os.O_WRONLY | os.O_CREAT, dir_fd=folder))
os.rename("made", "moved", src_dir_fd=folder, dst_dir_fd=folder)
)");
  EXPECT_EQ(access(trace, "deep/data"), access_read);
  EXPECT_EQ(access(trace, "deep/moved"), access_written);
  EXPECT_EQ(find(trace, "deep"), nullptr) << "a folder is no file";
}

TEST_F(TraceTest, ThreadsForksAndClone3) {
  for (const char* name : {"thread", "fork", "clone3", "vfork"}) folder.put(name, "1");
  const Trace trace = python(R"(import ctypes, os, platform, struct, subprocess, threading
def read(name):
    open(name).read()
threads = [threading.Thread(target=read, args=("thread",)) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
if os.fork() == 0:
    read("fork")
    os._exit(0)
os.wait()
libc = ctypes.CDLL(None)
arguments = ctypes.create_string_buffer(struct.pack("<8Q", 0, 0, 0, 0, 17, 0, 0, 0))
if libc.syscall(435, arguments, 64) == 0:
    read("clone3")
    os._exit(0)
os.wait()
subprocess.run(["cat", "vfork"], check=True)
)");
  EXPECT_EQ(exit.code, 0);
  for (const char* name : {"thread", "fork", "clone3"}) {
    ASSERT_EQ(access(trace, name), access_read) << name;
    EXPECT_TRUE(program_name(trace, find(trace, name)->reader).starts_with("python")) << name;
  }
  ASSERT_EQ(access(trace, "vfork"), access_read);
  const std::size_t cat = find(trace, "vfork")->reader;
  EXPECT_EQ(program_name(trace, cat), "cat");
  EXPECT_TRUE(program_name(trace, trace.programs[cat].parent).starts_with("python"));
}

TEST_F(TraceTest, ScriptsAndTheirInterpreters) {
  folder.put("tool", "#!/bin/sh\ncat data\n");
  folder.put("data", "1");
  folder.shell("chmod +x tool");
  const Trace trace = shell("./tool; exec ./tool");
  EXPECT_EQ(access(trace, "tool"), access_executed | access_read);
  EXPECT_NE(access(trace, RealFiles().real_path("/bin/sh").value()) & access_executed, 0U);
  const std::size_t reader = find(trace, "data")->reader;
  EXPECT_EQ(program_name(trace, reader), "cat");
  EXPECT_EQ(program_name(trace, trace.programs[reader].parent), "tool");
}

TEST_F(TraceTest, ProgramsOfTheSearchPathThatAreNotThereAreNone) {
  const Trace trace = shell(
      "PATH=/nowhere:$PATH; no-such-program; env -i PATH=/x:/usr/bin:/bin "
      "env true");
  for (const TracedProgram& program : trace.programs) {
    EXPECT_FALSE(program.executable.starts_with("/nowhere") ||
                 program.executable.starts_with("/x/"))
        << program.executable;
  }
  EXPECT_EQ(program_name(trace, trace.programs.size() - 1), "true");
}

TEST_F(TraceTest, OtherWaysToOpen) {
  folder.put("openat2", "1");
  folder.put("shortened", "123");
  folder.put("program", "#!/bin/sh\nexit 7\n");
  folder.shell("chmod +x program; touch -d '1 hour ago' shortened");
  const Trace trace = python(R"(import ctypes, os, struct
libc = ctypes.CDLL(None)
how = ctypes.create_string_buffer(struct.pack("<3Q", 0, 0, 0))
assert libc.syscall(437, -100, b"openat2", how, 24) >= 0
how = ctypes.create_string_buffer(struct.pack("<3Q", os.O_WRONLY | os.O_CREAT, 0o600, 0))
assert libc.syscall(437, -100, b"made", how, 24) >= 0
assert libc.creat(b"created", 0o600) >= 0
os.truncate("shortened", 1)
program = os.open("program", os.O_RDONLY)
os.set_inheritable(program, True)
os.execve(program, ["program"], {})
)");
  EXPECT_EQ(access(trace, "openat2"), access_read);
  EXPECT_EQ(access(trace, "made"), access_written);
  EXPECT_EQ(access(trace, "created"), access_written);
  EXPECT_EQ(access(trace, "shortened"), access_written);
  EXPECT_NE(access(trace, "program") & access_executed, 0U);
  EXPECT_EQ(exit.code, 7);
}

TEST_F(TraceTest, NamesThatAreNoText) {
  const std::string name = "a\n|`\xff";
  folder.put(name, "1");
  const Trace trace = traced({"cat", name});
  EXPECT_EQ(access(trace, name), access_read);
}

TEST_F(TraceTest, PathsThatCannotBeReadAreLeftToTheKernel) {
  const Trace trace = python(R"(import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
assert libc.open(ctypes.c_void_p(1), 0) == -1 and ctypes.get_errno() == 14
assert libc.open(b"x" * 5000, 0) == -1 and ctypes.get_errno() == 36
assert libc.open(b"", 0) == -1 and ctypes.get_errno() == 2
assert libc.openat(77, b"x", 0) == -1 and ctypes.get_errno() == 9
assert libc.execve(ctypes.c_void_p(1), None, None) == -1
)");
  EXPECT_EQ(exit.code, 0);
  EXPECT_TRUE(trace.notes.empty());
}

TEST_F(TraceTest, HostsThatWereConnectedTo) {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(server, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(server, 8), 0);
  ::getsockname(server, reinterpret_cast<sockaddr*>(&address), &size);
  const std::string port = std::to_string(ntohs(address.sin_port));
  const Trace trace = python(
      "import socket\n"
      "for _ in range(3): socket.create_connection((\"127.0.0.1\", " +
      port +
      "))\n"
      "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect((\"127.0.0.2\", 53))\n"
      "try: socket.socket(socket.AF_INET6).connect((\"::1\", 1))\n"
      "except OSError: pass\n"
      "for path in (\"/run/none/docker.sock\", \"/var/run/nscd/socket\"):\n"
      "  try: socket.socket(socket.AF_UNIX).connect(path)\n"
      "  except OSError: pass\n");
  ::close(server);
  EXPECT_EQ(exit.code, 0);
  std::vector<std::string> hosts;
  for (const TracedHost& host : trace.hosts) {
    hosts.push_back(host.address + " " + std::to_string(host.port) + (host.datagram ? " UDP" : ""));
    EXPECT_TRUE(program_name(trace, host.program).starts_with("python"));
  }
  EXPECT_EQ(hosts, (std::vector<std::string>{"127.0.0.1 " + port, "127.0.0.2 53 UDP", "::1 1",
                                             "/run/none/docker.sock 0"}));
  EXPECT_TRUE(noted(trace, "docker.sock was used"));
}

TEST_F(TraceTest, ProgramsThatWouldGainRights) {
  folder.shell("cp /bin/true suid; chmod u+s suid");
  const Trace trace = shell("./suid");
  EXPECT_TRUE(trace.programs.back().privileged);
  EXPECT_TRUE(noted(trace, "/suid "));
}

TEST_F(TraceTest, ASignalEndsItAsItWould) {
  folder.put("data", "1");
  const Trace trace = shell("cat data; kill -KILL $$");
  EXPECT_EQ(exit.signal, SIGKILL);
  EXPECT_EQ(exit.code, 128 + SIGKILL);
  EXPECT_EQ(access(trace, "data"), access_read);
}

TEST_F(TraceTest, ProcessesThatAreKilledWhileTheyOpen) {
  folder.put("data", "1");
  const Trace trace = python(R"(import os, signal, time
for i in range(50):
    pid = os.fork()
    if pid == 0:
        while True: os.close(os.open("data", os.O_RDONLY))
    time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
)");
  EXPECT_EQ(exit.code, 0);
  EXPECT_EQ(access(trace, "data"), access_read);
  EXPECT_FALSE(trace.daemons);
}

TEST_F(TraceTest, SignalsDoNotBreakCallsThatAreLookedAt) {
  folder.put("data", "1");
  // A handler that does not restart calls: without the trace an open is never interrupted. Until
  // the tracer has taken a call up it may be, by a signal and by nothing else. On a busy machine
  // that takes a while, so the best of several rounds counts.
  const Trace trace = python(R"(import ctypes, errno, os, signal
signals = 0
def count(*_):
    global signals
    signals += 1
signal.signal(signal.SIGALRM, count)
signal.siginterrupt(signal.SIGALRM, True)
libc = ctypes.CDLL(None, use_errno=True)
def interrupted():
    global signals
    signals = failed = 0
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    for i in range(3000):
        fd = libc.open(b"data", 0)
        if fd >= 0: libc.close(fd)
        elif ctypes.get_errno() != errno.EINTR: os._exit(2)
        else: failed += 1
    signal.setitimer(signal.ITIMER_REAL, 0)
    if failed > signals: os._exit(3)
    return failed
os._exit(0 if any(interrupted() < 30 for _ in range(20)) else 1)
)");
  EXPECT_EQ(exit.code, 0);
  EXPECT_EQ(access(trace, "data"), access_read);
}

TEST_F(TraceTest, TwoThousandForks) {
  folder.put("data", "1");
  const Trace trace =
      shell("for ((i = 0; i < 2000; i++)); do (read x < data); done; /bin/true; /bin/true");
  EXPECT_EQ(exit.code, 0);
  EXPECT_EQ(access(trace, "data"), access_read);
  const TracedProgram& last = trace.programs.back();
  EXPECT_EQ(last.count, 2U);
  EXPECT_LT(trace.programs.size(), 5U);
}

TEST_F(TraceTest, WhatOutlivesTheCommandGoesOnUnseen) {
  const auto begin = std::chrono::steady_clock::now();
  const Trace trace = shell(
      "setsid bash -c 'echo a > first; sleep 1; echo b > second; "
      "cat second > third; rm second' > out 2>&1 < /dev/null & "
      "while [ ! -e first ]; do sleep 0.01; done");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(900));
  EXPECT_TRUE(trace.daemons);
  EXPECT_TRUE(noted(trace, "outlived"));
  EXPECT_NE(access(trace, "first"), 0U);
  // Its calls do not fail although nobody looks at them any more.
  for (int tries = 0; tries < 200 && folder.at("third") != "b\n"; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(folder.at("third"), "b\n");
  EXPECT_EQ(folder.at("out"), "");
}

TEST_F(TraceTest, WhatIsTracedOutlivesTheTracerToo) {
  const pid_t tracer = ::fork();
  if (tracer == 0) {
    static_cast<void>(
        shell("echo $$ > pid; for ((i = 0; i < 100; i++)); do read x < pid; "
              "sleep 0.01; done; cat pid > done"));
    ::_exit(0);
  }
  while (folder.at("pid").find('\n') == std::string::npos) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ::kill(tracer, SIGKILL);
  EXPECT_NE(folder.at("done"), folder.at("pid"));
  for (int tries = 0; tries < 300 && folder.at("done") != folder.at("pid"); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(folder.at("done"), folder.at("pid"));
}

TEST_F(TraceTest, BoundsAreKeptAndTold) {
  limits.files = 20;
  limits.programs = 4;
  folder.shell("for i in $(seq 50); do echo $i > f$i; done");
  const Trace trace = shell("cat f*; for i in 1 2 3 4 5 6; do /bin/echo $i; done");
  EXPECT_EQ(exit.code, 0);
  EXPECT_LE(trace.files.size(), 20U);
  EXPECT_LE(trace.programs.size(), 4U);
  EXPECT_TRUE(noted(trace, "Only the first 20 files"));
}

/// In a process under the filter: 0 if a command runs as ever and `words` say why untraced.
int runs_untraced(const std::string& words) {
  Command command;
  command.arguments = {"bash", "-c", "exit 5"};
  Attachment attachment;
  attachment.tracing = Tracing::yes;
  const auto attached = RealProcesses().run_attached(command, attachment);
  const bool told = attached && attached->exit.code == 5 &&
                    attached->trace.unavailable.find(words) != std::string::npos;
  return told ? 0 : 1;
}

/// Does `work` in a process under a filter, which has a listener if `flags` say so.
int under_filter(std::vector<sock_filter> filter, unsigned long flags, int (*work)()) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) < 0) ::_exit(99);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(UntracedTest, TheCommandRunsWhereFiltersAreForbidden) {
  const int code = under_filter({BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                                 BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 0, 1),
                                 BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                                 BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)},
                                0, [] { return runs_untraced("forbids it"); });
  if (code == 99) GTEST_SKIP() << "no filter can be made here";
  EXPECT_EQ(code, 0);
}

TEST(UntracedTest, TheCommandRunsInsideAnotherTrace) {
  const int code =
      under_filter({BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                   [] { return runs_untraced("already watches"); });
  if (code == 99) GTEST_SKIP() << "no listener can be made here";
  EXPECT_EQ(code, 0);
}

TEST(TracedCallsTest, ANumberIsOneCall) {
  for (const TracedCall& call : traced_calls()) EXPECT_EQ(traced_call(call.number), &call);
  EXPECT_EQ(traced_call(-1), nullptr);
}

}  // namespace
}  // namespace recipe::os
