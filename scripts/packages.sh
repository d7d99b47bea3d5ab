# What each part of the house is built and tested with, and how it is installed. Read by ./dev.

BUILD_PACKAGES="g++ cmake ninja-build libfmt-dev libcli11-dev rapidjson-dev zlib1g-dev libzstd-dev libgumbo-dev libcmark-dev libmimetic-dev libminizip-dev libexpat1-dev libsodium-dev libsqlite3-dev libhwy-dev libtomlplusplus-dev"
# The core for the browser is built by clang 16 with the C++ library for WASI.
SITE_PACKAGES="clang-16 lld-16 libc++-16-dev-wasm32 libc++abi-16-dev-wasm32 wasi-libc libclang-rt-16-dev-wasm32"
# Clang 14, the default, does not understand the ranges of g++ 12.
TEST_PACKAGES="ccache libgtest-dev nlohmann-json3-dev clang-format-16 clang-tidy-16 clang-16 libclang-rt-16-dev poppler-utils"
WEB_TEST_PACKAGES="chromium default-jre-headless libreoffice-calc-nogui"
BENCH_PACKAGES="python3 libhyperscan-dev libre2-dev python3-openpyxl python3-pandas python3-numpy"

is_installed() {
  [ -e "/var/lib/dpkg/info/$1.list" ] || [ -e "/var/lib/dpkg/info/$1:amd64.list" ] || [ -e "/var/lib/dpkg/info/$1:arm64.list" ]
}

install_packages() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# need WHAT PACKAGE...: installs those packages that are missing, for WHAT; quick when none is.
need() {
  local what=$1 missing=() package
  shift
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || step "installing ${#missing[@]} packages for $what" install_packages "${missing[@]}"
}
