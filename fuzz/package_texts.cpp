#include "record/package_texts.h"

#include "expect.h"

using recipe::fuzz::expect;
using namespace recipe::record;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = recipe::fuzz::text_of(data, size);
  const PythonMetadata metadata = python_metadata(text);
  expect(metadata.needs.size() <= 1000, "needs are bounded");
  expect(python_requirements(text).size() <= 1000, "requirements are bounded");

  const PythonMetadata named = named_distribution(text);
  expect(compared_name(compared_name(named.name)) == compared_name(named.name),
         "a compared name is its own");

  std::size_t recorded = 0;
  for_each_recorded(text, [&](std::string_view path) {
    expect(!path.empty() && path.size() <= size, "a path is a part of the text");
    ++recorded;
  });
  expect(recorded <= size, "a path has at least one byte");

  std::size_t names = 0;
  for (const DebianPackage& package : debian_packages_in(text)) {
    expect(!package.name.empty(), "packages have names");
    for (const std::string_view relations : {package.needs, package.needs_too, package.provides}) {
      for_each_debian_name(relations, [&](std::string_view name) { names += name.size(); });
    }
    expect(upstream_version(package.version).size() <= package.version.size(), "a part");
  }
  expect(names <= size, "names are parts of the text");

  for (const Diversion& diversion : diversions_in(text)) {
    expect(diversion.original.starts_with('/') && diversion.to.starts_with('/'), "absolute");
  }
  if (const auto package = conda_package(text)) {
    expect(!package->name.empty() && package->files.size() <= size, "read from the text");
  }
  return 0;
}
