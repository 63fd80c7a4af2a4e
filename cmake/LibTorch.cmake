# LibTorch 1.13 or newer: Debian's, or one that CMAKE_PREFIX_PATH names, such as the folder torch of an installed Python wheel.
# The CMake package of one built for CUDA asks for the CUDA toolkit with its compiler, which only kernels of one's own need: of
# such a LibTorch the headers and libraries are named here.
find_library(DSC_TORCH_CUDA torch_cuda)
if(NOT DSC_TORCH_CUDA)
  find_package(Torch REQUIRED)
  return()
endif()

cmake_path(GET DSC_TORCH_CUDA PARENT_PATH torch_folder)
cmake_path(GET torch_folder PARENT_PATH torch_prefix)
set(TORCH_INCLUDE_DIRS "${torch_prefix}/include" "${torch_prefix}/include/torch/csrc/api/include")
set(TORCH_CXX_FLAGS "")
add_library(dsc_libtorch INTERFACE)
target_include_directories(dsc_libtorch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
# A wheel brings headers of another fmt than the library that is installed, and they are found first.
target_compile_definitions(dsc_libtorch INTERFACE FMT_HEADER_ONLY)
# Nothing of ours names a symbol of torch_cuda, which makes the devices known when it is loaded.
target_link_libraries(
  dsc_libtorch INTERFACE "${torch_folder}/libtorch_cpu.so" "${torch_folder}/libc10.so" "-Wl,--push-state,--no-as-needed"
                         "${DSC_TORCH_CUDA}" "${torch_folder}/libc10_cuda.so" "-Wl,--pop-state")
# A wheel finds the libraries of CUDA, which lie in wheels of their own, by itself, when it is loaded.
target_link_options(dsc_libtorch INTERFACE "-Wl,--allow-shlib-undefined")
set(TORCH_LIBRARIES dsc_libtorch)
message(STATUS "LibTorch with CUDA: ${torch_prefix}")
