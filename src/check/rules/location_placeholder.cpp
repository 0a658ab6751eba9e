#include <array>

#include "base/text.h"
#include "check/goal.h"
#include "check/recipe_data.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

// Hosts that are set aside for examples (RFC 2606), and words people write for "yours".
constexpr std::array<std::string_view, 6> example_hosts = {
    "example.com", "example.org", "example.net", ".example", "your", "my-bucket"};

bool is_example(std::string_view location) {
  if (is_placeholder_target(location)) return true;
  const std::size_t scheme = location.find("://");
  if (scheme == std::string_view::npos) return location.starts_with("/path/");
  std::string host = lower(location.substr(scheme + 3));
  host = host.substr(0, host.find_first_of("/?#:"));
  for (const std::string_view word : example_hosts) {
    if (host.ends_with(word) || (word == "your" && host.starts_with(word))) return true;
  }
  return host == "bucket" || host == "namenode" || host == "nameservice";
}

void check_placeholders_of_data(Study& study, Judge& judge) {
  for (const NamedData& named : data_of(study.recipe)) {
    for (const document::Part& part : named.data->parts) {
      for (const At<Location>& source : part.sources) {
        if (!is_example(source.value.text)) {
          judge.holds();
          continue;
        }
        judge.untrue(source.span, quoted(source.value.text) + " is an example, no place of " +
                                      std::string(named.name) + "; write where it is");
      }
    }
  }
}

}  // namespace

constexpr Rule rules::location_placeholder = {
    .name = "location-placeholder",
    .code = "RC901",
    .family = Family::locations,
    .severity = Severity::warning,
    .summary = "an example in place of a location",
    .document =
        "Sources in a recipe's Path and Outputs sections that nobody can fetch: hosts such as "
        "`example.com`, `s3://bucket/...`, `/path/to/data`, `<your-data>`.",
    .bad = "Source: s3://your-bucket/imagenet",
    .good = "Source: s3://vision-data/imagenet",
    .check = check_placeholders_of_data,
};

}  // namespace recipe::check
