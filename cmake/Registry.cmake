# A family is a .def list with one line per kind and one file per kind.
#
#   recipe_registry(<target> <list.def> <folder>)
#
# adds <folder>/<kind>.cpp for every `WORD(kind)` line, and stops with the name of a file that no line
# lists or of a line that has no file.

function(recipe_registry target list folder)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${list})
  file(STRINGS ${list} rows REGEX "^[A-Z_]+\\([a-z_0-9]+")
  set(listed "")
  foreach(row IN LISTS rows)
    string(REGEX REPLACE "^[A-Z_]+\\(([a-z_0-9]+).*$" "\\1" kind "${row}")
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${kind}.cpp)
      message(FATAL_ERROR "${list} lists ${kind}, but there is no ${folder}/${kind}.cpp")
    endif()
    list(APPEND listed ${kind}.cpp)
  endforeach()
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${folder}/*.cpp)
  foreach(file IN LISTS files)
    if(NOT file IN_LIST listed AND NOT file MATCHES "_test\\.cpp$")
      message(FATAL_ERROR "${folder}/${file} is not listed in ${list}")
    endif()
  endforeach()
endfunction()
