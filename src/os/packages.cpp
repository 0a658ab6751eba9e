#include <map>

#include "base/text.h"
#include "os/machine.h"

namespace recipe::os {
namespace {

/// dpkg's own `<` and `>` mean "or equal", so the names are used.
const std::map<std::string, std::string, std::less<>> dpkg_relations = {
    {"<", "lt"}, {"<=", "le"}, {"=", "eq"}, {">=", "ge"}, {">", "gt"}};

}  // namespace

Result<std::optional<std::vector<std::string>>> installed_versions(
    World& world, const std::vector<std::string>& packages) {
  using Versions = std::optional<std::vector<std::string>>;
  if (packages.empty()) return Versions(std::vector<std::string>());
  Command command;
  command.arguments = {"dpkg-query", "-W", "-f=${Package} ${db:Status-Status} ${Version}\\n", "--"};
  command.arguments.insert(command.arguments.end(), packages.begin(), packages.end());
  command.environment["LC_ALL"] = "C";
  const auto said = world.processes.capture(command);
  if (!said && said.error().kind == ErrorKind::not_found) return Versions();
  if (!said) return tl::unexpected<Error>(said.error());
  // 1 tells that some are unknown.
  if (said->exit.code > 1) {
    return fail(ErrorKind::io, "dpkg-query failed: " + std::string(trim(said->err)));
  }
  std::map<std::string, std::string, std::less<>> versions;
  for (const std::string_view line : lines(said->out)) {
    const auto fields = split(line, ' ');
    if (fields.size() == 3 && fields[1] == "installed") versions.emplace(fields[0], fields[2]);
  }
  std::vector<std::string> found;
  for (const std::string& package : packages) {
    const auto version = versions.find(package.substr(0, package.find(':')));
    found.push_back(version == versions.end() ? "" : version->second);
  }
  return Versions(std::move(found));
}

Result<bool> version_holds(World& world, const std::string& left, const std::string& relation,
                           const std::string& right) {
  const auto name = dpkg_relations.find(relation);
  if (name == dpkg_relations.end()) {
    return fail(ErrorKind::invalid, "\"" + relation + "\" is none of < <= = >= >");
  }
  for (const std::string& version : {left, right}) {
    if (version.empty() || !is_digit(version.front())) {
      return fail(ErrorKind::invalid,
                  "\"" + version + "\" is no version: it must begin with a digit");
    }
  }
  Command command;
  command.arguments = {"dpkg", "--compare-versions", left, name->second, right};
  command.environment["LC_ALL"] = "C";
  TRY_ASSIGN(const Captured said, world.processes.capture(command));
  if (said.exit.code > 1) {
    return fail(ErrorKind::invalid,
                "cannot compare " + left + " with " + right + ": " + std::string(trim(said.err)));
  }
  return said.exit.code == 0;
}

}  // namespace recipe::os
