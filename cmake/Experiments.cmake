# dsc_experiment_digest(TARGET): compiles into TARGET a SHA-256 digest of the sources that dsc-cell is made of, so that a result's
# address knows the code that computed it. What plans experiments and reads their results is no part of it.
function(dsc_experiment_digest target)
  set(globs experiments/cell/* experiments/cell/unrolled/* experiments/data/* experiments/networks/* experiments/training/*
      experiments/*/work/* theorems/exact/* theorems/dictionaries/* theorems/coherence/*)
  list(TRANSFORM globs PREPEND "${PROJECT_SOURCE_DIR}/")
  file(GLOB files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${PROJECT_SOURCE_DIR}" ${globs})
  list(FILTER files INCLUDE REGEX "\\.(h|cpp)$")
  list(SORT files)
  list(TRANSFORM files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE paths)
  string(REPLACE ";" "," listed "${files}")
  set(output "${PROJECT_BINARY_DIR}/generated/experiment_digest.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/WriteExperimentDigest.cmake")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DROOT=${PROJECT_SOURCE_DIR}" "-DFILES=${listed}" "-DOUTPUT=${output}" -P ${script}
    DEPENDS ${script} ${paths}
    COMMENT "Digest of the code behind the experiments"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
