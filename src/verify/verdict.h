#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/recipe.h"
#include "record/lock.h"
#include "record/record.h"

namespace recipe::verify {

enum class Outcome { holds, fails, undecided };
std::string_view to_string(Outcome outcome);

/// Required claims decide the verdict; advisory ones are judged where they can be.
enum class Weight { required, advisory };

/// A claim of the recipe with what was measured.
struct Judgement {
  std::string metric;    ///< "top1", "digest of raw data", "training time", ...
  std::string split;     ///< empty where there is none
  std::string claimed;   ///< as a person reads it
  std::string measured;  ///< empty if nothing was
  std::optional<double>
      claimed_value;  ///< percent resolved, training time in seconds, else as stated
  std::optional<double> measured_value;  ///< mean over the runs
  std::optional<double> margin;          ///< in the unit of `claimed_value`
  std::optional<double> spread;          ///< standard deviation over the runs
  std::size_t runs = 0;                  ///< how many the measurement stands on
  Outcome outcome = Outcome::undecided;
  Weight weight = Weight::required;
  std::string reason;  ///< one sentence
  std::string rule;    ///< by which it was judged, where that is more than a comparison
  Span place;
};

struct Verdict {
  Outcome outcome = Outcome::undecided;
  std::vector<Judgement> claims;  ///< in the recipe's order
};

/// Fails if any claim that was judged fails, else undecided if a required claim is undecided or
/// none was judged, else holds.
Outcome outcome_of(const std::vector<Judgement>& claims);

/// Judges every claim of the recipe in one profile. `runs` are records of one configuration, one
/// per seed, newest last; the last one also stands for digests, times and commits. `lock`, which
/// may be null, says on what a stated model was made.
Verdict judge(const document::Recipe& recipe, const std::string& profile,
              const std::vector<record::Record>& runs, const record::Lock* lock = nullptr);

/// Which run leads: the newest of all, as right behind it, or the newest that came to its end,
/// where one did.
enum class Lead { newest, newest_complete };

/// Of all records those that may be averaged with the leading one of this profile: the same
/// configuration, complete, the newest of each seed; newest last. Empty if there is none of this
/// profile.
std::vector<record::Record> comparable_runs(const std::vector<record::Record>& all,
                                            const std::string& profile, Lead lead = Lead::newest);

}  // namespace recipe::verify
