#include <gtest/gtest.h>

#include "check/claimed_value.h"
#include "check/default_claims.h"
#include "check/hyperparameter_claims.h"
#include "fakes/judged.h"
#include "fakes/memory_facts.h"

namespace recipe::check {
namespace {

using code::DefaultKind;

code::Flag flag_with(std::vector<std::string> names, const std::string& text,
                     DefaultKind kind = DefaultKind::known) {
  code::Flag flag;
  flag.key = names.back().substr(names.back().find_first_not_of('-'));
  flag.names = std::move(names);
  flag.defaults.kind = kind;
  flag.defaults.text = text;
  flag.defaults.value = parse_value(text);
  flag.place = {"train.py", 7};
  flag.defaults.place = flag.place;
  return flag;
}

code::Constant constant(std::string name, const std::string& text, std::string context = "") {
  return {std::move(name), std::move(context), parse_value(text), text, {"train.py", 3}};
}

TEST(Defaults, OfASentinelOrWhatIsTakenForIt) {
  code::Flag flag = flag_with({"--every"}, "None", DefaultKind::none);
  EXPECT_EQ(compare_default("20", true, flag), Agreement::differs);
  flag.fallback = flag_with({"--every"}, "20").defaults;
  EXPECT_EQ(compare_default("20", true, flag), Agreement::agrees);
  EXPECT_EQ(compare_default("None", true, flag), Agreement::agrees);
  EXPECT_EQ(compare_default("30", true, flag), Agreement::differs);
  EXPECT_EQ(shown_default(flag), "nothing, for which it takes `20`,");
  flag.fallback->kind = DefaultKind::computed;
  EXPECT_EQ(compare_default("30", true, flag), Agreement::cannot_tell);
}

struct Values : testing::Test {
  MemoryFacts facts;
  Values() { add("train.py"); }

  code::Script& add(const std::string& path) {
    facts.head.files[path] = "";
    code::Script& script = facts.scripts[path];
    script.path = path;
    return script;
  }
  code::Script& train() { return facts.scripts["train.py"]; }
  std::vector<std::string> found(std::string_view rule, const std::string& text) {
    return places(judged(rule, text, facts), text);
  }
  Counts counted(std::string_view rule, const std::string& text) {
    return judged(rule, text, facts).counts;
  }
};

using Found = std::vector<std::string>;

std::vector<std::string> values_claimed(const std::string& text) {
  const document::Page page(SourceText("README.md", text));
  std::vector<std::string> all;
  for (const DefaultClaim& claim : default_claims(page)) {
    std::string one = claim.names.back() + "=" + claim.value;
    if (claim.cut) one += " cut";
    if (!claim.plain) one += " prose";
    if (!claim.remark.empty()) one += " (" + claim.remark + ")";
    all.push_back(std::move(one));
  }
  return all;
}

TEST(DefaultClaims, OfHelpOutputAreJoinedOverItsLines) {
  EXPECT_EQ(
      values_claimed("```\n"
                     "usage: main.py [-h] [--backend B]\n\n"
                     "optional arguments:\n"
                     "  -b N, --batch-size N  mini-batch size (default: 256)\n"
                     "  --backend {a,b}\n"
                     "                        set the backend (default:\n"
                     "                        dali-gpu)\n"
                     "  --shape SHAPE         the shape (default: [3,\n"
                     "                        224, 224])\n"
                     "  --sort                sorts (use '--no-sort' to\n"
                     "                        disable) (default: False)\n"
                     "  --idx IDX             the index (default: )\n"
                     "  --opt OPTIMIZER       Optimizer (default: \"momentum\"\n"
                     "  --patience N          patience (default: 10\n"
                     "EPOCHS:   how often (default: 64)\n"
                     "  --log LOG             where to (default: log.json, current dir)\n"
                     "```\n"),
      (std::vector<std::string>{"--batch-size=256", "--backend=dali-gpu", "--shape=[3, 224, 224]",
                                "--sort=False", "--idx=", "--opt=momentum", "--patience=10 cut",
                                "EPOCHS=64", "--log=log.json (current dir)"}));
}

TEST(DefaultClaims, OfListsAndTablesAreRead) {
  EXPECT_EQ(
      values_claimed(
          "- `--lr`: learning rate (default: `0.002` for single-GPU)\n"
          "- `--model_dir [path]` - Output. Defaults to `/tmp/model`.\n"
          "- `--beam_size` - The beam size. The default value is 5.\n"
          "- `model` - Name of the model (default: \"efficientdet_d0\")\n"
          "- `--amp`: mixed precision (disabled by default).\n"
          "- `--seed`: by default a random one\n"
          "- `--out`: the default is the current folder\n"
          "- `--a` is one; `--b` is another (default: 1)\n"
          "- `--lr_policy` uses the default schedule\n"
          "- `--pipeline`: in `Grouped` mode (default), passes are grouped\n\n"
          "| Flag | Description |\n| - | - |\n| `--epochs` | number of epochs (default: 1000) |\n\n"
          "| Argument | Default | What |\n| - | - | - |\n| `--wd` | 1e-4 | decay |\n"),
      (std::vector<std::string>{"--lr=0.002 (for single-GPU)", "--model_dir=/tmp/model",
                                "--beam_size=5", "model=efficientdet_d0", "--amp=disabled",
                                "--out=the prose (current folder)", "--epochs=1000", "--wd=1e-4"}));
}

TEST(ClaimedValue, IsTheSameInAnyNotation) {
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"1e-4", "0.0001"},
                                                        {"0.", "0.0"},
                                                        {".5", "0.5"},
                                                        {"[3 3 3]", "[3, 3, 3]"},
                                                        {"30,60", "[30, 60]"},
                                                        {"['fp16']", "fp16"},
                                                        {"128", "[128]"},
                                                        {"enabled", "True"},
                                                        {"./data/", "data"},
                                                        {"1,200,000", "1200000"},
                                                        {"SGD", "sgd"},
                                                        {"train", "Mode.TRAIN"},
                                                        {"1", "True"},
                                                        {"1_000", "1000"}}) {
    EXPECT_TRUE(same_value(a, b)) << a << " " << b;
  }
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"0.01", "0.0001"},
                                                        {"[3, 3]", "[3, 3, 3]"},
                                                        {"max", "mean"},
                                                        {"True", "False"},
                                                        {"/tmp/model", "/results"},
                                                        {"a.py", "b.py"},
                                                        {"0.9", "1.0"},
                                                        {"v1.2", "v2.2"}}) {
    EXPECT_FALSE(same_value(a, b)) << a << " " << b;
  }
}

TEST(ClaimedValue, OfNothingAndRequired) {
  EXPECT_EQ(compare_default("None", true, flag_with({"--x"}, "", DefaultKind::none)),
            Agreement::agrees);
  EXPECT_EQ(compare_default("None", true, flag_with({"--x"}, "", DefaultKind::required)),
            Agreement::agrees);
  EXPECT_EQ(compare_default("max", true, flag_with({"--x"}, "", DefaultKind::none)),
            Agreement::differs);
  EXPECT_EQ(compare_default("max", true, flag_with({"--x"}, "", DefaultKind::required)),
            Agreement::differs);
  EXPECT_EQ(compare_default("None", true, flag_with({"--x"}, "logs.json")), Agreement::differs);
  EXPECT_EQ(compare_default("False", true, flag_with({"--x"}, "", DefaultKind::none)),
            Agreement::agrees);
  EXPECT_EQ(compare_default("5", true, flag_with({"--x"}, "", DefaultKind::computed)),
            Agreement::cannot_tell);
  EXPECT_EQ(compare_default("the current folder", false, flag_with({"--x"}, ".")),
            Agreement::cannot_tell);
  EXPECT_EQ(compare_default("x", true, flag_with({"--x"}, "${HOME}/x")), Agreement::cannot_tell);
  EXPECT_EQ(compare_default("5min", true, flag_with({"--x"}, "300")), Agreement::cannot_tell);
}

TEST_F(Values, DefaultsAreComparedWithTheNamedProgram) {
  train().interface.flags = {flag_with({"--base_lr"}, "0.0001"),
                             flag_with({"-b", "--batch"}, "32")};
  add("other.py").interface.flags = {flag_with({"--base_lr"}, "0.01")};
  EXPECT_EQ(found("default-vs-code",
                  "The parameters of train.py are\n\n"
                  "* `--base_lr`: rate (default: `0.01`)\n* `-b`, `--batch`: size (default: 32)\n"),
            Found{"3:0.01"});
  // Where both may be meant, one that agrees is enough.
  EXPECT_EQ(counted("default-vs-code",
                    "See train.py and other.py.\n\n# Flags\n\n* `--base_lr`: (default: `0.01`)\n")
                .held,
            1U);
  EXPECT_EQ(found("default-vs-code",
                  "```\nusage: train.py [-h]\n\n  --base_lr LR  rate (default: 0.01)\n```\n"),
            Found{"4:0.01"});
}

TEST_F(Values, DefaultsThatCannotBeJudgedAreNoFindings) {
  train().interface.flags = {flag_with({"--lr"}, "0.1"),
                             flag_with({"--out"}, "", DefaultKind::computed)};
  const Counts counts = counted("default-vs-code",
                                "Flags of train.py:\n\n* `--lr`: (default: `0.2` for one GPU)\n"
                                "* `--out`: (default: `x`)\n* `--gone`: (default: `x`)\n"
                                "* `word`: (default: `x`)\n");
  EXPECT_EQ(counts.untrue, 0U);
  EXPECT_EQ(counts.undecided, 3U);
  EXPECT_EQ(counts.all(), 3U);
}

TEST_F(Values, AShellScriptGivesARequiredFlagItsDefault) {
  train().interface.flags = {flag_with({"--epochs"}, "", DefaultKind::required)};
  code::Run run;
  run.path = "train.py";
  run.arguments.push_back({"--epochs", "1000", true, true, {"run.sh", 5}, {"run.sh", 2}});
  add("run.sh").runs.push_back(run);
  const std::string text = "Run `bash run.sh`, which runs `train.py`.\n\n";
  EXPECT_EQ(counted("default-vs-code", text + "* `--epochs`: (default: 1000)\n").held, 1U);
  const std::string wrong = text + "* `--epochs`: (default: 100)\n";
  const Report report = judged("default-vs-code", wrong, facts);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_NE(report.findings.front().message.find("run.sh gives it `1000`"), std::string::npos)
      << report.findings.front().message;
  facts.scripts["run.sh"].runs.clear();
  EXPECT_EQ(found("default-vs-code", wrong), Found{"3:100"});
  // What a script spells out is a choice, not a default, unless a condition decides.
  run.arguments = {{"--epochs", "100", true, true, {"run.sh", 5}, {"run.sh", 5}}};
  facts.scripts["run.sh"].runs = {run};
  EXPECT_EQ(found("default-vs-code", wrong), Found{"3:100"});
  facts.scripts["run.sh"].runs.front().arguments.front().certain = false;
  EXPECT_EQ(counted("default-vs-code", wrong).held, 1U);
}

const std::string runs_training = "Run\n\n```\npython train.py --data /path/to/data\n```\n\n";

TEST_F(Values, SchedulesAreComparedWithConstants) {
  train().constants = {
      constant("lr_boundaries", "[500000, 1000000]"), constant("lr_values", "[0.01, 0.001]"),
      constant("max_steps", "2000000", "tf.estimator.TrainSpec"), constant("weight_decay", "1e-4")};
  EXPECT_EQ(
      found("hparam-vs-code",
            runs_training +
                "* Learning rate starts at 0.1, decayed by a factor of 10 after 150000, 300000, "
                "and 450000 iterations\n* Weight decay: 0.0001\n\n"
                "The accuracy is 74.0% after 500K iterations.\n"),
      (Found{"7:0.1", "7:150000, 300000, and 450000", "10:500K"}));
  EXPECT_EQ(counted("hparam-vs-code", runs_training +
                                          "* Learning rate starts at 0.01, decayed by a factor of "
                                          "10 after 500000 and 1000000 iterations\n")
                .held,
            2U);
}

TEST_F(Values, NesterovMustBeAskedFor) {
  train().constants = {constant("lr", "0.1", "optim.SGD"),
                       constant("momentum", "0.9", "optim.SGD")};
  const std::string text = runs_training + "We train with Nesterov momentum of 0.9.\n";
  EXPECT_EQ(found("hparam-vs-code", text), Found{"7:Nesterov"});
  train().constants.push_back(constant("nesterov", "True", "optim.SGD"));
  EXPECT_EQ(counted("hparam-vs-code", text).held, 2U);
  train().constants.clear();
  EXPECT_EQ(counted("hparam-vs-code", text).untrue, 0U);
}

TEST_F(Values, HyperparametersThatMayComeFromElsewhereAreUndecided) {
  train().constants = {constant("momentum", "0.8")};
  const std::string claim = "We use momentum 0.9.\n";
  EXPECT_EQ(found("hparam-vs-code", runs_training + claim), Found{"7:0.9"});
  EXPECT_EQ(counted("hparam-vs-code", "Run `python train.py --config a.yaml`.\n\n" + claim).untrue,
            0U);
  EXPECT_EQ(found("hparam-vs-code", runs_training + "You could use momentum 0.9 instead.\n"),
            Found{});
  add("pretrain.py");
  EXPECT_EQ(
      counted("hparam-vs-code", runs_training + "Or `python pretrain.py`.\n\n" + claim).untrue, 0U);
}

TEST_F(Values, AProgramThatDropsUnknownFlagsIsNotOverridden) {
  train().constants = {constant("momentum", "0.8")};
  const std::string claim = runs_training + "I follow the paper, with momentum 0.9.\n";
  train().interface.open = {{"passes over what it does not know", {"train.py", 9}}};
  EXPECT_EQ(counted("hparam-vs-code", claim).undecided, 1U);
  train().interface.drops = code::Place{"train.py", 9};
  EXPECT_EQ(found("hparam-vs-code", claim), Found{"7:0.9"});
  EXPECT_EQ(counted("hparam-vs-code", runs_training + "The paper uses momentum 0.9.\n").all(), 0U);
  EXPECT_EQ(counted("hparam-vs-code", runs_training + "We stop at the 20th epoch.\n").all(), 0U);
  EXPECT_EQ(counted("hparam-vs-code", runs_training + "# Inference\n\nUse momentum 0.9.\n").all(),
            0U);
}

TEST_F(Values, AFlagThatACommandGivesCounts) {
  train().interface.flags = {flag_with({"--lr"}, "0.1")};
  const std::string claim = "We use a learning rate of 0.4.\n";
  EXPECT_EQ(found("hparam-vs-code", runs_training + claim), Found{"7:0.4"});
  EXPECT_EQ(counted("hparam-vs-code", "```\npython train.py --lr 0.4\n```\n\n" + claim).held, 1U);
  EXPECT_EQ(counted("hparam-vs-code", "```\npython train.py --lr $LR\n```\n\n" + claim).untrue, 0U);
}

constexpr std::string_view table_of_rates =
    "| Hyperparameter | Value |\n| --- | --- |\n| Learning rate | 0.1 |\n| Momentum | 0.9 |\n";

TEST_F(Values, TablesOfHyperparametersAreClaims) {
  train().constants = {constant("lr", "0.01"), constant("momentum", "0.9")};
  const std::string text = "`python train.py`\n\n" + std::string(table_of_rates);
  EXPECT_EQ(found("hparam-vs-code", text), Found{"5:0.1"});
  EXPECT_EQ(counted("hparam-vs-code", text).held, 1U);
}

TEST_F(Values, FilesOfSettingsThatACommandNamesAreRead) {
  facts.head.files["c.yaml"] = "optimizer:\n  lr: 0.01\n  momentum: 0.9\n";
  const std::string text =
      "```sh\npython train.py --config c.yaml\n```\n\n" + std::string(table_of_rates);
  EXPECT_EQ(found("hparam-vs-code", text), Found{"7:0.1"});
  facts.files_of_settings.clear();
  facts.head.files["c.yaml"] = "_base_: d.yaml\noptimizer:\n  lr: 0.01\n  momentum: 0.9\n";
  EXPECT_EQ(found("hparam-vs-code", text), Found{});
  const Counts counts = counted("hparam-vs-code", text);
  EXPECT_EQ(counts.held, 1U);
  EXPECT_EQ(counts.undecided, 1U);
}

}  // namespace
}  // namespace recipe::check
