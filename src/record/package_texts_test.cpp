#include "record/package_texts.h"

#include <gtest/gtest.h>

namespace recipe::record {
namespace {

using Names = std::vector<std::string>;

TEST(PackageTexts, ReadMetadata) {
  const PythonMetadata read = python_metadata(
      "Metadata-Version: 2.1\r\nName: scikit_learn\nVersion: 1.2.1\nRequires-Dist: numpy>=1.17.3\n"
      "Requires-Dist: Typing.Extensions (<5) ; python_version < '3.8'\n"
      "Requires-Dist: pytest ; extra == 'tests'\n\nName: other\nRequires-Dist: not-this\n");
  EXPECT_EQ(read.name, "scikit_learn");
  EXPECT_EQ(read.version, "1.2.1");
  EXPECT_EQ(read.needs, (Names{"numpy", "typing-extensions"}));
  EXPECT_EQ(python_requirements("six>=1.5\n\nPyYAML\n\n[extra]\nx\n"), (Names{"six", "pyyaml"}));
}

TEST(PackageTexts, ReadNamesOfDistributions) {
  const auto named = [](std::string_view entry) {
    const PythonMetadata read = named_distribution(entry);
    return read.name + " " + read.version;
  };
  EXPECT_EQ(named("numpy-1.24.2.egg-info"), "numpy 1.24.2");
  EXPECT_EQ(named("typing_extensions-4.4.0.dist-info"), "typing_extensions 4.4.0");
  EXPECT_EQ(named("cryptography.egg-info"), "cryptography ");
  EXPECT_EQ(named("x-1.0-py3.11-linux-x86_64.egg"), "x 1.0");
  EXPECT_EQ(compared_name("Ruamel.__Yaml-x"), "ruamel-yaml-x");
}

TEST(PackageTexts, ReadRecords) {
  Names paths;
  for_each_recorded("a/b.py,sha256=x,12\n\"c,\"\"d.py\",,\r\n\n../../bin/x,,\n\"open",
                    [&](std::string_view path) { paths.emplace_back(path); });
  EXPECT_EQ(paths, (Names{"a/b.py", "c,\"d.py", "../../bin/x", "open"}));
}

TEST(PackageTexts, ReadDebiansStatus) {
  const std::string text =
      "Package: libc6\nStatus: install ok installed\nPriority: optional\nArchitecture: amd64\n"
      "Version: 2.36-9\nDepends: libgcc-s1, libcrypt1 (>= 1:4.4.10)\nProvides: libc6-2.36\n"
      "Description: x\n Package: no\n\n"
      "Package: old\nStatus: deinstall ok config-files\nVersion: 1\n\n"
      "Package: dash\nEssential: yes\nStatus: install ok installed\nVersion: 0.5\n"
      "Pre-Depends: libc6\n\nPackage: locales\nPriority: standard\nStatus: install ok installed";
  const auto packages = debian_packages_in(text);
  ASSERT_EQ(packages.size(), 3U);
  EXPECT_EQ(packages[0].name, "libc6");
  EXPECT_EQ(packages[0].version, "2.36-9");
  EXPECT_EQ(packages[0].architecture, "amd64");
  EXPECT_FALSE(packages[0].everywhere);
  EXPECT_EQ(packages[0].provides, "libc6-2.36");
  EXPECT_EQ(packages[1].name, "dash");
  EXPECT_TRUE(packages[1].everywhere);
  EXPECT_EQ(packages[1].needs_too, "libc6");
  EXPECT_TRUE(packages[2].usual);
  Names needs;
  for_each_debian_name("libgcc-s1, a:any (>= 1) | libstdc++6 ,, c",
                       [&](std::string_view name) { needs.emplace_back(name); });
  EXPECT_EQ(needs, (Names{"libgcc-s1", "a", "libstdc++6", "c"}));
}

TEST(PackageTexts, ReadVersionsAsTheirMakersCount) {
  EXPECT_EQ(upstream_version("1:3.11.2-6+deb12u3"), "3.11.2");
  EXPECT_EQ(upstream_version("1.13.1+dfsg-4"), "1.13.1");
  EXPECT_EQ(upstream_version("11.8.89~11.8.0-3"), "11.8.89~11.8.0");
  EXPECT_EQ(upstream_version("2.0"), "2.0");
  EXPECT_EQ(upstream_version(""), "");
}

TEST(PackageTexts, ReadDiversions) {
  const auto diversions = diversions_in("/bin/sh\n/bin/sh.distrib\ndash\nbroken\n/x\n:\n/a\n/b");
  ASSERT_EQ(diversions.size(), 1U);
  EXPECT_EQ(diversions[0].to, "/bin/sh.distrib");
  EXPECT_EQ(diversions[0].package, "dash");
}

TEST(PackageTexts, ReadConda) {
  const auto package = conda_package(
      R"({"name": "numpy", "version": "1.26.4", "files": ["lib/a.so", 3],
          "depends": ["libblas >=3.9,<4.0a0", "python"]})");
  ASSERT_TRUE(package);
  EXPECT_EQ(package->version, "1.26.4");
  EXPECT_EQ(package->files, (Names{"lib/a.so"}));
  EXPECT_EQ(package->needs, (Names{"libblas", "python"}));
  EXPECT_FALSE(conda_package("[]"));
  EXPECT_FALSE(conda_package("{\"name\": 3}"));
  EXPECT_FALSE(conda_package("{"));
}

}  // namespace
}  // namespace recipe::record
