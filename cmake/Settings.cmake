# Settings as interface targets: every module uses both; a packager's flags come on top.

add_library(recipe_settings INTERFACE)
target_compile_features(recipe_settings INTERFACE cxx_std_20)
target_include_directories(recipe_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(recipe_settings INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_package(Threads REQUIRED)
target_link_libraries(recipe_settings INTERFACE Threads::Threads)

if(RECIPE_SANITIZE)
  target_compile_options(recipe_settings INTERFACE -fsanitize=${RECIPE_SANITIZE} -fno-omit-frame-pointer
                                                   -fno-sanitize-recover=all)
  target_link_options(recipe_settings INTERFACE -fsanitize=${RECIPE_SANITIZE})
endif()

if(RECIPE_FUZZ)
  target_compile_options(recipe_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

add_library(recipe_warnings INTERFACE)
target_compile_options(recipe_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  # g++ 12 sees overlapping copies where optimised string concatenation has none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${RECIPE_WARNINGS_AS_ERRORS}>:-Werror>)

find_program(RECIPE_CCACHE ccache)
if(RECIPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${RECIPE_CCACHE})
endif()
