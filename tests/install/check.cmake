# Installs the program below a fresh folder and uses what is there.
#
#   cmake -D BUILD=<build folder> -D PREFIX=<folder to make> -D NAME=<"recipe 0.1.0"> -P check.cmake

cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX}
                OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

foreach(file
    share/man/man1/recipe.1
    share/bash-completion/completions/recipe
    share/zsh/site-functions/_recipe
    share/fish/vendor_completions.d/recipe.fish
    share/doc/recipe/format.md
    share/doc/recipe/check.md
    share/doc/recipe/rules.md
    share/doc/recipe/LICENSE)
  if(NOT EXISTS ${PREFIX}/${file})
    message(SEND_ERROR "${file} is not installed")
  endif()
endforeach()

execute_process(COMMAND ${PREFIX}/bin/recipe --version OUTPUT_VARIABLE version COMMAND_ERROR_IS_FATAL ANY)
if(NOT version MATCHES "^${NAME}\n")
  message(SEND_ERROR "the installed program is: ${version}")
endif()

# Where these shells and tools are installed.
function(check_with tool)
  find_program(program_${tool} ${tool})
  if(program_${tool})
    execute_process(COMMAND ${program_${tool}} ${ARGN} RESULT_VARIABLE result ERROR_VARIABLE said)
    if(NOT result EQUAL 0 OR said)
      message(SEND_ERROR "${tool} ${ARGN}: ${said}")
    endif()
  endif()
endfunction()
check_with(bash -n ${PREFIX}/share/bash-completion/completions/recipe)
check_with(zsh -n ${PREFIX}/share/zsh/site-functions/_recipe)
check_with(fish -n ${PREFIX}/share/fish/vendor_completions.d/recipe.fish)
check_with(groff -man -Tutf8 -ww -z ${PREFIX}/share/man/man1/recipe.1)

# What bash would offer for a command line.
function(expect_completion line wanted)
  set(script "source '${PREFIX}/share/bash-completion/completions/recipe'
COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _recipe; echo \"\${COMPREPLY[*]}\"")
  execute_process(COMMAND bash -c "${script}" OUTPUT_VARIABLE offered OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT offered STREQUAL wanted)
    message(SEND_ERROR "`${line}` is completed by `${offered}`, not `${wanted}`")
  endif()
endfunction()
expect_completion("recipe st" "status")
expect_completion("recipe data d" "digest")
expect_completion("recipe run --stage tr" "training")
expect_completion("recipe run --work" "--worktree")
expect_completion("recipe data digest --f" "--fresh --format")
