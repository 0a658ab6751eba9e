#include <gtest/gtest.h>

#include "check/checked_test.h"

namespace recipe::check {
namespace {

using code::Takes;

code::Flag flag_of(std::vector<std::string> names, Takes takes = Takes::one) {
  code::Flag flag;
  flag.names = std::move(names);
  flag.takes = takes;
  flag.place = {"train.py", 7};
  return flag;
}

/// A repository with one program.
MemoryFacts one_program() {
  MemoryFacts facts;
  facts.head.files["train.py"] = "parser.add('--wrapped')";
  code::Script& script = facts.scripts["train.py"];
  script.path = "train.py";
  script.sources = {"train.py"};
  script.interface.spelling.prefixes = true;
  script.interface.flags = {flag_of({"--kvstore"}),
                            flag_of({"--batch_size", "-b"}),
                            flag_of({"--amp"}, Takes::nothing),
                            flag_of({"--gpus"}, Takes::many),
                            flag_of({"--repeated-aug"}, Takes::nothing),
                            flag_of({"--bce-loss"}, Takes::nothing)};
  code::Flag choice = flag_of({"--precision"});
  choice.choices = {"fp16", "fp32", "tf32"};
  script.interface.flags.push_back(choice);
  return facts;
}

Texts flags(std::string_view rule, std::string_view lines, MemoryFacts& facts) {
  return Checked(rule, in_fence(lines), facts).texts();
}

Texts flags(std::string_view rule, std::string_view lines) {
  MemoryFacts facts = one_program();
  return flags(rule, lines, facts);
}

TEST(UnknownFlag, NearSpellingsAreErrorsAndOthersWarnings) {
  MemoryFacts facts = one_program();
  const Checked checked(
      "unknown-flag",
      in_fence("python train.py --kv-store x --batch-size=2 --metrics y -b2 --max 1"), facts);
  ASSERT_EQ(checked.texts(), (Texts{"--kv-store", "--batch-size", "--metrics", "--max"}));
  EXPECT_EQ(checked.report.findings[0].severity, Severity::error);
  EXPECT_EQ(checked.report.findings[2].severity, Severity::warning);
  EXPECT_EQ(checked.report.findings[0].evidence.at(1).line, 7U);
  EXPECT_NE(checked.fixed().find("--kvstore x --batch_size=2 --metrics"), std::string::npos);
}

TEST(UnknownFlag, IsToldOnceForAProgramAndMendedEverywhere) {
  MemoryFacts facts = one_program();
  const Checked checked("unknown-flag",
                        in_fence("python train.py --kv-store a\npython train.py --kv-store b"),
                        facts);
  ASSERT_EQ(checked.texts().size(), 1U);
  EXPECT_NE(checked.report.findings[0].message.find("1 more command"), std::string::npos);
  EXPECT_EQ(checked.fixed(), in_fence("python train.py --kvstore a\npython train.py --kvstore b"));
}

TEST(UnknownFlag, AShellScriptMayHandOnAllItIsGiven) {
  MemoryFacts facts;
  facts.head.files["run.sh"] = "python train.py $@";
  facts.scripts["run.sh"].interface.flags = {flag_of({"--gpus"})};
  EXPECT_EQ(flags("unknown-flag", "bash run.sh --lr 1", facts), Texts{});
  facts.head.files["run.sh"] = "python train.py";
  EXPECT_EQ(flags("unknown-flag", "bash run.sh --lr 1", facts), Texts{"--lr"});
}

TEST(UnknownFlag, TwoThatAreGluedAreTakenApart) {
  MemoryFacts facts = one_program();
  const Checked checked("unknown-flag", in_fence("python train.py --repeated-aug--bce-loss"),
                        facts);
  EXPECT_EQ(checked.fixed(), in_fence("python train.py --repeated-aug --bce-loss"));
}

TEST(UnknownFlag, WhatIsAcceptedOrNotKnownIsSilent) {
  EXPECT_EQ(flags("unknown-flag",
                  "python train.py --batch 2 --kv x --gpus 1 2 $ARGS [--foo] --<bar> "
                  "--wrapped 1 | cut --d 1"),
            Texts{});
  MemoryFacts open = one_program();
  open.scripts["train.py"].interface.open = {{"parse_known_args", {"train.py", 9}}};
  EXPECT_EQ(flags("unknown-flag", "python train.py --kv-store x", open), Texts{});
  open.scripts["train.py"].interface.drops = code::Place{"train.py", 9};
  EXPECT_EQ(flags("unknown-flag", "python train.py --kv-store x --other 1", open),
            Texts{"--kv-store"});
  MemoryFacts unread = one_program();
  unread.scripts["train.py"].understood = false;
  EXPECT_EQ(flags("unknown-flag", "python train.py --kv-store x", unread), Texts{});
}

TEST(FlagValue, MustBeAChoice) {
  MemoryFacts facts = one_program();
  const Checked checked("flag-value-not-a-choice",
                        in_fence("python train.py --precision fp-16 --prec fp32 --precision=$P"),
                        facts);
  EXPECT_EQ(checked.texts(), Texts{"fp-16"});
  EXPECT_EQ(checked.fixed(),
            in_fence("python train.py --precision fp16 --prec fp32 --precision=$P"));
}

TEST(FlagTakesNoValue, JoinedOrBehindABlank) {
  EXPECT_EQ(
      flags("flag-takes-no-value", "python train.py --amp=yes --bce-loss True --batch_size 1"),
      (Texts{"--amp=yes", "--bce-loss True"}));
  EXPECT_EQ(flags("flag-takes-no-value", "python train.py --amp --bce-loss data"), Texts{});
  MemoryFacts facts = one_program();
  facts.scripts["train.py"].interface.flags.push_back(flag_of({"data"}));
  EXPECT_EQ(flags("flag-takes-no-value", "python train.py --amp True", facts), Texts{});
}

TEST(RequiredFlag, IsMissingOnlyInACompleteCommand) {
  MemoryFacts facts = one_program();
  code::Flag required = flag_of({"--output", "-o"});
  required.defaults.kind = code::DefaultKind::required;
  facts.scripts["train.py"].interface.flags.push_back(required);
  EXPECT_EQ(flags("required-flag-missing", "python train.py --amp", facts), Texts{"train.py"});
  EXPECT_EQ(flags("required-flag-missing",
                  "python train.py\npython train.py --amp $ARGS\npython train.py --amp -o x\n"
                  "python train.py --help\npython train.py --amp ...",
                  facts),
            Texts{});
  // A variable that is the value of an option leaves nothing to the reader.
  EXPECT_EQ(flags("required-flag-missing", "python train.py --batch_size $size", facts),
            Texts{"train.py"});
}

TEST(DuplicateFlag, IsToldWhereTheFirstStands) {
  EXPECT_EQ(flags("duplicate-flag",
                  "python train.py --batch_size 1 --gpus 1 --gpus 2 --batch_size 2\n"
                  "docker run -v a:b -v c:d --env A --env B image"),
            Texts{"--batch_size"});
}

TEST(UnknownOverride, OnlyOutermostKeysOfTheYaml) {
  MemoryFacts facts = one_program();
  facts.scripts["train.py"].interface.spelling.yaml_overrides = true;
  facts.head.files["hp/a.yaml"] = "";
  code::Settings& settings = facts.files_of_settings["hp/a.yaml"];
  settings.path = "hp/a.yaml";
  settings.top_level = {"data_folder", "search"};
  settings.settings.push_back({"search.topk", {}, "5", {"hp/a.yaml", 3}});
  const Checked checked(
      "unknown-override",
      in_fence("python train.py hp/a.yaml --data_folder x --data_foldr=y --topk=5 "
               "--amp --new 1"),
      facts);
  ASSERT_EQ(checked.texts(), (Texts{"--data_foldr", "--topk", "--new"}));
  EXPECT_NE(checked.report.findings[1].message.find("search.topk"), std::string::npos);
  EXPECT_EQ(checked.report.findings[2].severity, Severity::warning);
  EXPECT_EQ(flags("unknown-override", "python train.py $HP --topk=5", facts), Texts{});
}

class Hydra : public testing::Test {
 protected:
  Hydra() {
    facts.head.files["train.py"] =
        "import hydra\n@hydra.main(config_path='conf', config_name='config')\n"
        "def main(cfg):\n    pass\nmain()\n";
    facts.head.files["conf/config.yaml"] =
        "defaults:\n  - _self_\n  - model: small\n  - optional data@set: ???\n"
        "  - override hydra/launcher: joblib\nlr: 0.1\ntrainer:\n  epochs: 3\nextra:\n";
    facts.head.files["conf/model/small.yaml"] = "defaults:\n  - head: linear\nwidth: 8\n";
    facts.head.files["conf/model/large.yaml"] = "# @package _global_\nmodel:\n  depth: 8\n";
    facts.head.files["conf/model/head/linear.yaml"] = "bias: true\n";
  }
  Texts overrides(std::string_view command) { return flags("unknown-override", command, facts); }
  MemoryFacts facts;
};

TEST_F(Hydra, KeysAreThoseOfAllFilesOfTheDefaultsList) {
  EXPECT_EQ(overrides("python train.py lr=1 trainer.epochs=2 model.width=9 model.head.bias=false "
                      "+new=1 hydra.run.dir=x set.path=y extra.deep=1 --multirun"),
            Texts{});
  EXPECT_EQ(overrides("python train.py learning=1 trainer.epoch=2 model.depth=1"),
            (Texts{"learning", "trainer.epoch", "model.depth"}));
}

TEST_F(Hydra, AChoiceBringsOtherKeys) {
  EXPECT_EQ(overrides("python train.py model=large model.depth=1 model.width=2"),
            Texts{"model.width"});
  EXPECT_EQ(overrides("python train.py model=lage"), Texts{"model=lage"});
  EXPECT_EQ(overrides("python train.py model=mine\n# write conf/model/mine.yaml first"), Texts{});
  EXPECT_EQ(overrides("python train.py model=small,large model.depth=1"), Texts{});
}

TEST_F(Hydra, OptionsOfOtherParsersAreRefused) {
  EXPECT_EQ(overrides("python train.py --lr 0.1 -m --config-name config"), Texts{"--lr"});
  EXPECT_EQ(flags("unknown-flag", "python train.py --lr 0.1", facts), Texts{});
}

TEST_F(Hydra, WhatCannotBeComposedIsUndecided) {
  EXPECT_EQ(overrides("python train.py --config-name other nothing=1"), Texts{});
  facts.head.files["conf/config.yaml"] = "defaults:\n  - model: ${size}\nlr: 0.1\n";
  EXPECT_EQ(overrides("python train.py nothing=1"), Texts{});
  facts.files_of_settings.clear();
  facts.head.files["conf/config.yaml"] = "lr: 0.1\n";
  facts.mentioned = {"ConfigStore"};
  EXPECT_EQ(overrides("python train.py nothing=1"), Texts{});
}

}  // namespace
}  // namespace recipe::check
