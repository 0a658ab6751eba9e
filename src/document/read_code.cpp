#include "document/read_code.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/commands.h"
#include "document/repository_link.h"
#include "document/statement.h"
#include "document/table.h"
#include "document/typed.h"
#include "document/words.h"

namespace recipe::document {
namespace {

constexpr std::string_view repository_names = "repository|repo|git repository|code repository";
constexpr std::string_view commit_names = "commit|git commit|sha|revision|git sha|commit hash";

/// A link to a repository among the pieces of a text, with the bytes of its address.
struct Found {
  At<std::string> repository;
  std::string commit;
};

std::optional<Found> linked_repository(Slice text) {
  for (const Piece& piece : text.flat->pieces) {
    if (piece.begin < text.begin || piece.end > text.end || piece.kind == PieceKind::image)
      continue;
    const Slice slice{text.flat, piece.begin, piece.end};
    const bool code = piece.kind == PieceKind::code;
    const std::string target = code ? std::string(slice.view()) : piece.target;
    if (const auto link = repository_link(target)) {
      return Found{{link->repository, code ? slice.span() : piece.target_span}, link->commit};
    }
  }
  return std::nullopt;
}

/// The repository that a `Repository:` field names: a link of any host, or a path.
std::optional<At<std::string>> named_repository(Reading& reading, Slice text) {
  if (const auto found = linked_repository(text)) return found->repository;
  const std::string words = lower(text.view());
  if (words.starts_with("this")) return std::nullopt;
  const auto location = location_in(text);
  if (location) return At<std::string>{location->value.text, location->span};
  // `git@host:owner/name.git`
  const At<std::string> name = name_in(text);
  if (name.value.find(' ') == std::string::npos && !name.value.empty()) return name;
  reading.report(Severity::error, "repository-not-readable", text.span(),
                 "this names no repository: write its address, a path, or `this repository`");
  return std::nullopt;
}

/// A commit in a field or cell; what is no full commit is reported.
std::optional<At<std::string>> named_commit(Reading& reading, Slice text) {
  if (auto commit = commit_in(text)) return commit;
  if (text.empty()) {
    reading.report(Severity::error, "commit-not-readable", text.span(),
                   "the commit is empty: write the 40 hexadecimal digits that `git rev-parse HEAD` "
                   "prints, or let `recipe new --pin` write them");
    return std::nullopt;
  }
  reading.report(Severity::error, "commit-not-readable", text.span(),
                 "`" + printable(text.view().substr(0, 60)) +
                     "` is no commit: write all 40 hexadecimal digits, which `git rev-parse HEAD` "
                     "prints; a branch or a short form may mean another commit tomorrow");
  return std::nullopt;
}

bool read_checkout_table(Reading& reading, const Blocks& blocks, Code& code) {
  const auto table = table_with(reading, blocks, {repository_names, commit_names});
  if (!table) return false;
  const auto repository = table->column(repository_names);
  const auto commit = table->column(commit_names);
  const auto variable = table->column("variable");
  for (const TableRow& row : table->rows()) {
    Checkout checkout;
    if (const auto cell = cell_of(row, repository)) {
      checkout.repository = named_repository(reading, *cell);
    }
    if (const auto cell = cell_of(row, commit)) checkout.commit = named_commit(reading, *cell);
    if (const auto cell = cell_of(row, variable)) {
      At<std::string> name = name_in(*cell);
      if (name.value.starts_with('$')) name.value.erase(0, 1);
      if (!name.value.empty() && upper_snake(name.value) == name.value &&
          !is_digit(name.value.front())) {
        checkout.variable = name;
      } else {
        reading.report(Severity::error, "variable-not-readable", name.span,
                       "`" + printable(name.value) +
                           "` is no variable: write capital letters, digits and `_`");
      }
    }
    code.checkouts.push_back(std::move(checkout));
  }
  return true;
}

/// Commits in the order of the text, each with the repository that stands beside it, else the one
/// that a field has named.
/// What `recipe new` has written, and nobody has filled in.
bool is_skeleton(const std::vector<Statement>& statements,
                 const std::vector<CommandBlock>& blocks) {
  return !blocks.empty() &&
         std::all_of(blocks.begin(), blocks.end(),
                     [](const CommandBlock& block) { return is_skeleton_command(block.script); }) &&
         std::all_of(statements.begin(), statements.end(), [](const Statement& statement) {
           return statement.is_field() && statement.value.empty();
         });
}

void read_checkouts(Reading& reading, const std::vector<Statement>& statements, Code& code) {
  std::optional<At<std::string>> named;
  std::size_t last_of_named = code.checkouts.size();
  const std::size_t first = code.checkouts.size();
  for (const Statement& statement : statements) {
    // The name of that file may hold the commit that it was made from.
    if (statement.name && is_named(statement.name->view(), "uncommitted changes")) continue;
    const bool is_repository = statement.name && is_named(statement.name->view(), repository_names);
    const bool is_commit_field = statement.name && is_named(statement.name->view(), commit_names);
    if (is_repository) {
      named = named_repository(reading, statement.value);
      last_of_named = code.checkouts.size();
    }
    std::optional<At<std::string>> commit;
    const auto linked = linked_repository(statement.value);
    if (is_commit_field) {
      commit = named_commit(reading, statement.value);
    } else {
      commit = commit_in(statement.value);
    }
    if (!commit && linked && !linked->commit.empty()) {
      commit = At<std::string>{linked->commit, linked->repository.span};
    }
    if (!commit) continue;
    Checkout checkout;
    checkout.commit = commit;
    if (linked) {
      checkout.repository = linked->repository;
    } else if (named) {
      checkout.repository = named;
    }
    code.checkouts.push_back(std::move(checkout));
  }
  if (!named || last_of_named < code.checkouts.size()) return;
  // `Commit:` above `Repository:`, or no commit at all.
  if (code.checkouts.size() == first + 1 && !code.checkouts.back().repository) {
    code.checkouts.back().repository = named;
  } else if (code.checkouts.size() == first) {
    Checkout checkout;
    checkout.repository = named;
    code.checkouts.push_back(std::move(checkout));
  }
}

constexpr std::array<std::string_view, 9> by_training_phrases = {"by the training script",
                                                                 "by the training program",
                                                                 "by the training code",
                                                                 "by the training commands",
                                                                 "by training",
                                                                 "during training",
                                                                 "while training",
                                                                 "taken from training",
                                                                 "by `train"};

/// "The accuracy is computed by the training script automatically."
void read_by_training(const std::vector<Statement>& statements, Code& code) {
  for (const Statement& statement : statements) {
    if (code.by_training) return;
    for (const Slice sentence : sentences_of(statement.value)) {
      const std::string text = lower(sentence.view());
      const bool says = std::any_of(
          by_training_phrases.begin(), by_training_phrases.end(),
          [&](std::string_view phrase) { return text.find(phrase) != std::string::npos; });
      if (!says) continue;
      code.by_training = sentence.at();
      return;
    }
  }
}

}  // namespace

void read_code(Reading& reading, const SectionText& section, Code& code) {
  const std::vector<Statement> statements = statements_in(reading, section.blocks);
  std::vector<CommandBlock> blocks = commands_in(reading, section.blocks);
  if (code.blocks.empty() && is_skeleton(statements, blocks)) {
    code.unfilled = true;
    code.blocks = std::move(blocks);
    return;
  }
  if (!read_checkout_table(reading, section.blocks, code)) {
    read_checkouts(reading, statements, code);
  }
  const auto own = std::find_if(code.checkouts.begin(), code.checkouts.end(),
                                [](const Checkout& checkout) { return !checkout.repository; });
  if (own != code.checkouts.end()) std::rotate(code.checkouts.begin(), own, own + 1);
  if (const Statement* folder = find_field(statements, "folder|directory|working directory")) {
    code.folder = name_in(folder->value);
  }
  if (const Statement* resumable = find_field(statements, "resumable|resumes")) {
    const Value value = parse_value(resumable->value.view());
    if (value.boolean() != nullptr) {
      code.resumable = *value.boolean();
    } else {
      reading.report(Severity::warning, "resumable-not-readable", resumable->place,
                     "Resumable is `yes` or `no`; it is taken for `no`");
    }
  }
  std::move(blocks.begin(), blocks.end(), std::back_inserter(code.blocks));
  if (!code.runnable()) read_by_training(statements, code);
}

}  // namespace recipe::document
