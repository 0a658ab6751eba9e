#include "check/missing_path.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_config_name_missing(Study& study, Judge& judge) {
  check_paths(study, judge, PathRole::cell);
}

}  // namespace

constexpr Rule rules::config_name_missing = {
    .name = "config-name-missing",
    .code = "RC303",
    .family = Family::paths,
    .severity = Severity::error,
    .summary = "a table that names a configuration which is not in the repository",
    .document =
        "Tables of results name the configuration of each row. It should be in the repository, "
        "below "
        "the document's folder or beside it, at the commit that the row or the section names: a "
        "result without its configuration cannot be made again. A name that is the text of a link "
        "is judged by the link.",
    .bad = "| Config | WER |\n| --- | --- |\n| train_rnn.yaml | 2.7 |\n",
    .good = "| Config | WER |\n| --- | --- |\n| train_gru.yaml | 2.7 |\n",
    .check = check_config_name_missing,
};

}  // namespace recipe::check
