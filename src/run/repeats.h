#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "run/execution.h"

namespace recipe::run {

/// `runs` trainings with seeds of their own, `jobs` of them at a time.
struct Repeats {
  std::size_t runs = 1;
  std::size_t jobs = 1;
};

/// Makes who is told of run `number`, from 1. Called from the thread that carries the run out.
using Observers = std::function<std::unique_ptr<Observer>(std::size_t number)>;

/// Carries a plan out for every seed. What does not depend on the seed is done once. After a run
/// that does not come to its end no other is begun. The records are in the order of the seeds; an
/// error is the first that any run met, and is returned when all that were begun have ended.
Result<std::vector<record::Record>> carry_out_all(os::World& world, const Plan& plan,
                                                  const std::string& program,
                                                  const Repeats& repeats,
                                                  const Observers& observers);

}  // namespace recipe::run
