// The site's script, style, fonts and WebAssembly core, made in web/ and src/browser/ and compiled
// into the program, so that a site is made without node.
#pragma once

#include <vector>

#include "publish/report_files.h"

namespace muster::cli {

// Empty where the program was built without them (MUSTER_SITE=OFF).
std::vector<PublishedFile> site_assets();

}  // namespace muster::cli
