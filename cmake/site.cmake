# What `muster publish` puts into a site beside pages and data: the core as WebAssembly, script and
# style. Asks for clang 16, WASI's libraries and node. Included by the main file; sets the commands
# that make ${SITE_SOURCE}.

# The core: a build of its own, by another compiler for another machine.
set(BROWSER ${CMAKE_BINARY_DIR}/browser)
set(TABLES ${GENERATED}/embedded_ledger.cc ${GENERATED}/embedded_lexicon.cc)
file(GLOB_RECURSE CORE CONFIGURE_DEPENDS
  src/base/* src/ledger/* src/measures/* src/check/* src/outlook/* src/sources/* src/browser/*)
add_custom_command(OUTPUT ${BROWSER}/muster.wasm
  COMMAND ${CMAKE_COMMAND} -S ${PROJECT_SOURCE_DIR}/src/browser -B ${BROWSER} -G Ninja
    -DCMAKE_TOOLCHAIN_FILE=${PROJECT_SOURCE_DIR}/src/browser/wasm32-wasi.cmake
    -DCMAKE_BUILD_TYPE=Release -DMUSTER_GENERATED=${GENERATED} "-DCMAKE_CXX_COMPILER_LAUNCHER=${MUSTER_LAUNCHER}"
  COMMAND ${CMAKE_COMMAND} --build ${BROWSER}
  # What was changed may be no part of it.
  COMMAND ${CMAKE_COMMAND} -E touch ${BROWSER}/muster.wasm
  DEPENDS ${CORE} ${TABLES}
  COMMENT "Building the core for the browser" VERBATIM)

# Script and style.
set(SITE ${CMAKE_BINARY_DIR}/site)
file(GLOB_RECURSE WEB CONFIGURE_DEPENDS web/src/* web/public/*)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/node_modules.stamp
  COMMAND npm ci --no-audit --no-fund
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/node_modules.stamp
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
  DEPENDS web/package.json web/package-lock.json
  COMMENT "Fetching what web/ is built with from npm's registry")
add_custom_command(OUTPUT ${SITE_SOURCE} ${SITE}/assets/site.js
  COMMAND ${CMAKE_COMMAND} -E env MUSTER_SITE_OUT=${SITE} npm run build
  COMMAND ${CMAKE_COMMAND} -E copy ${BROWSER}/muster.wasm ${SITE}/assets/muster.wasm
  COMMAND ${CMAKE_COMMAND} -DFOLDER=${SITE} -DSOURCE=${SITE_SOURCE} -P ${PROJECT_SOURCE_DIR}/cmake/embed_site.cmake
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
  DEPENDS ${WEB} web/package.json web/licences.mjs web/vite.config.ts web/tsconfig.json cmake/embed_site.cmake
    ${CMAKE_BINARY_DIR}/node_modules.stamp ${BROWSER}/muster.wasm
  COMMENT "Building the site's script and style")
