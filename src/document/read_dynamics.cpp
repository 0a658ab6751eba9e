#include "document/read_dynamics.h"

#include "base/text.h"
#include "document/statement.h"
#include "document/typed.h"
#include "document/words.h"

namespace recipe::document {
namespace {

/// Seconds, without a remark in parentheses behind the time.
std::optional<At<double>> duration_in(Slice text) {
  const std::size_t open = text.view().find('(');
  const Slice bare = text.sub(0, open).trimmed();
  const auto seconds = parse_duration(bare.view());
  if (!seconds) return std::nullopt;
  return At<double>{*seconds, bare.span()};
}

void read_time(Reading& reading, const Statement& statement, Dynamics& dynamics) {
  const std::string name = lower(statement.name->view());
  if (!folded(name).starts_with("trainingtime") && folded(name) != "duration") return;
  if (statement.value.empty()) return;
  const auto seconds = duration_in(statement.value);
  if (!seconds) {
    reading.report(Severity::warning, "time-not-readable", statement.place,
                   "this is no time: write a number with its unit, such as `24 h` or `1 h 30 min`");
    return;
  }
  const std::size_t open = name.find('(');
  if (open == std::string::npos) {
    dynamics.training_time = seconds;
    return;
  }
  const std::size_t close = name.find(')', open);
  const std::string profile(trim(name.substr(open + 1, close - open - 1)));
  for (const At<std::string>& known : reading.recipe.profiles) {
    if (folded(known.value) != folded(profile)) continue;
    dynamics.training_time_by_profile[known.value] = *seconds;
    return;
  }
  reading.report(
      Severity::warning, "profile-not-known", statement.place,
      "`" + printable(profile) + "` is no profile: name it in `Profiles:` of Hyperparameters");
}

/// "Training takes ~24 hours."
std::optional<At<double>> time_of_sentence(Slice sentence) {
  const std::vector<Word> words = words_of(sentence);
  bool about_training = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    about_training = about_training || words[at].text.starts_with("train");
    auto number = words[at].number();
    if (!about_training || !number) continue;
    std::size_t end = at + 1;
    if (number->unit.empty() && end < words.size()) number->unit = words[end++].text;
    if (const auto seconds = seconds_of(*number)) {
      return At<double>{*seconds, text_of(words, at, end).span};
    }
  }
  return std::nullopt;
}

}  // namespace

void read_dynamics(Reading& reading, const SectionText& section) {
  Dynamics& dynamics = reading.recipe.dynamics;
  const std::vector<Statement> statements = statements_in(reading, section.blocks);
  for (const Statement& statement : statements) {
    if (statement.is_field()) read_time(reading, statement, dynamics);
    for (const Piece& piece : statement.value.flat->pieces) {
      if (piece.kind == PieceKind::image) {
        dynamics.figures.push_back({piece.target, piece.target_span});
      }
    }
  }
  if (const Statement* hardware = find_field(statements, "hardware|machine|device|devices")) {
    dynamics.hardware = hardware->value.at();
  }
  if (const Statement* tolerance = find_field(statements, "tolerance")) {
    dynamics.tolerance = read_tolerance(reading, tolerance->value, Of::time);
  }
  for (const Statement& statement : statements) {
    if (statement.is_field() || dynamics.training_time) continue;
    for (const Slice sentence : sentences_of(statement.value)) {
      if (dynamics.training_time) break;
      dynamics.training_time = time_of_sentence(sentence);
    }
  }
}

}  // namespace recipe::document
