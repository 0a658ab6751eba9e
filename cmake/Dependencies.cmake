# What Debian 12 has. Each is used by one module only, which wraps it.

find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL 7.85 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(libgit2 REQUIRED IMPORTED_TARGET libgit2)
pkg_check_modules(cmark_gfm REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(tree_sitter REQUIRED IMPORTED_TARGET tree-sitter)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)

# Used as headers alone.
find_path(TOMLPLUSPLUS toml++/toml.h REQUIRED)
find_path(BOOST_MATH boost/math/distributions/students_t.hpp REQUIRED)

# Debian ships no pkg-config file for the extensions.
find_library(CMARK_GFM_EXTENSIONS cmark-gfm-extensions REQUIRED)
add_library(cmark_gfm INTERFACE)
target_link_libraries(cmark_gfm INTERFACE ${CMARK_GFM_EXTENSIONS} PkgConfig::cmark_gfm)

# The grammar of Python, in C that a generator wrote: optimised in every build and without our warnings.
include(NpmPackage)
npm_package(tree-sitter-python grammar)
add_library(tree_sitter_python STATIC ${grammar}/src/parser.c ${grammar}/src/scanner.c)
target_include_directories(tree_sitter_python PRIVATE ${grammar}/src)
target_compile_options(tree_sitter_python PRIVATE -O2 -g0 -w)
set_target_properties(tree_sitter_python PROPERTIES UNITY_BUILD OFF C_STANDARD 99)
target_link_libraries(tree_sitter_python INTERFACE PkgConfig::tree_sitter)
