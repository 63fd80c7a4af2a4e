# run(WORDS...): the command must succeed. said: what it printed.
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT status EQUAL 0)
    string(REPLACE ";" " " words "${ARGV}")
    message(FATAL_ERROR "${words}: status ${status}\n${out}${err}")
  endif()
  set(said "${out}" PARENT_SCOPE)
endfunction()

# expect(WHAT): the last command said it.
function(expect what)
  string(FIND "${said}" "${what}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "expected \"${what}\", found:\n${said}")
  endif()
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}")
