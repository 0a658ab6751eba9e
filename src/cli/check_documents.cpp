#include "cli/check_documents.h"

#include <algorithm>

#include "base/text.h"
#include "check/training_document.h"
#include "cli/changes.h"
#include "cli/workers.h"

namespace recipe::cli {
namespace {

/// Prepares, checks and gathers the documents of one request.
class Checking {
 public:
  Checking(os::World& world, const CheckRequest& request)
      : world_(world),
        request_(request),
        repositories_(world, request.repository, request.beside),
        settings_(world),
        baselines_(world),
        changes_(request.changed) {}

  Result<CheckAnswer> run() {
    TRY_ASSIGN(const auto files, find_documents(world_, request_.paths, request_.repository));
    for (const DocumentFile& file : files) TRY(prepare(file));
    if (!settings_.mistakes().empty()) {
      return fail(ErrorKind::invalid, join(settings_.mistakes(), "\n"));
    }
    if (request_.online) ask_network();
    std::vector<DocumentAnswer> answers(tasks_.size());
    for_each_in_threads(
        tasks_.size(), [this] { return !world_.environment.interrupted(); },
        [&](std::size_t i) { answers[i] = check_document(world_, request_, tasks_[i]); });
    for (facts::RepositoryFacts* facts : repositories_.opened()) facts->save();
    if (world_.environment.interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    for (std::size_t i = 0; i < answers.size(); ++i) gather(tasks_[i], std::move(answers[i]));
    tell_gone();
    for (auto& [file, baseline] : fresh_) {
      answer_.baselines.push_back({file->path, std::move(baseline)});
    }
    return std::move(answer_);
  }

 private:
  Result<> prepare(const DocumentFile& file) {
    auto place = repositories_.place_of(file);
    if (!place) {
      if (place.error().kind == ErrorKind::not_found && file.source == DocumentSource::repository) {
        return tl::unexpected(place.error());
      }
      unchecked(file, place.error());
      return {};
    }
    DocumentTask task{file, std::move(*place), nullptr, nullptr, nullptr};
    if (!task.place.real.empty()) {
      const std::string folder = os::parent_path(task.place.real);
      const std::string root = task.place.root.empty() ? folder : task.place.root;
      TRY_ASSIGN(task.settings, settings_.of(folder, root));
    }
    TRY(prepare_baseline(task));
    if (!request_.changed.empty()) {
      TRY_ASSIGN(task.changed, changes_.in(*task.place.facts));
    }
    tasks_.push_back(std::move(task));
    return {};
  }

  Result<> prepare_baseline(DocumentTask& task) {
    const bool write = request_.baseline_use == BaselineUse::write;
    std::string path = request_.baseline;
    if (path.empty() && task.settings != nullptr && !task.settings->settings.baseline.empty()) {
      path = os::join_path(task.settings->folder, task.settings->settings.baseline);
    }
    if (path.empty()) return {};
    TRY_ASSIGN(task.baseline, baselines_.open(path, write ? IfAbsent::begin : IfAbsent::refuse));
    return {};
  }

  /// Of each repository all addresses at once, so that hosts are asked side by side.
  void ask_network() {
    std::map<facts::RepositoryFacts*, std::vector<std::string>> addresses;
    for (const DocumentTask& task : tasks_) {
      const auto bytes = read_document_of(world_, task);
      if (!bytes) continue;
      const document::Page page(SourceText(task.file.path, *bytes));
      if (task.file.named == Named::in_a_folder &&
          !check::describes_training(page, task.place.path).describes) {
        continue;
      }
      for (const document::Link& link : page.links) {
        if (link.target.starts_with("https://") || link.target.starts_with("http://")) {
          addresses[task.place.facts].push_back(link.target);
        }
      }
    }
    for (const auto& [facts, urls] : addresses) facts->ask(urls);
  }

  void unchecked(const DocumentFile& file, const Error& error) {
    answer_.outcome.unchecked.push_back({file.path, error.to_string()});
    // What only lies in a folder and is no document at all is nobody's mistake.
    const bool no_document =
        error.kind == ErrorKind::unsupported || error.kind == ErrorKind::invalid;
    if (file.named == Named::by_the_user || !no_document) {
      answer_.exit = worst(answer_.exit, Exit::refused);
    }
  }

  void gather(const DocumentTask& task, DocumentAnswer answer) {
    gone_ += answer.gone;
    check::Outcome& outcome = answer_.outcome;
    switch (answer.state) {
      case DocumentState::left_alone:
        ++outcome.left_alone;
        return;
      case DocumentState::unaffected:
        ++outcome.unaffected;
        return;
      case DocumentState::unchecked:
        return unchecked(task.file, *answer.why_not);
      case DocumentState::checked:
        break;
    }
    outcome.known += answer.known;
    outcome.fixed += answer.fixed;
    if (!answer.after.empty() || !answer.before.empty()) {
      answer_.changed.push_back({task.file.path, task.place.real, task.place.path,
                                 std::move(answer.before), std::move(answer.after)});
    }
    if (request_.baseline_use == BaselineUse::write) add_to_baseline(task, *answer.checked);
    outcome.documents.push_back(std::move(*answer.checked));
  }

  /// Of documents that were not asked for a baseline keeps what it has.
  void add_to_baseline(const DocumentTask& task, const check::CheckedDocument& document) {
    if (task.baseline == nullptr) return;
    const auto [at, is_new] = fresh_.try_emplace(task.baseline);
    if (is_new && !request_.paths.empty()) at->second = task.baseline->baseline;
    const std::string name = task.baseline->name_of(task.place.real);
    at->second.remove(name);
    for (const check::Finding& finding : document.report.findings) {
      at->second.add(name, document.source, finding);
    }
  }

  void tell_gone() {
    if (gone_ == 0 || request_.baseline_use == BaselineUse::write) return;
    answer_.notes.push_back(std::to_string(gone_) +
                            " of the baseline are no longer found; write it again with "
                            "--write-baseline");
  }

  os::World& world_;
  const CheckRequest& request_;
  Repositories repositories_;
  SettingsFiles settings_;
  BaselineFiles baselines_;
  Changes changes_;
  std::vector<DocumentTask> tasks_;
  CheckAnswer answer_;
  std::map<const BaselineFile*, check::Baseline> fresh_;
  std::size_t gone_ = 0;
};

}  // namespace

Result<CheckAnswer> check_documents(os::World& world, const CheckRequest& request) {
  return Checking(world, request).run();
}

}  // namespace recipe::cli
