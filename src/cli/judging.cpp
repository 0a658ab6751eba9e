#include "cli/judging.h"

#include "cli/evidence_files.h"
#include "cli/layout.h"
#include "record/lock.h"
#include "record/store.h"

namespace recipe::cli {
Result<Judged> judge_recorded(os::World& world, Terminal& terminal, const document::Recipe& recipe,
                              const std::string& profile, verify::Lead lead) {
  TRY_ASSIGN(const std::string real, world.files.real_path(recipe.source.path()));
  TRY_ASSIGN(const auto all, record::read_records(world, os::parent_path(real), os::file_name(real),
                                                  record::Depth::headers));
  const std::string lock_path = evidence_files(recipe.source.path()).lock;
  TRY_ASSIGN(const std::string text, read_if_there(world, lock_path));
  std::vector<std::size_t> broken;
  const record::Lock lock = record::Lock::parse(text, broken);
  for (const std::size_t line : broken) {
    terminal.err("note: " + one_line(lock_path) + ":" + std::to_string(line) +
                 ": no fact, left out of the verdict\n");
  }
  for (const record::Fact& fact : lock.contradicting()) {
    terminal.err("note: " + one_line(lock_path) +
                 ": two values for one fact, as after a merge: " + one_line(fact.to_line()) + "\n");
  }
  Judged judged;
  for (const record::Record& run : verify::comparable_runs(all, profile, lead)) {
    TRY_ASSIGN(record::Record whole, record::read_record(world, os::parent_path(real), run.id));
    judged.runs.push_back(std::move(whole));
  }
  for (auto run = all.rbegin(); run != all.rend() && !judged.runs.empty(); ++run) {
    if (run->id == judged.runs.back().id) break;
    if (run->profile != profile) continue;
    terminal.err("note: a newer run, " + one_line(run->id) +
                 ", did not come to its end; the verdict is by " + judged.runs.back().id + "\n");
    break;
  }
  judged.verdict = verify::judge(recipe, profile, judged.runs, text.empty() ? nullptr : &lock);
  return judged;
}

}  // namespace recipe::cli
