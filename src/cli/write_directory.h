// A folder of files that is there whole or not at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "publish/report_files.h"

namespace muster::cli {

// Writes all files into a folder beside `directory` and puts it in its place in one step: what was
// there stays until all is written. A folder that is not empty is only replaced where it holds
// nothing but what was written by this function before (a list of that is kept in it).
// `finish` may add to the new folder before it is put in place, and call it off.
// There is no fsync: whatever is lost with the machine can be made again.
std::optional<Error> write_directory(
    const std::string& directory, const std::vector<PublishedFile>& files,
    const std::function<std::optional<Error>(const std::string&)>& finish = {});

}  // namespace muster::cli
