# A project takes the tree in as a part of its own build.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/subproject" DESTINATION "${SCRATCH}")
run(${CMAKE_COMMAND} -S "${SCRATCH}/subproject" -B "${SCRATCH}/build" "-DDSC_SOURCE=${SOURCE}" "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
run(${CMAKE_COMMAND} --build "${SCRATCH}/build" --target solve)
run("${SCRATCH}/build/solve")
expect("x = 1/3, 1/6")
