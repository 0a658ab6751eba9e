# The page about the rules is the one that recipe_docs writes.
#
#   cmake -D DOCS=<recipe_docs> -D FOLDER=<folder to write into> -D PAGE=<docs/rules.md> -P rules.cmake

cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${DOCS} ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
if("$ENV{RECIPE_UPDATE}")
  file(COPY_FILE ${FOLDER}/rules.md ${PAGE})
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${FOLDER}/rules.md ${PAGE} RESULT_VARIABLE different)
if(different)
  message(FATAL_ERROR "${PAGE} is not what recipe_docs writes; RECIPE_UPDATE=1 ctest -R docs.rules writes it again")
endif()
