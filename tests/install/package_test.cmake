# A project outside the tree finds the installed package, also where it was moved, and analyses a matrix with it.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
foreach(component package mathematics)
  run(${CMAKE_COMMAND} --install "${BUILD}" --component ${component} --prefix "${SCRATCH}/first")
endforeach()
file(RENAME "${SCRATCH}/first" "${SCRATCH}/moved")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/consumer" DESTINATION "${SCRATCH}")
run(${CMAKE_COMMAND} -S "${SCRATCH}/consumer" -B "${SCRATCH}/build" "-DCMAKE_PREFIX_PATH=${SCRATCH}/moved"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
run(${CMAKE_COMMAND} --build "${SCRATCH}/build")
file(WRITE "${SCRATCH}/dictionary.csv" "1,0,0.5\n0,1,0.5\n0,0,0.5\n0,0,0.5\n")
run("${SCRATCH}/build/analyse" "${SCRATCH}/dictionary.csv")
expect("mu^2 = 1/4, unique codes up to 1, mu~ in [")

# What is not installed is not found, and says so.
execute_process(COMMAND ${CMAKE_COMMAND} -S "${SCRATCH}/consumer" -B "${SCRATCH}/none" "-DCMAKE_PREFIX_PATH=${SCRATCH}/moved"
                        -DDSC_COMPONENT=checker "-DCMAKE_CXX_COMPILER=${COMPILER}" RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE said)
if(status EQUAL 0)
  message(FATAL_ERROR "found a component that was not installed")
endif()
expect("checker")
