#include <gtest/gtest.h>

#include "dynamics/event_bytes_test.h"
#include "dynamics/shown_runs_test.h"
#include "fakes/memory_files.h"

namespace recipe::dynamics {
namespace {

using namespace bytes;

constexpr char one_file[] = "logs/events.out.tfevents.1000.host";

std::string shown_events(std::string_view content) {
  fakes::MemoryFiles files;
  files.put(one_file, content);
  return shown_log(files, logs::tensorboard, one_file);
}

std::string sample() {
  return version() + scalar("train/loss", 1, 0.5F) + scalar("train/loss", 2, 0.25F, 1002) +
         tensor("acc", 2, number(1, 1) + message(5, raw(0.75F)), plugin("scalars"));
}

constexpr char sample_shown[] =
    "[]\n/acc=0.75@2,-,1\ntrain/loss=0.5@1,-,1\ntrain/loss=0.25@2,-,2\n";

TEST(Tensorboard, ReadsScalarsOfBothForms) { EXPECT_EQ(shown_events(sample()), sample_shown); }

TEST(Tensorboard, ReadsNumbersOfEveryType) {
  const auto one = [](std::string_view proto) {
    return shown_events(version() + tensor("x", 1, proto, plugin("scalars")));
  };
  const auto value = [](const std::string& text) { return "[]\n/x=" + text + "@1,-,1\n"; };
  EXPECT_EQ(one(number(1, 1) + fixed(5, 2.5F)), value("2.5")) << "float_val, not packed";
  EXPECT_EQ(one(number(1, 2) + message(6, raw(0.1))), value("0.1")) << "double_val";
  EXPECT_EQ(one(number(1, 2) + message(4, raw(0.1))), value("0.1")) << "content of a double";
  EXPECT_EQ(one(number(1, 1) + message(4, raw(2.5F))), value("2.5"));
  EXPECT_EQ(one(number(1, 3) + number(7, static_cast<std::uint64_t>(-3))), value("-3"));
  EXPECT_EQ(one(number(1, 9) + message(10, varint(7))), value("7"));
  EXPECT_EQ(one(number(1, 9) + message(4, raw<std::int64_t>(-7))), value("-7"));
  EXPECT_EQ(one(number(1, 19) + message(13, varint(0x3E00))), value("1.5")) << "half";
  EXPECT_EQ(one(number(1, 19) + message(4, raw<std::uint16_t>(0xFC00))), value("-inf"));
  EXPECT_EQ(one(number(1, 14) + message(13, varint(0x3FC0))), value("1.5")) << "bfloat16";
  EXPECT_EQ(one(number(1, 14) + message(4, raw<std::uint16_t>(0x7FC0))), value("nan"));
  EXPECT_EQ(one(number(1, 10) + number(11, 1)), value("1"));
  // Several elements, a length that does not fit, a shape that is not of one element.
  EXPECT_EQ(one(number(1, 1) + message(5, raw(2.5F) + raw(1.0F))), "");
  EXPECT_EQ(one(number(1, 1) + message(4, raw(2.5))), "");
  EXPECT_EQ(one(number(1, 1) + message(2, message(2, number(1, 2))) + message(5, raw(1.0F))), "");
  EXPECT_EQ(one(number(1, 1) + message(2, message(2, number(1, 1))) + message(5, raw(1.0F))),
            value("1"));
}

TEST(Tensorboard, KeepsNumbersThatAreNotFinite) {
  EXPECT_EQ(shown_events(version() + scalar("x", 1, NAN) + scalar("x", 2, -INFINITY)),
            "[]\n/x=nan@1,-,1\n/x=-inf@2,-,1\n");
}

TEST(Tensorboard, KnowsThePluginFromTheFirstValueOfATag) {
  const std::string proto = number(1, 1) + message(5, raw(0.5F));
  EXPECT_EQ(shown_events(version() + tensor("a", 1, proto, plugin("scalars")) +
                         tensor("a", 2, proto, "") + tensor("b", 1, proto, "") +
                         tensor("c", 1, proto, plugin("images"))),
            "[]\n/a=0.5@1,-,1\n/a=0.5@2,-,1\n");
}

TEST(Tensorboard, ReadsTextAndHyperparameters) {
  const auto entry = [](std::string_view key, std::string_view value) {
    return message(1, message(1, key) + message(2, value));
  };
  const std::string session =
      message(3, entry("lr", fixed(2, 0.1)) + entry("opt", message(3, "sgd|*x*")) +
                     entry("amp", number(4, 1)) + entry("seed", fixed(2, 7.0)) + fixed(5, 1000.0));
  EXPECT_EQ(
      shown_events(
          version() +
          event(0, 1001, message(1, "_hparams_/session_start_info") + plugin("hparams", session)) +
          tensor("notes", 0, number(1, 7) + message(8, "first"), plugin("text")) +
          tensor("notes", 1, number(1, 7) + message(8, "a\x1b[0m"), "")),
      "[]\namp: true\nlr: 0.1\nopt: sgd|*x*\nseed: 7\nnotes> a\\x1b[0m\nseed 7\n");
}

TEST(Tensorboard, APrefixIsNoErrorAndIsReadOn) {
  const std::string whole = sample();
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    fakes::MemoryFiles files;
    files.put(one_file, whole.substr(0, size));
    const auto reader = logs::tensorboard.open(files, one_file);
    ASSERT_TRUE(reader);
    ASSERT_TRUE((*reader)->poll());
    const std::string before = shown_runs((*reader)->runs());
    EXPECT_EQ(before.find('!'), std::string::npos) << before;
    ASSERT_TRUE(files.append(one_file, whole.substr(size)));
    ASSERT_TRUE((*reader)->poll());
    EXPECT_EQ(shown_runs((*reader)->runs()), sample_shown) << size;
    ASSERT_TRUE((*reader)->poll());
    EXPECT_EQ(shown_runs((*reader)->runs()), sample_shown);
  }
}

TEST(Tensorboard, SaysThatTheEndIsHalfWritten) {
  const std::string whole = version() + scalar("loss", 1, 0.5F) + scalar("loss", 2, 0.25F);
  EXPECT_EQ(shown_events(whole.substr(0, whole.size() - 1)),
            "[]\n/loss=0.5@1,-,1\n! events.out.tfevents.1000.host: the last record is only half "
            "written\n");
}

TEST(Tensorboard, LeavesOutARecordWithAWrongChecksum) {
  std::string broken = scalar("loss", 2, 0.25F);
  broken[20] = static_cast<char>(broken[20] ^ 1);
  EXPECT_EQ(shown_events(version() + scalar("loss", 1, 0.5F) + broken + scalar("loss", 3, 0.1F)),
            "[]\n/loss=0.5@1,-,1\n/loss=0.10000000149011612@3,-,1\n! "
            "events.out.tfevents.1000.host: 1 record left out: the checksum is wrong\n");
}

TEST(Tensorboard, FindsTheNextRecordBehindAWrongLength) {
  std::string broken = scalar("loss", 2, 0.25F);
  broken[1] = 77;
  const std::string shown =
      shown_events(version() + scalar("loss", 1, 0.5F) + broken + scalar("loss", 3, 0.5F));
  EXPECT_EQ(shown, "[]\n/loss=0.5@1,-,1\n/loss=0.5@3,-,1\n! events.out.tfevents.1000.host: " +
                       std::to_string(broken.size()) +
                       " bytes passed over: no record begins there\n");
  const std::string garbage(100000, '\xA5');
  EXPECT_NE(shown_events(version() + garbage + scalar("loss", 3, 0.5F)).find("/loss=0.5@3"),
            std::string::npos);
}

TEST(Tensorboard, BelievesNoHugeLength) {
  for (const std::uint64_t length :
       {std::uint64_t{1} << 63U, ~std::uint64_t{0}, ~std::uint64_t{0} - 15}) {
    const std::string head = raw(length);
    const std::string shown = shown_events(version() + scalar("loss", 1, 0.5F) + head +
                                           raw(masked_crc(crc32c(head))) + "some bytes");
    EXPECT_NE(shown.find("/loss=0.5@1"), std::string::npos);
    EXPECT_NE(shown.find("1 record left out: longer than 16 MiB"), std::string::npos) << shown;
    EXPECT_NE(shown.find("only half written"), std::string::npos) << shown;
  }
}

TEST(Tensorboard, AFileOfWhichNothingCanBeReadSaysWhy) {
  EXPECT_EQ(shown_events(version()), "");
  EXPECT_EQ(shown_events(version() + std::string(100, '\0')),
            "[]\n! events.out.tfevents.1000.host: 89 bytes passed over: no record begins there\n"
            "! events.out.tfevents.1000.host: the last record is only half written\n");
}

TEST(Tensorboard, PassesOverALongRecord) {
  const std::string shown =
      shown_events(version() + record(std::string((16 << 20) + 1, 'i')) + scalar("loss", 1, 0.5F));
  EXPECT_EQ(shown,
            "[]\n/loss=0.5@1,-,1\n! events.out.tfevents.1000.host: 1 record left out: longer than "
            "16 MiB\n");
}

TEST(Tensorboard, MakesTagsPrintable) {
  EXPECT_EQ(shown_events(version() + scalar("l\xFF\x1b\n", 1, 0.5F)),
            "[]\n/l\xEF\xBF\xBD\\x1b\n=0.5@1,-,1\n");
}

TEST(Tensorboard, ARecordThatIsNoEventIsLeftOut) {
  EXPECT_EQ(shown_events(version() + record("\xFF\xFF") + scalar("loss", 1, 0.5F)),
            "[]\n/loss=0.5@1,-,1\n! events.out.tfevents.1000.host: 1 record not understood\n");
}

TEST(Tensorboard, TellsRunsAndSplitsByFolders) {
  fakes::MemoryFiles files;
  files.put("logs/a/train/x.tfevents.1", version() + scalar("epoch_loss", 0, 1));
  files.put("logs/a/validation/x.tfevents.1", version() + scalar("epoch_loss", 0, 2));
  files.put("logs/b/x.tfevents.1", version() + scalar("loss", 5, 3));
  files.put("logs/b/loss_val/x.tfevents.1", version() + scalar("loss", 5, 4));
  files.put("logs/b/loss_net/x.tfevents.1", version() + scalar("loss", 5, 6));
  files.put("logs/b/other/x.tfevents.1", version() + scalar("loss", 5, 5));
  files.put("logs/notes.txt", "no event file");
  EXPECT_EQ(shown_log(files, logs::tensorboard, "logs"),
            "[a]\ntrain/loss=1@-,0,1\nvalidation/loss=2@-,0,1\n"
            "! the folder train is the split train\n"
            "! the folder validation is the split validation\n"
            "[b]\n/loss=3@5,-,1\n/loss_net=6@5,-,1\nvalidation/loss=4@5,-,1\n"
            "! the folder loss_net is a part of loss\n"
            "! the folder loss_val is a part of loss\n"
            "[b/other]\n/loss=5@5,-,1\n");
}

TEST(Tensorboard, KeepsSegmentsAfterARestart) {
  fakes::MemoryFiles files;
  files.put("run/x.tfevents.1", version() + scalar("loss", 1, 1) + scalar("loss", 2, 2));
  const auto reader = logs::tensorboard.open(files, "run");
  ASSERT_TRUE(reader);
  ASSERT_TRUE((*reader)->poll());
  files.put("run/x.tfevents.2", record(fixed(1, 1010.0)) + scalar("loss", 2, 3, 1011));
  ASSERT_TRUE((*reader)->poll());
  ASSERT_TRUE((*reader)->poll());
  EXPECT_EQ(shown_runs((*reader)->runs()), "[]\n/loss=1@1,-,1\n/loss=2@2,-,1\n/loss=3@2,-,11\n");
  ASSERT_TRUE(files.append("run/x.tfevents.2", scalar("loss", 1, 4, 1012)));
  ASSERT_TRUE((*reader)->poll());
  const FoundRun& run = (*reader)->runs().front();
  EXPECT_EQ(segment_starts(run.metrics.all().at({"", "loss"})), (std::vector<std::size_t>{0, 3}));
  ASSERT_EQ(run.notes.size(), 1U);
  EXPECT_EQ(
      run.notes[0],
      "steps go back at 1 in loss, as after a restart: 2 segments, kept in the order in which "
      "they were written");
  EXPECT_EQ(run.begin, 1000);
  EXPECT_EQ(run.end, 1012);
}

TEST(Tensorboard, TwoWritersInOneFolderStandOneBehindTheOther) {
  fakes::MemoryFiles files;
  files.put("run/x.tfevents.1.a", version() + scalar("loss", 1, 1) + scalar("loss", 2, 2, 1005));
  files.put("run/x.tfevents.1.b", version() + scalar("loss", 1, 3) + scalar("loss", 2, 4, 1005));
  const auto reader = logs::tensorboard.open(files, "run");
  ASSERT_TRUE(reader);
  ASSERT_TRUE((*reader)->poll());
  ASSERT_TRUE(files.append("run/x.tfevents.1.a", scalar("loss", 3, 5, 1006)));
  ASSERT_TRUE((*reader)->poll());
  const std::string shown = shown_runs((*reader)->runs());
  EXPECT_EQ(shown.substr(0, shown.find('!')),
            "[]\n/loss=1@1,-,1\n/loss=2@2,-,5\n/loss=5@3,-,6\n/loss=3@1,-,1\n/loss=4@2,-,5\n");
  EXPECT_NE(shown.find("written at the same time"), std::string::npos);
}

TEST(Tensorboard, AReplacedFileIsReadAgain) {
  fakes::MemoryFiles files;
  files.put(one_file, version() + scalar("loss", 1, 1) + scalar("loss", 2, 2));
  const auto reader = logs::tensorboard.open(files, one_file);
  ASSERT_TRUE(reader);
  ASSERT_TRUE((*reader)->poll());
  files.put(one_file, version() + scalar("loss", 1, 7));
  ASSERT_TRUE((*reader)->poll());
  EXPECT_EQ(shown_runs((*reader)->runs()),
            "[]\n/loss=7@1,-,1\n! events.out.tfevents.1000.host was replaced while it was read, "
            "and read again\n");
}

TEST(Tensorboard, IsRecognisedByItsFirstRecord) {
  fakes::MemoryFiles files;
  const auto certainty = [&](const std::string& path) {
    const auto found = logs::tensorboard.recognise(files, path);
    return found ? found->certainty : Certainty::no;
  };
  files.put("a/b/x.tfevents.1", sample());
  files.put("c/x.tfevents.1", "text");
  files.put("d/x.txt", "text");
  files.put("named-otherwise", sample());
  EXPECT_EQ(certainty("a"), Certainty::certain);
  EXPECT_EQ(certainty("a/b/x.tfevents.1"), Certainty::certain);
  EXPECT_EQ(certainty("named-otherwise"), Certainty::certain);
  EXPECT_EQ(certainty("c"), Certainty::possible);
  EXPECT_EQ(certainty("d"), Certainty::no);
  EXPECT_EQ(certainty("d/x.txt"), Certainty::no);
  EXPECT_EQ(certainty("absent"), Certainty::no);
}

}  // namespace
}  // namespace recipe::dynamics
