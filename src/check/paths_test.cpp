#include <gtest/gtest.h>

#include "check/checked_test.h"

namespace recipe::check {
namespace {

/// A repository with a recipe in "x/asr", and others.
MemoryFacts some_recipes() {
  MemoryFacts facts;
  for (const std::string_view path :
       {"x/asr/README.md", "x/asr/train.py", "x/asr/hparams/train_gru.yaml", "x/prepare.sh",
        "x/asr/scripts/download_models.sh", "x/asr/sub/extra.txt", "x/asr/tools/convert.py",
        "y/asr/hparams/other.yaml", "y/asr/run.sh", "tools/export.py", "x/asr/lib/moved.py"}) {
    facts.head.files[std::string(path)] = "";
  }
  return facts;
}

Texts missing(std::string_view rule, const std::string& text) {
  MemoryFacts facts = some_recipes();
  return Checked(rule, text, facts, "x/asr/README.md").texts();
}

TEST(ScriptMissing, IsLookedForHereAboveAndBelow) {
  EXPECT_EQ(
      missing("script-missing",
              in_fence("python train.py a\nbash ../prepare.sh\nbash prepare.sh\n"
                       "python tools/export.py\npython convert.py --x 1\npython asr/train.py")),
      Texts{});
  EXPECT_EQ(missing("script-missing", in_fence("python evaluate.py\n./scripts/run.sh 1")),
            (Texts{"evaluate.py", "./scripts/run.sh"}));
}

TEST(ScriptMissing, ANearSpellingIsOffered) {
  MemoryFacts facts = some_recipes();
  const Checked checked("script-missing", "Run `bash scripts/download_model.sh all`.\n", facts,
                        "x/asr/README.md");
  ASSERT_EQ(checked.texts(), Texts{"scripts/download_model.sh"});
  EXPECT_EQ(checked.report.findings[0].severity, Severity::error);
  EXPECT_EQ(checked.fixed(), "Run `bash scripts/download_models.sh all`.\n");
}

TEST(ScriptMissing, WhatCannotBeKnownIsUndecided) {
  for (const std::string_view lines :
       {"cd /workspace\npython evaluate.py", "git clone https://github.com/a/b\ncd b\nbash run.sh",
        "wget https://x.org/evaluate.py\npython evaluate.py", "python $DIR/evaluate.py",
        "python path/to/evaluate.py", "tar xf a.tar\nbash evaluate.sh", "python your_script.py"}) {
    MemoryFacts facts = some_recipes();
    const Checked checked("script-missing", in_fence(lines), facts, "x/asr/README.md");
    EXPECT_EQ(checked.texts(), Texts{}) << lines;
    EXPECT_EQ(checked.report.counts.undecided, 1U) << lines;
  }
}

TEST(ScriptMissing, ACommitThatTheSectionNamesCounts) {
  MemoryFacts facts = some_recipes();
  MemoryTree old;
  old.id = "1234567890abcdef1234567890abcdef12345678";
  old.files["x/asr/old.py"] = "";
  facts.at[old.id] = old;
  const std::string text = "# A\n\nUsing commit `1234567890ab`.\n\n" + in_fence("python old.py a") +
                           "# B\n\n" + in_fence("python old.py b");
  EXPECT_EQ(Checked("script-missing", text, facts, "x/asr/README.md").texts(), Texts{"old.py"});
}

TEST(FileMissing, ArgumentsAndCodeSpans) {
  EXPECT_EQ(missing("file-missing",
                    in_fence("python train.py hparams/train_lstm.yaml --c=hparams/train_gru.yaml "
                             "--output_dir out.yaml --data d.json")),
            Texts{"hparams/train_lstm.yaml"});
  EXPECT_EQ(
      missing("file-missing", "`train.py` reads `hparams/x.yaml`, and `scripts/moved.py` too.\n"),
      (Texts{"hparams/x.yaml", "scripts/moved.py"}));
  EXPECT_EQ(missing("file-missing", "It will be saved as `config.yaml`, such as `a/b.yaml`.\n"),
            Texts{});
  EXPECT_EQ(
      missing("file-missing", "See the `model.py` of [that](https://github.com/a/b) project.\n"),
      Texts{});
}

TEST(ConfigNameMissing, CellsNameConfigurationsOfTheRecipe) {
  EXPECT_EQ(missing("config-name-missing",
                    "| Config | WER |\n|---|---|\n| train_gru.yaml | 1 |\n| train_rnn.yaml | 2 |\n"
                    "| other.yaml (small) | 3 |\n| [none.yaml](x) | 4 |\n"),
            (Texts{"train_rnn.yaml", "other.yaml"}));
  EXPECT_EQ(
      missing("config-name-missing", "| Option | Default |\n|---|---|\n| --spec | other.yaml |\n"),
      Texts{});
}

TEST(RequirementsMissing, AFolderBelowMustBeNamed) {
  const std::string install = in_fence("pip install -r extra.txt");
  EXPECT_EQ(missing("requirements-missing", install), Texts{"extra.txt"});
  EXPECT_EQ(missing("requirements-missing", "# A\n\nThe folder `sub/` has all.\n\n" + install),
            Texts{});
  EXPECT_EQ(missing("requirements-missing", in_fence("cd sub\npip install -r extra.txt")), Texts{});
}

TEST(CdMissing, OnlyWhatIsNearOrKnownInPart) {
  EXPECT_EQ(missing("cd-missing", in_fence("cd toolz")), Texts{"toolz"});
  EXPECT_EQ(missing("cd-missing", in_fence("cd somewhere\ncd /data\nmkdir w && cd w")), Texts{});
  const std::string clone = "git clone https://github.com/owner/name\n";
  EXPECT_EQ(missing("cd-missing", in_fence(clone + "cd name/x/tts")), Texts{"name/x/tts"});
  EXPECT_EQ(missing("cd-missing", in_fence(clone + "cd Name/x/asr")), Texts{"Name/x/asr"});
}

TEST(FileMissing, OfAnotherProjectIsNotLookedFor) {
  const std::string link = "We compare with [them](https://github.com/other/fastdet).\n\n";
  EXPECT_EQ(missing("script-missing", link + "* **fastdet**: at commit `b0d845f`, run\n  ```sh\n"
                                             "  ./tools/train.sh configs/a.yaml 8\n  ```\n"),
            Texts{});
  EXPECT_EQ(missing("file-missing", link + "fastdet: use `lib/none.py` of it.\n"), Texts{});
  EXPECT_EQ(missing("file-missing", "use `lib/none.py` of it.\n"), Texts{"lib/none.py"});
}

TEST(FileMissing, MayLieInASubmoduleOrInTheReadersHome) {
  MemoryFacts facts = some_recipes();
  const std::string text = "Set `lib/none.py` up.\n";
  EXPECT_EQ(Checked("file-missing", text, facts, "x/asr/README.md").texts(), Texts{"lib/none.py"});
  facts.head.submodules = {"x/asr/RL"};
  facts.head.files[".gitmodules"] = "";
  EXPECT_EQ(Checked("file-missing", text, facts, "x/asr/README.md").texts(), Texts{});
  EXPECT_EQ(missing("file-missing", text + "It is copied to `~/lib/none.py`.\n"), Texts{});
  EXPECT_EQ(missing("file-missing", "Start from `lib/X.py`.\n"), Texts{});
}

TEST(ScriptMissing, WhatAGitignoreNamesIsMade) {
  MemoryFacts facts = some_recipes();
  facts.head.files[".gitignore"] = "# made\n*.py\nresults/\n/x/asr/made_[ab].yaml\n!made_b.yaml\n";
  facts.head.files["x/asr/.gitignore"] = "local_*.*\n";
  const Checked scripts("script-missing",
                        in_fence("bash results/train.sh\nbash local_1.sh\npython evaluate.py"),
                        facts, "x/asr/README.md");
  // A script that is left out is its author's own.
  EXPECT_EQ(scripts.texts(), (Texts{"local_1.sh", "evaluate.py"}));
  EXPECT_EQ(scripts.report.counts.undecided, 1U);
  EXPECT_EQ(Checked("file-missing",
                    in_fence("python train.py ./made_a.yaml --c ./made_b.yaml --d local_1.yaml"),
                    facts, "x/asr/README.md")
                .texts(),
            Texts{"./made_b.yaml"});
  EXPECT_EQ(Checked("cd-missing", in_fence("cd x/results\ncd ../toolz"), facts).texts(), Texts{});
}

TEST(ScriptMissing, WhatIsLinkedToElsewhereIsThere) {
  const std::string command = in_fence("python convert_tf2.py --a 1\n");
  const std::string of_others =
      "With [it](https://github.com/other/models/blob/master/nlp/convert_tf2.py):\n\n";
  const std::string own = "With [it](https://github.com/owner/name/blob/main/convert_tf2.py):\n\n";
  EXPECT_EQ(missing("script-missing", of_others + command), Texts{});
  EXPECT_EQ(missing("script-missing", own + command), Texts{"convert_tf2.py"});
  EXPECT_EQ(missing("script-missing", command), Texts{"convert_tf2.py"});
  // What is somewhere in the tree is no other's.
  EXPECT_EQ(missing("script-missing",
                    "[x](https://x.org/moved.py)\n\n" + in_fence("python scripts/moved.py 1")),
            Texts{"scripts/moved.py"});
}

TEST(FileMissing, ASuggestionHasTheSameEnding) {
  MemoryFacts facts = some_recipes();
  facts.head.files["x/asr/download_data.sh"] = "";
  facts.head.files["x/asr/download.py"] = "";
  EXPECT_EQ(Checked("file-missing", "Run `download_data.py`.\n", facts, "x/asr/README.md").fixed(),
            "Run `download.py`.\n");
  facts.head.files["x/asr/download_dat.py"] = "";
  EXPECT_EQ(Checked("file-missing", "Run `download_data.py`.\n", facts, "x/asr/README.md").fixed(),
            "Run `download_dat.py`.\n");
}

TEST(FileMissing, TheTextOfABrokenLinkIsLeftToTheLink) {
  EXPECT_EQ(missing("file-missing", "See [`lib/none.py`](lib/none.py).\n"), Texts{});
  EXPECT_EQ(missing("file-missing", "See [`lib/none.py`](train.py).\n"), Texts{"lib/none.py"});
}

TEST(FileMissing, TheOthersOfAListSayWhereItShouldBe) {
  const std::string others = "* `train.py`: trains\n* `hparams`: settings\n";
  EXPECT_EQ(missing("file-missing", others + "* `run.sh`: runs\n"), Texts{"run.sh"});
  EXPECT_EQ(missing("file-missing", "* `run.sh`: runs\n" + others), Texts{"run.sh"});
  EXPECT_EQ(missing("file-missing", others + "* `run.sh`: runs\n* `gone.txt`: data\n"), Texts{});
  EXPECT_EQ(missing("file-missing", "* `train.py`: trains\n* `run.sh`: runs\n"), Texts{});
}

TEST(FileMissing, DocumentsAreLookedForBesideTheFolder) {
  MemoryFacts facts = some_recipes();
  facts.head.files["x/tts/small/README.md"] = "";
  const auto found = [&](const std::string& text) {
    return Checked("file-missing", text, facts, "x/asr/README.md").texts();
  };
  EXPECT_EQ(found("As in the `../tts/README.md` file.\n"), Texts{"../tts/README.md"});
  EXPECT_EQ(found("As in the `../tts/small/README.md` file, or `NOTES.md`.\n"), Texts{});
}

TEST(CdMissing, AnSshAddressIsTheRepositorys) {
  for (const std::string_view address :
       {"https://github.com/owner/name", "git@github.com:owner/name.git",
        "ssh://git@github.com/owner/name.git", "ssh://git@github.com:22/owner/name.git"}) {
    const std::string clone = "git clone " + std::string(address) + "\ncd name\n";
    EXPECT_EQ(missing("cd-missing", in_fence(clone + "cd x/tts")), Texts{"x/tts"}) << address;
    EXPECT_EQ(missing("script-missing", in_fence(clone + "cd x/asr\nbash none.sh 1")),
              Texts{"none.sh"})
        << address;
  }
  EXPECT_EQ(missing("cd-missing", in_fence("git clone git@github.com:other/name.git\ncd name\n"
                                           "cd x/tts")),
            Texts{});
}

}  // namespace
}  // namespace recipe::check
