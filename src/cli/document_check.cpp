#include "cli/document_check.h"

#include <algorithm>

#include "check/consulted.h"
#include "check/training_document.h"
#include "cli/find_recipe.h"

namespace recipe::cli {
namespace {

/// A fix may make room for another; a text that goes on changing is left after so many rounds.
constexpr int most_rounds = 10;

/// What one look at a text gives.
struct Look {
  check::CheckedDocument checked;
  std::size_t known = 0;
  bool affected = true;
};

/// Checks the texts of one document.
class DocumentLook {
 public:
  DocumentLook(const CheckRequest& request, const DocumentTask& task)
      : request_(request), task_(task) {}

  Look at(const document::Page& page) const {
    check::Consulted consulted;
    std::optional<check::RecordingFacts> recording;
    check::Facts* facts = task_.place.facts;
    if (task_.changed != nullptr) facts = &recording.emplace(*facts, consulted);
    const document::Recipe recipe = document::parse(page.source);
    check::Study study(page, recipe, task_.place.path, *facts);
    Look look{{page.source, task_.place.path, check::check_document(study, rules())}, 0, true};
    std::vector<check::Finding>& findings = look.checked.report.findings;
    if (task_.settings != nullptr) task_.settings->settings.apply(settings_path(), findings);
    if (task_.baseline != nullptr && request_.baseline_use == BaselineUse::hide) {
      look.known = task_.baseline->baseline.take(baseline_path(), page.source, findings);
    }
    look.affected = task_.changed == nullptr || consulted.meets(*task_.changed) ||
                    consulted_itself(*task_.changed);
    return look;
  }

  std::string settings_path() const {
    return below(task_.settings->folder, task_.place.real).value_or(task_.place.path);
  }
  std::string baseline_path() const { return task_.baseline->name_of(task_.place.real); }

 private:
  std::vector<const check::Rule*> rules() const {
    if (task_.settings == nullptr) return request_.rules;
    return task_.settings->settings.rules_for(settings_path(), request_.rules);
  }
  bool consulted_itself(const std::vector<std::string>& changed) const {
    return std::binary_search(changed.begin(), changed.end(), task_.place.path);
  }

  const CheckRequest& request_;
  const DocumentTask& task_;
};

/// Applies fixes to a document, looking again after each round.
void fix(const CheckRequest& request, const DocumentLook& look, Look& now, DocumentAnswer& answer) {
  const std::string before = now.checked.source.bytes();
  for (int round = 0; round < most_rounds; ++round) {
    const SourceText& source = now.checked.source;
    const auto fixed = check::fixed(source, now.checked.report.findings, request.fixes);
    if (!fixed || fixed->applied == 0 || fixed->text == source.bytes()) break;
    answer.fixed += fixed->applied;
    now = look.at(document::Page(SourceText(source.path(), fixed->text)));
  }
  if (now.checked.source.bytes() == before) return;
  answer.before = before;
  answer.after = now.checked.source.bytes();
}

}  // namespace

Result<std::string> read_document_of(os::World& world, const DocumentTask& task) {
  std::string bytes;
  if (task.file.source == DocumentSource::repository) {
    TRY_ASSIGN(const auto read, task.place.facts->tree("")->read(task.place.path));
    bytes = *read;
  } else {
    TRY_ASSIGN(const auto status, world.files.status(task.file.path, os::Follow::yes));
    if (!status) return fail(ErrorKind::not_found, "there is no " + task.file.path);
    if (status->kind != os::FileKind::regular) {
      return fail(ErrorKind::invalid, task.file.path + " is no regular file");
    }
    TRY_ASSIGN(bytes, world.files.read(task.file.path, largest_document));
  }
  if (bytes.size() > largest_document) {
    return fail(ErrorKind::unsupported, "it is larger than 4 MiB");
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
    return fail(ErrorKind::unsupported, "it is no text: byte " + std::to_string(nul) + " is zero");
  }
  return bytes;
}

DocumentAnswer check_document(os::World& world, const CheckRequest& request,
                              const DocumentTask& task) {
  DocumentAnswer answer;
  const DocumentLook look(request, task);
  if (task.settings != nullptr && task.settings->settings.ignores(look.settings_path())) {
    answer.state = DocumentState::left_alone;
    return answer;
  }
  auto bytes = read_document_of(world, task);
  if (!bytes) {
    answer.why_not = bytes.error();
    return answer;
  }
  const document::Page page(SourceText(task.file.path, std::move(*bytes)));
  if (task.file.named == Named::in_a_folder &&
      !check::describes_training(page, task.place.path).describes) {
    answer.state = DocumentState::left_alone;
    return answer;
  }
  Look now = look.at(page);
  if (!now.affected) {
    answer.state = DocumentState::unaffected;
    return answer;
  }
  if (task.baseline != nullptr) {
    answer.gone = task.baseline->baseline.count(look.baseline_path()) - now.known;
  }
  if (request.fixes != check::FixesWanted::none) fix(request, look, now, answer);
  answer.known = now.known;
  answer.state = DocumentState::checked;
  answer.checked = std::move(now.checked);
  return answer;
}

}  // namespace recipe::cli
