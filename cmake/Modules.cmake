# One static library per module, named after its folder, with its tests beside the code.
#
#   recipe_module(<name> USES <module or library>...)
#
# Sources are the folder's *.cpp; *_test.cpp go to one test program per module.

function(recipe_module name)
  cmake_parse_arguments(ARG "" "" "USES;EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(ARG_EXCLUDE)
    list(REMOVE_ITEM sources ${ARG_EXCLUDE})
  endif()
  list(TRANSFORM ARG_USES PREPEND recipe_ REGEX "^(base|os|document|data|code|dynamics|timing|record|check|run|verify|facts|author|cli)$")

  add_library(recipe_${name} STATIC ${sources})
  target_link_libraries(recipe_${name} PUBLIC recipe_settings ${ARG_USES})
  target_link_libraries(recipe_${name} PRIVATE recipe_warnings)

  if(RECIPE_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE recipe_${name} recipe_fakes recipe_warnings GTest::gtest_main)
    gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
