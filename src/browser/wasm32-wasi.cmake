# CMake's toolchain file for WebAssembly: clang 16 with Debian's libc++ and libc for WASI.
# Debian's emscripten (3.1.6) brings the standard library of LLVM 14, which has no ranges.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-16)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
# Its trial program would need an entry point, its trial library an archiver for WebAssembly.
set(CMAKE_CXX_COMPILER_WORKS TRUE)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
