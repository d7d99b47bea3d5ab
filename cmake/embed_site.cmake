# Writes SOURCE: the files below FOLDER as constants of the program, taken in by the assembler
# (compilers are slow at large arrays). Without FOLDER there are none.
set(declarations "")
set(entries "")
set(number 0)
if(FOLDER)
  file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
  list(SORT files)
  foreach(file IN LISTS files)
    string(APPEND declarations
      "asm(\".section .rodata\\n.global site_file_${number}\\n.global site_end_${number}\\nsite_file_${number}:\\n.incbin \\\"${FOLDER}/${file}\\\"\\nsite_end_${number}:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" const char site_file_${number}[], site_end_${number}[];\n")
    string(APPEND entries "  files.push_back({\"${file}\", {site_file_${number}, site_end_${number}}});\n")
    math(EXPR number "${number} + 1")
  endforeach()
endif()
file(WRITE ${SOURCE} "// Made by cmake/embed_site.cmake.
#include \"cli/site_assets.h\"

${declarations}
namespace muster::cli {

std::vector<PublishedFile> site_assets() {
  std::vector<PublishedFile> files;
${entries}  return files;
}

}  // namespace muster::cli
")
