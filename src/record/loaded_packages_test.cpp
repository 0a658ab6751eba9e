#include "record/loaded_packages.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "fakes/memory_files.h"
#include "os/real_files.h"
#include "os/real_processes.h"
#include "record/package_search.h"

namespace recipe::record {
namespace {

using fakes::MemoryFiles;

constexpr unsigned loaded = os::access_read;
constexpr unsigned ran = os::access_executed;

class Loaded : public testing::Test {
 protected:
  void touch(const std::string& path, unsigned access = loaded) {
    os::TracedFile file;
    file.path = path;
    file.access = access;
    file.input = true;
    trace.files.push_back(std::move(file));
  }
  LoadedPackages found() { return loaded_packages(files, trace).value(); }
  /// "kind name version files" of each.
  static std::vector<std::string> shown(const std::vector<LoadedPackage>& packages) {
    std::vector<std::string> lines;
    for (const LoadedPackage& each : packages) {
      lines.push_back(each.kind + " " + each.name + " " + each.version + " " +
                      std::to_string(each.files));
    }
    return lines;
  }
  void distribution(const std::string& entry, const std::string& metadata,
                    const std::string& record = "", const std::string& tops = "") {
    const std::string place = site + "/" + entry;
    files.put(place + "/METADATA", metadata);
    if (!record.empty()) files.put(place + "/RECORD", record);
    if (!tops.empty()) files.put(place + "/top_level.txt", tops);
  }
  void status(const std::string& paragraphs) { files.put("/var/lib/dpkg/status", paragraphs); }
  void list(const std::string& package, const std::string& paths) {
    files.put("/var/lib/dpkg/info/" + package + ".list", paths);
  }

  MemoryFiles files;
  os::Trace trace;
  std::string site = "/venv/lib/python3.11/site-packages";
};

using Shown = std::vector<std::string>;

TEST_F(Loaded, PythonDistributionsByTheirRecords) {
  distribution("torch-2.1.0.dist-info", "Name: torch\nVersion: 2.1.0+cu121\nRequires-Dist: numpy\n",
               "torch/__init__.py,,\ntorch/_C.so,,\ntorchgen/x.py,,\n");
  distribution("numpy-1.26.dist-info", "Name: numpy\nVersion: 1.26.0\n",
               "numpy/__init__.py,,\nnumpy.libs/libopenblas-1234.so,,\n");
  distribution("idle-1.dist-info", "Name: idle\nVersion: 1\n", "idle.py,,\n");
  touch(site + "/torch/__pycache__/__init__.cpython-311.pyc");
  touch(site + "/torch/_C.so");
  touch(site + "/numpy.libs/libopenblas-1234.so");
  touch(site + "/idle-1.dist-info/METADATA");
  touch(site + "/stray.so");
  const LoadedPackages packages = found();
  EXPECT_EQ(shown(packages.packages),
            (Shown{"python numpy 1.26.0 1", "python torch 2.1.0+cu121 2"}));
  EXPECT_TRUE(packages.packages[0].needed);
  EXPECT_FALSE(packages.packages[1].needed);
  EXPECT_EQ(packages.unowned, (Shown{site + "/stray.so"}));
  EXPECT_EQ(shown(essential(packages.packages)).size(), 2U) << "numpy computes";
}

TEST_F(Loaded, PythonDistributionsByTheirNames) {
  distribution("PyYAML-6.0.dist-info", "Name: PyYAML\nVersion: 6.0\n", "", "_yaml\nyaml\n");
  files.put(site + "/six-1.16.0.egg-info", "Name: six\nVersion: 1.16.0\n");
  files.put(site + "/lazr.uri-1.0.egg-info/PKG-INFO", "Name: lazr.uri\nVersion: 1.0\n");
  files.put(site + "/lazr.uri-1.0.egg-info/top_level.txt", "lazr\n");
  files.put(site + "/lazr.rest-2.0.egg-info/PKG-INFO", "Name: lazr.rest\nVersion: 2.0\n");
  files.put(site + "/lazr.rest-2.0.egg-info/top_level.txt", "lazr\n");
  files.put(site + "/old-3.0-py3.11.egg/EGG-INFO/PKG-INFO", "Name: old\nVersion: 3.0\n");
  touch(site + "/yaml/__init__.py");
  touch(site + "/_yaml/x.cpython-311.so");
  touch(site + "/__pycache__/six.cpython-311.pyc");
  touch(site + "/lazr/uri/_uri.py");
  touch(site + "/lazr/other/x.py");
  touch(site + "/old-3.0-py3.11.egg/old/a.py");
  EXPECT_EQ(shown(found().packages), (Shown{"python PyYAML 6.0 2", "python lazr.uri 1.0 1",
                                            "python old 3.0 1", "python six 1.16.0 1"}));
}

TEST_F(Loaded, PythonDistributionsInAPersonsFolderAreNoted) {
  distribution("mine-0.1.dist-info", "Name: mine\nVersion: 0.1\n", "__editable__.mine.pth,,\n");
  files.put(site + "/mine-0.1.dist-info/direct_url.json",
            R"({"url": "file:///home/a%20b/mine", "dir_info": {"editable": true}})");
  touch("/home/a b/mine/model.py");
  touch(site + "/__editable__.mine.pth");
  const LoadedPackages packages = found();
  EXPECT_TRUE(packages.packages.empty());
  ASSERT_EQ(packages.notes.size(), 1U);
  EXPECT_NE(packages.notes[0].find("mine is installed as editable from /home/a b/mine"),
            std::string::npos);
}

TEST_F(Loaded, DebianPackagesOnEitherSideOfTheMergedFolders) {
  status(
      "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.36-9\n\n"
      "Package: dash\nEssential: yes\nStatus: install ok installed\nDepends: libc6\nVersion: "
      "0.5\n\n"
      "Package: libblas3\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.11\n\n"
      "Package: python3-numpy\nStatus: install ok installed\nDepends: meta\nVersion: 1:1.24.2-1\n\n"
      "Package: solver\nStatus: install ok installed\nDepends: python3-numpy\nVersion: 2\n\n"
      "Package: meta\nStatus: install ok installed\nDepends: x | libblas.so.3\nVersion: 1\n\n"
      "Package: blas-of-another-name\nStatus: deinstall ok config-files\nVersion: 1\n");
  files.put("/var/lib/dpkg/status",
            files.at("/var/lib/dpkg/status") + "\nPackage: none\nStatus: install ok installed\n");
  std::string text = files.at("/var/lib/dpkg/status");
  text.insert(text.find("Version: 3.11"), "Provides: libblas.so.3\n");
  status(text);
  list("libc6:amd64", "/.\n/lib\n/lib/x86_64-linux-gnu/libc.so.6\n");
  list("dash", "/bin/dash\n/usr/bin/sh\n");
  list("libblas3:amd64", "/usr/lib/libblas.so.3.11\n");
  list("python3-numpy", "/usr/lib/python3/dist-packages/numpy/__init__.py\n");
  list("solver", "/usr/bin/solve\n");
  files.put("/usr/lib/python3/dist-packages/numpy-1.24.2.egg-info/PKG-INFO",
            "Name: numpy\nVersion: 1.24.2\n");
  touch("/usr/lib/x86_64-linux-gnu/libc.so.6");
  touch("/usr/bin/dash", ran);
  touch("/lib/libblas.so.3.11");
  touch("/usr/lib/python3/dist-packages/numpy/__pycache__/__init__.cpython-311.pyc");
  touch("/usr/bin/solve", ran);
  touch("/home/me/train", ran);
  touch("/etc/ld.so.cache");
  const LoadedPackages packages = found();
  EXPECT_EQ(
      shown(packages.packages),
      (Shown{"debian dash 0.5 1", "debian libblas3 3.11 1", "debian libc6 2.36-9 1",
             "debian python3-numpy 1:1.24.2-1 1", "debian solver 2 1", "python numpy 1.24.2 1"}));
  EXPECT_EQ(packages.packages[1].architecture, "amd64");
  EXPECT_TRUE(packages.packages[1].needed) << "through packages that were not loaded";
  EXPECT_TRUE(packages.packages[2].standard) << "an essential one needs it";
  EXPECT_EQ(packages.packages[5].held_by, "python3-numpy");
  EXPECT_EQ(packages.unowned, (Shown{"/home/me/train"}));
  EXPECT_EQ(shown(essential(packages.packages)),
            (Shown{"debian python3-numpy 1:1.24.2-1 1", "debian solver 2 1"}));
}

TEST_F(Loaded, DivertedFilesBelongToTheirPackages) {
  status(
      "Package: a\nStatus: install ok installed\nVersion: 1\n\n"
      "Package: b\nStatus: install ok installed\nVersion: 2\n");
  files.put("/var/lib/dpkg/diversions", "/usr/bin/x\n/usr/bin/x.real\nb\n");
  list("a", "/usr/bin/x\n");
  list("b", "/usr/bin/x\n");
  touch("/usr/bin/x.real", ran);
  EXPECT_EQ(shown(found().packages), (Shown{"debian a 1 1"}));
  trace.files.clear();
  touch("/usr/bin/x", ran);
  EXPECT_EQ(shown(found().packages), (Shown{"debian b 2 1"}));
}

TEST_F(Loaded, CondaPackages) {
  files.put("/opt/conda/conda-meta/history", "");
  files.put("/opt/conda/conda-meta/python-3.11.5-h1.json",
            R"({"name": "python", "version": "3.11.5", "files": ["bin/python3.11"]})");
  files.put("/opt/conda/conda-meta/cudatoolkit-11.8.0-h1.json",
            R"({"name": "cudatoolkit", "version": "11.8.0", "files": ["lib/libcudart.so.11.8.89"],
                "depends": ["python"]})");
  files.put("/opt/conda/conda-meta/broken-1-0.json", "{");
  touch("/opt/conda/bin/python3.11", ran);
  touch("/opt/conda/lib/libcudart.so.11.8.89");
  touch("/opt/conda/lib/libunknown.so");
  const LoadedPackages packages = found();
  EXPECT_EQ(shown(packages.packages),
            (Shown{"conda cudatoolkit 11.8.0 1", "conda python 3.11.5 1"}));
  EXPECT_TRUE(packages.packages[1].needed);
  EXPECT_EQ(packages.unowned, (Shown{"/opt/conda/lib/libunknown.so"}));
  EXPECT_EQ(packages.software, (std::vector<std::pair<std::string, std::string>>{
                                   {"CUDA", "11.8.89"}, {"Python", "3.11.5"}}));
}

TEST_F(Loaded, SoftwareIsNamedByItsFiles) {
  distribution("nvidia_cuda_runtime_cu12-12.1.105.dist-info",
               "Name: nvidia-cuda-runtime-cu12\nVersion: 12.1.105\n",
               "nvidia/cuda_runtime/lib/libcudart.so.12,,\n");
  files.put("/usr/local/include/python3.10/patchlevel.h", "#define PY_VERSION  \"3.10.9\"\n");
  touch(site + "/nvidia/cuda_runtime/lib/libcudart.so.12");
  touch("/x/libcudart-d0da41ae.so.11.0");
  touch("/x/libcudnn.so.8.9.2");
  touch("/x/libcudnn_ops_infer.so.8.9.2");
  touch("/x/libcuda.so.535.104.05");
  touch("/x/libnccl.so.2");
  touch("/x/versions/3.12.1/bin/python3.12", ran);
  touch("/usr/local/bin/python3.10", ran);
  touch("/usr/local/bin/python3.10-config", ran);
  EXPECT_EQ(found().software,
            (std::vector<std::pair<std::string, std::string>>{{"CUDA", "11.0"},
                                                              {"CUDA", "12.1.105"},
                                                              {"NCCL", "2"},
                                                              {"NVIDIA driver", "535.104.05"},
                                                              {"Python", "3.10.9"},
                                                              {"Python", "3.12.1"},
                                                              {"cuDNN", "8.9.2"}}));
}

TEST_F(Loaded, WhatCannotBeReadIsNoted) {
  status("Package: a\nStatus: install ok installed\n");
  touch("/usr/bin/x", ran);
  const LoadedPackages packages = found();
  EXPECT_EQ(packages.notes, (Shown{"Debian's lists of files could not be read."}));
  EXPECT_EQ(packages.unowned, (Shown{"/usr/bin/x"}));
}

TEST_F(Loaded, NothingIsFoundOfNothing) {
  touch("/home/me/data.csv");
  touch("/usr/bin/deleted", os::access_deleted);
  const LoadedPackages packages = found();
  EXPECT_TRUE(packages.packages.empty());
  EXPECT_TRUE(packages.unowned.empty());
  EXPECT_TRUE(packages.software.empty());
  EXPECT_TRUE(packages.notes.empty());
}

TEST(Needed, OfACycleOneStays) {
  EXPECT_EQ(reached_by_others({{1}, {0}, {}}, {0, 1, 2}), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(reached_by_others({{1}, {0}, {0}}, {0, 1, 2}), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(source_of_compiled("a/__pycache__/b.cpython-311.opt-1.pyc"), "a/b.py");
  EXPECT_EQ(source_of_compiled("a/b.pyc"), "");
  EXPECT_TRUE(is_shared_object_name("/x/libc.so.6"));
  EXPECT_FALSE(is_shared_object_name("/etc/ld.so.cache"));
}

/// A real run on this system, where Debian has brought PyTorch.
TEST(LoadedForReal, ImportingTorchLoadsItsPackage) {
  os::RealFiles files;
  const auto there =
      files.status("/usr/lib/python3/dist-packages/torch/__init__.py", os::Follow::yes);
  if (!there.value()) GTEST_SKIP() << "python3-torch is not installed";
  os::Command command;
  command.arguments = {"/usr/bin/python3", "-c", "import torch"};
  command.environment = {{"LC_ALL", "C"}, {"HOME", "/nonexistent"}};
  os::Attachment attachment;
  attachment.tracing = os::Tracing::yes;
  const auto ended = os::RealProcesses().run_attached(command, attachment);
  ASSERT_TRUE(ended);
  if (!ended->trace.unavailable.empty()) GTEST_SKIP() << ended->trace.unavailable;
  const LoadedPackages packages = loaded_packages(files, ended->trace).value();
  const auto has = [](const std::vector<LoadedPackage>& all, std::string_view kind,
                      std::string_view name) {
    return std::any_of(all.begin(), all.end(), [&](const LoadedPackage& each) {
      return each.kind == kind && each.name == name && !each.version.empty();
    });
  };
  EXPECT_TRUE(has(packages.packages, "python", "torch"));
  EXPECT_TRUE(has(packages.packages, "debian", "libc6"));
  const auto chosen = essential(packages.packages);
  EXPECT_TRUE(has(chosen, "debian", "python3-torch"));
  EXPECT_FALSE(has(chosen, "debian", "libc6"));
  EXPECT_LT(chosen.size(), 12U);
  ASSERT_FALSE(packages.software.empty());
  EXPECT_EQ(packages.software.back().first, "Python");
}

}  // namespace
}  // namespace recipe::record
