#include <random>

#include "author/markdown_text.h"
#include "author/template.h"
#include "author/written_test.h"
#include "base/text.h"

namespace recipe::author {
namespace {

using document::Stage;

/// Texts that mean something else in Markdown, HTML, tables or YAML if they are not escaped.
const std::vector<std::string> hostile = {"a|b",
                                          "`",
                                          "``a`b``",
                                          "a\\|b",
                                          "\\",
                                          "<b>x</b>",
                                          "<!-- x",
                                          "--> x",
                                          "# heading",
                                          "- item",
                                          "1. item",
                                          "**bold**",
                                          "_a_ b*c*",
                                          "[x](http://y/z)",
                                          "![x](y)",
                                          "http://a/b?",
                                          "a: b",
                                          "a:",
                                          "x (y)",
                                          "&lt;&amp;",
                                          "```",
                                          "~~~",
                                          "| --- |",
                                          "a\nb",
                                          "\r\n# x",
                                          "a  b",
                                          " a ",
                                          "\t",
                                          "-",
                                          "--",
                                          "\u2014",
                                          "a\u00a0b",
                                          "\xff\xfe",
                                          "\xEF\xBB\xBF"
                                          "a",
                                          "Commit: x",
                                          "Source: x",
                                          "Not applicable. x",
                                          "Profiles: a",
                                          "$(rm -rf ~)",
                                          "'\"",
                                          "a\x01"
                                          "b",
                                          "<your-token>",
                                          "www.a.b",
                                          "a@b.c",
                                          "~~x~~",
                                          "\\`a\\`",
                                          "a`|b",
                                          "$x$",
                                          "https://a.b/c_d_e*f*",
                                          "0x10",
                                          "1,000",
                                          "5 %",
                                          "true",
                                          "1e-4",
                                          ".",
                                          "\u202e"
                                          "abc",
                                          "=====",
                                          "-----",
                                          "    code",
                                          "[label]: x",
                                          "\\\\|",
                                          "`\\",
                                          "|",
                                          "||",
                                          "none"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& any() { return hostile[below(hostile.size())]; }
  std::string text() { return below(3) == 0 ? any() + any() : any(); }

 private:
  std::minstd_rand engine_;
};

std::string document_of(Random& random) {
  static const std::vector<std::string> kinds = {
      recipe_template("T"),
      "",
      "Text without a heading.",
      "# T\n\n## Hyperparameters\n\n- Momentum: 0.9\n\n## Dynamics\n\n- Training time: 3 h\n",
      "**Raw data**\n\ntext\n\n**Optimization methods**\n\n**Code**\n\n- [x](y)\n\n**Target "
      "metrics**\n\nTop-1 accuracy of 74.0 %.\n",
      "# T\n\n## Training\n\nOptimization methods\n---\n\n### Hyperparameters\n\nSGD with momentum "
      "0.9.\n### Dynamics\n### Outputs\n- Digest:\n### Target metrics\n| Metric | Target |\n| - | "
      "- |\n"
      "| `loss` | 3 |\n## Environment\nPackages: make.\n## Miscellaneous",
      "## Training\n### Code\n1. Commit: x\n\n   ```sh\n   a\n   ```\n### Hyperparameters\n"
      "> | Name | Value |\n> | --- | --- |\n> | a | 1 |\n"};
  std::string text = kinds[random.below(kinds.size())];
  if (random.below(4) == 0) text.resize(random.below(text.size() + 1));
  if (random.below(4) == 0) {
    std::string returns;
    for (const char c : text) returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
    text = returns;
  }
  return text;
}

Observed observation_of(Random& random) {
  Observed observed;
  observed.stage = document::all_stages[random.below(document::all_stages.size())];
  observed.commit = std::string(40, "abc"[random.below(3)]);
  if (random.below(2) == 0) observed.command = random.text();
  if (random.below(3) == 0) observed.repository = random.text();
  if (random.below(3) == 0) observed.folder = random.text();
  if (random.below(3) == 0) observed.patch = random.text();
  for (std::size_t i = random.below(4); i > 0; --i) {
    observed.hyperparameters.push_back({random.text(), random.text(), random.text()});
  }
  for (std::size_t i = random.below(3); i > 0; --i) {
    ObservedRun run{i, 12.5, {}};
    const std::string split = random.below(2) == 0 ? "test" : random.text();
    const std::string metric = random.below(2) == 0 ? "loss" : random.text();
    for (int step = 0; step < 5; ++step) run.metrics.add(split, metric, {step * 1.0, {}, {}, 1.0});
    run.metrics.add("", "latency", {{}, {}, {}, 0.5});
    observed.runs.push_back(run);
  }
  if (random.below(2) == 0) observed.hardware = random.text();
  if (random.below(2) == 0) observed.batch_size = random.text();
  if (random.below(2) == 0) observed.figure = random.text();
  if (random.below(2) == 0) observed.software = {{random.text(), random.text()}};
  if (random.below(2) == 0) observed.packages = {{random.text(), "1"}, {"make", random.text()}};
  if (random.below(2) == 0) {
    observed.inputs = {{random.text(), 5, digest_of_letter('a')}, {"x/y", 1, ""}};
    observed.outputs = {{random.text(), 5, digest_of_letter('b')}, {random.text(), 1, ""}};
    observed.outputs_digest = digest_of_letter('c');
  }
  return observed;
}

TEST(WriteProperty, WritingAgainChangesNothing) {
  for (unsigned seed = 1; seed <= 600; ++seed) {
    Random random(seed * 7919);
    const std::string text = document_of(random);
    const Observed observed = observation_of(random);
    const document::Recipe before = parsed(text);
    const std::string once = written_text(text, observed);
    const document::Recipe after = parsed(once);
    const Written again = write_observed(after, observed);
    ASSERT_TRUE(again.edits.empty())
        << "seed " << seed << ", " << again.changes.at(0).what << ": " << again.changes[0].before
        << " -> " << again.changes[0].after << "\n---\n"
        << text << "\n---\n"
        << once;
    // Every section is still there, in the same order.
    std::size_t at = 0;
    for (const document::Section& section : after.sections) {
      if (at < before.sections.size() && before.sections[at].kind == section.kind) ++at;
    }
    ASSERT_EQ(at, before.sections.size()) << "seed " << seed << "\n" << text << "\n---\n" << once;
  }
}

TEST(WriteProperty, ValuesAreReadBack) {
  const std::vector<std::string> documents = {
      "## Hyperparameters\n\nText.\n", "## Hyperparameters\n\n- Momentum: 0.9\n",
      "## Hyperparameters\n\n| Name | Value |\n| --- | --- |\n| Momentum | 0.9 |\n"};
  std::size_t read = 0;
  for (const std::string& text : documents) {
    for (const std::string& name : hostile) {
      for (const std::string& value : hostile) {
        Observed observed;
        observed.hyperparameters = {{name, value, name}};
        const Written written = write_observed(parsed(text), observed);
        if (!written.left.empty()) {
          ASSERT_TRUE(written.edits.empty()) << name << " = " << value;
          continue;
        }
        const document::Recipe recipe = parsed(written_text(text, observed));
        bool found = false;
        for (const document::Hyperparameter& known : recipe.hyperparameters) {
          const Value wanted = parse_value(value);
          found = found || (known.name.value == name && known.value.value.text == wanted.text &&
                            known.value.value.same_as(wanted));
        }
        ASSERT_TRUE(found) << name << " = " << value << "\n" << written_text(text, observed);
        ++read;
      }
    }
  }
  EXPECT_GT(read, 5000U);
}

TEST(WriteProperty, FigureLinksAreReadBack) {
  for (const std::string& path : hostile) {
    if (!fits(path, Place::line)) continue;
    Observed observed;
    observed.figure = path;
    if (path.find_first_of("<>") != std::string::npos) continue;
    const std::string text = written_text("## Dynamics\n\nText.\n", observed);
    const document::Recipe recipe = parsed(text);
    ASSERT_EQ(recipe.dynamics.figures.size(), 1U) << text;
    EXPECT_EQ(recipe.dynamics.figures[0].value, path) << text;
  }
}

TEST(WriteProperty, CommandsAreReadBack) {
  for (const std::string& first : hostile) {
    Observed observed;
    observed.command = "x " + first + "\n" + first;
    const Written written = write_observed(parsed(recipe_template("T")), observed);
    if (!written.left.empty()) continue;
    const document::Recipe recipe = parsed(written_text(recipe_template("T"), observed));
    const std::string& script = recipe.code.at(Stage::training).blocks.at(0).script;
    std::string wanted;
    for (const std::string_view line : lines(observed.command)) wanted += std::string(line) + "\n";
    EXPECT_EQ(trim(script), trim(wanted));
  }
}

}  // namespace
}  // namespace recipe::author
