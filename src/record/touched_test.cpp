#include "record/touched.h"

#include <gtest/gtest.h>

#include "base/masking.h"
#include "record/touched_groups.h"
#include "record/touched_summary.h"

namespace recipe::record {
namespace {

class TouchedTest : public testing::Test {
 protected:
  TouchedTest() {
    where.repository = "/home/ann/net";
    where.tracked = {"train.py", "configs/base.yaml", "data/labels.csv"};
    where.directory = where.repository;
    where.home = "/home/ann";
    where.data = {"/data/digits"};
    where.outputs = {"/home/ann/net/out"};
    touched.programs.resize(3);
    touched.programs[1].executable = "/usr/bin/python3.11";
    touched.programs[2].executable = "/usr/bin/curl";
    touched.programs[2].parent = 1;
  }

  os::TracedFile& file(const std::string& path, unsigned access = os::access_read,
                       std::uint64_t bytes = 1000) {
    os::TracedFile& added = touched.files.emplace_back();
    added.path = path;
    added.access = access;
    added.bytes = bytes;
    added.existed = (access & os::access_written) == 0;
    added.input = added.existed;
    added.reader = added.writer = 1;
    return added;
  }
  os::TracedFile& made(const std::string& path, std::uint64_t bytes = 1000) {
    return file(path, os::access_written, bytes);
  }
  Meaning meaning(const std::string& path) {
    os::TracedFile read;
    read.path = path;
    return meaning_of(read, where);
  }
  /// "KIND PATH COUNT" a line.
  std::string found() {
    std::string text;
    for (const TouchedFinding& finding : summarise(touched, where).findings) {
      text += std::string(to_string(finding.kind)) + " " + finding.path + " " +
              std::to_string(finding.files) + "\n";
    }
    return text;
  }

  Touched touched;
  Surroundings where;
};

TEST_F(TouchedTest, LinesReadBack) {
  touched.notes = {"One call was not seen."};
  touched.events = 12;
  touched.daemons = true;
  touched.programs[2].arguments = {"curl", "--token", "a9Xsecret4Qz81LmR7tVb", "-s"};
  touched.programs[2].privileged = true;
  touched.hosts = {{"2001:db8::1", 443, false, 2}, {"/run/x.sock", 0, true, 1}};
  file("/a %41\n\xff\"|", os::access_read | os::access_executed).named = "/b\xc3\xa9";
  made("/c").moved_from = "/d";
  const std::string text = to_lines(touched, masked_arguments);
  EXPECT_NE(text.find("***"), std::string::npos);
  EXPECT_EQ(text.find("secret"), std::string::npos);
  std::vector<std::size_t> broken;
  const Touched again = touched_from_lines(text, broken);
  EXPECT_TRUE(broken.empty());
  EXPECT_EQ(to_lines(again), text);
  EXPECT_EQ(again.files[0].path, touched.files[0].path);
  EXPECT_EQ(again.files[0].named, touched.files[0].named);
  EXPECT_EQ(again.files[1].access, os::access_written);
  EXPECT_FALSE(again.files[1].existed);
  EXPECT_EQ(again.hosts[0].port, 443);
  EXPECT_EQ(again.programs[2].arguments[2], "***");
  EXPECT_EQ(again.programs[2].arguments[3], "-s");
  EXPECT_EQ(again.notes, touched.notes);
}

TEST_F(TouchedTest, LinesThatAreNoneAreTold) {
  std::vector<std::size_t> broken;
  const Touched read = touched_from_lines(
      "{\"path\":\"/"
      "a\",\"reader\":99,\"access\":[\"read\",7],\"bytes\":-1}\nno\n\n[]\n{}\n{\"path\":3}",
      broken);
  EXPECT_EQ(broken, (std::vector<std::size_t>{2, 4, 5}));
  ASSERT_EQ(read.files.size(), 2U);
  EXPECT_EQ(read.files[0].reader, 0U);
  EXPECT_EQ(read.files[0].bytes, 0U);
  EXPECT_EQ(read.files[1].path, "");
}

TEST_F(TouchedTest, MeaningsByPlaceAndName) {
  EXPECT_EQ(meaning("/home/ann/net/train.py"), Meaning::code);
  EXPECT_EQ(meaning("/home/ann/net/configs/base.yaml"), Meaning::configuration);
  EXPECT_EQ(meaning("/home/ann/net/data/labels.csv"), Meaning::data);
  EXPECT_EQ(meaning("/home/ann/net/venv/lib/python3.11/site-packages/torch/x.py"),
            Meaning::libraries);
  EXPECT_EQ(meaning("/home/ann/net/__pycache__/train.cpython-311.pyc"), Meaning::cache);
  EXPECT_EQ(meaning("/home/ann/net/out/model.pt"), Meaning::model);
  EXPECT_EQ(meaning("/data/digits/train/1.png"), Meaning::data);
  EXPECT_EQ(meaning("/data/digitsother/1.png"), Meaning::data);
  EXPECT_EQ(meaning("/usr/lib/x86_64-linux-gnu/libc.so.6"), Meaning::libraries);
  EXPECT_EQ(meaning("/usr/include/stdio.h"), Meaning::libraries);
  EXPECT_EQ(meaning("/home/ann/.local/lib/python3.11/site-packages/a.py"), Meaning::libraries);
  EXPECT_EQ(meaning("/srv/build/libcustom.so.1"), Meaning::libraries);
  EXPECT_EQ(meaning("/home/ann/.cache/torch/hub/checkpoints/resnet50.pth"), Meaning::model);
  EXPECT_EQ(meaning("/home/ann/.cache/matplotlib/fontlist.json"), Meaning::cache);
  EXPECT_EQ(meaning("/home/ann/.config/matplotlib/matplotlibrc"), Meaning::configuration);
  EXPECT_EQ(meaning("/home/ann/.netrc"), Meaning::configuration);
  EXPECT_EQ(meaning("/tmp/x"), Meaning::temporary);
  EXPECT_EQ(meaning("/dev/shm/x"), Meaning::temporary);
  EXPECT_EQ(meaning("/dev/nvidia0"), Meaning::system);
  EXPECT_EQ(meaning("/proc"), Meaning::system);
  EXPECT_EQ(meaning("/etc/passwd"), Meaning::system);
  EXPECT_EQ(meaning("/mnt/elsewhere/x.csv"), Meaning::data);
  EXPECT_EQ(meaning(""), Meaning::data);
  where.command_line = {"/mnt/run.yaml"};
  EXPECT_EQ(meaning("/mnt/run.yaml"), Meaning::configuration);
}

TEST_F(TouchedTest, ARepositoryInATemporaryFolderIsARepository) {
  where.repository = "/tmp/clone";
  EXPECT_EQ(meaning("/tmp/clone/train.py"), Meaning::code);
  EXPECT_EQ(meaning("/tmp/other"), Meaning::temporary);
}

TEST_F(TouchedTest, WhatIsDeclaredOrOfTheSystemIsNoFinding) {
  file("/data/digits/1.png");
  file("/home/ann/net/train.py");
  file("/usr/lib/libm.so");
  file("/etc/hosts");
  file("/home/ann/.config/x");
  file("/home/ann/net/.git/HEAD");
  made("/home/ann/net/out/model.pt");
  made("/home/ann/net/__pycache__/a.pyc");
  made("/tmp/scratch");
  EXPECT_EQ(found(), "");
}

TEST_F(TouchedTest, UndeclaredInputsAndOutputs) {
  file("/mnt/elsewhere/a.csv");
  file("/tmp/there-before.npy");
  made("/home/ann/net/log.txt");
  made("/mnt/model.pt");
  os::TracedFile& own = file("/mnt/own", os::access_read | os::access_written);
  own.exists = false;
  EXPECT_EQ(found(),
            "undeclared-input /mnt/elsewhere/a.csv 1\n"
            "undeclared-input /tmp/there-before.npy 1\n"
            "undeclared-output /home/ann/net/log.txt 1\n"
            "undeclared-output /mnt/model.pt 1\n");
  EXPECT_EQ(summarise(touched, where).findings[0].sentence,
            "python3.11 read /mnt/elsewhere/a.csv (1000 bytes), outside the repository and not "
            "declared as data.");
}

TEST_F(TouchedTest, UntrackedFilesOfTheRepository) {
  file("/home/ann/net/local.py");
  file("/home/ann/net/build/train", os::access_executed);
  EXPECT_EQ(found(), "untracked-file /home/ann/net/local.py 1\n");
}

TEST_F(TouchedTest, ModelsFromCaches) {
  file("/home/ann/.cache/torch/hub/checkpoints/resnet50.pth", os::access_read, 100'000'000);
  const std::string hub = "/home/ann/.cache/huggingface/hub/models--google--vit";
  file(hub + "/blobs/0a1b", os::access_read, 5).named = hub + "/snapshots/1/config.json";
  file(hub + "/blobs/0c1d", os::access_read, 7).named = hub + "/snapshots/1/model.safetensors";
  EXPECT_EQ(found(),
            "cached-model /home/ann/.cache/torch/hub/checkpoints/resnet50.pth 1\n"
            "cached-model " +
                hub + " 2\n");
  EXPECT_NE(summarise(touched, where).findings[1].sentence.find("google/vit"), std::string::npos);
}

TEST_F(TouchedTest, DownloadsWhileTheCommandRuns) {
  touched.hosts = {{"127.0.0.1", 8080, false, 1}, {"198.51.100.7", 443, false, 2}};
  made("/home/ann/.cache/torch/hub/checkpoints/resnet50.pth", 9000).writer = 2;
  os::TracedFile& read = file("/mnt/set.tar", os::access_read | os::access_written, 500);
  read.input = false;
  read.writer = 1;
  made("/home/ann/net/out/model.pt");
  EXPECT_EQ(found(),
            "downloaded-data /home/ann/.cache/torch/hub/checkpoints/resnet50.pth 1\n"
            "downloaded-data /mnt/set.tar 1\n");
  EXPECT_NE(summarise(touched, where).findings[0].sentence.find("198.51.100.7:443"),
            std::string::npos);
  touched.hosts.pop_back();
  // Without a host that was seen, only the cache tells.
  EXPECT_EQ(found(),
            "undeclared-output /mnt/set.tar 1\n"
            "downloaded-data /home/ann/.cache/torch/hub/checkpoints/resnet50.pth 1\n");
}

TEST_F(TouchedTest, ManyFilesOfAFolderAreOneFinding) {
  for (int i = 0; i < 40'000; ++i) {
    file("/mnt/images/class" + std::to_string(i % 100) + "/" + std::to_string(i) + ".jpg",
         os::access_read, 10);
  }
  file("/mnt/other.csv");
  EXPECT_EQ(found(),
            "undeclared-input /mnt/images 40000\n"
            "undeclared-input /mnt/other.csv 1\n");
  const TouchedFinding first = summarise(touched, where).findings[0];
  EXPECT_EQ(first.bytes, 400'000U);
  EXPECT_EQ(first.examples.size(), 3U);
  EXPECT_NE(first.sentence.find("40000 files below /mnt/images"), std::string::npos);
}

TEST_F(TouchedTest, UnrelatedFoldersStayApart) {
  for (const char* name :
       {"/home/ann/a", "/home/ann/b", "/home/ann/c", "/home/ann/d", "/x", "/y"}) {
    file(name);
  }
  EXPECT_EQ(summarise(touched, where).findings.size(), 6U);
}

TEST_F(TouchedTest, FindingsAreBounded) {
  for (int i = 0; i < 49; ++i) {
    for (int k = 0; k < 40; ++k) {
      file("/mnt" + std::to_string(i) + "/d" + std::to_string(k) + "/x/y");
    }
  }
  const TouchedSummary summary = summarise(touched, where);
  EXPECT_EQ(summary.findings.size(), 200U);
  EXPECT_EQ(summary.findings_dropped, 49U * 40 - 200);
}

TEST_F(TouchedTest, CountsByMeaning) {
  file("/data/digits/1.png", os::access_read, 2048);
  file("/data/digits/2.png", os::access_read, 2048);
  made("/home/ann/net/out/model.pt", 10);
  made("/home/ann/net/gone").exists = false;
  const TouchedSummary summary = summarise(touched, where);
  EXPECT_EQ(summary.of(Meaning::data).files_read, 2U);
  EXPECT_EQ(summary.of(Meaning::data).bytes_read, 4096U);
  EXPECT_EQ(summary.of(Meaning::model).files_written, 1U);
  ASSERT_EQ(summary.outputs.size(), 1U);
  EXPECT_EQ(summary.outputs[0]->path, "/home/ann/net/out/model.pt");
  EXPECT_EQ(lines_of(summary), (std::vector<std::string>{"data: 2 files read (4096 bytes)",
                                                         "model: 1 file written (10 bytes)"}));
}

TEST_F(TouchedTest, GroupsOfHostilePathsEnd) {
  file("/a");
  file("/a");
  file("");
  file("relative/x");
  std::string deep = "/r/s/t";
  for (int i = 0; i < 1000; ++i) {
    deep += "/d";
    file(deep + "/f");
    file(deep + "/g");
  }
  EXPECT_FALSE(summarise(touched, where).findings.empty());
}

}  // namespace
}  // namespace recipe::record
