#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/store.h"
#include "record/record.h"

namespace recipe::run {

/// What a stage made, as the shared cache keeps it: `results/ab/<key>.json`.
struct KeptResult {
  record::StageRecord stage;  ///< its paths are relative to the stage's folder
  /// Of data, model and output: the files.
  std::vector<std::pair<std::string, std::vector<data::StoredFile>>> folders;
};

std::string text_of(const KeptResult& kept);
/// None if the text is nothing that was written so: somebody may have edited it.
std::optional<KeptResult> kept_result_from(std::string_view text);

/// False where a file's name is not UTF-8, which JSON cannot hold.
bool can_be_written(const std::vector<data::StoredFile>& files);

/// The folders of a stage that are kept.
std::vector<std::string_view> kept_folders();

}  // namespace recipe::run
