# The world is reached through os: the other modules neither look at files, clock or environment nor
# print. cli may; tests may.
#
#   cmake -D SOURCE=<folder of modules> -P seams.cmake

cmake_minimum_required(VERSION 3.25)

set(start "(^|[^A-Za-z0-9_])")
set(doors
  "std::filesystem"
  "<filesystem>"
  "${start}(secure_)?getenv *\\("
  "(system|steady|high_resolution)_clock::now *\\("
  "std::(cout|cerr|clog)"
  "${start}(f?printf|puts|fputs|fputc|putchar|fwrite|fflush) *\\([^;]*(stdout|stderr)"
  "${start}(printf|puts|putchar) *\\("
  "fmt::print *\\("
  "std::[io]?fstream"
  "${start}fopen *\\("
  "${start}(system|popen|v?fork|_exit) *\\(")

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/*.h ${SOURCE}/*.cpp)
if(NOT files)
  message(FATAL_ERROR "no sources in ${SOURCE}")
endif()
list(FILTER files EXCLUDE REGEX "^(os|cli)/|_test\\.cpp$")
foreach(file IN LISTS files)
  foreach(door IN LISTS doors)
    file(STRINGS ${SOURCE}/${file} hits REGEX "${door}")
    foreach(hit IN LISTS hits)
      string(REGEX REPLACE "//.*$" "" code "${hit}")
      if(code MATCHES "${door}")
        string(STRIP "${hit}" hit)
        message(SEND_ERROR "${file}: goes around os: ${hit}")
      endif()
    endforeach()
  endforeach()
endforeach()
