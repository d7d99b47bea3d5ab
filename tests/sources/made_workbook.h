// Small workbooks in a publisher's layout, made by the tests that read them.
#pragma once

#include <minizip/zip.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "files.h"
#include "sources/xlsx.h"

namespace muster::tests {

// A zip archive of these files.
inline std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
  static int made = 0;
  const auto path = std::filesystem::temp_directory_path() /
                    ("muster_zip_" + std::to_string(getpid()) + "_" + std::to_string(++made));
  zipFile archive = zipOpen(path.c_str(), APPEND_STATUS_CREATE);
  for (const auto& [name, content] : files) {
    zip_fileinfo info{};
    zipOpenNewFileInZip(archive, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                        Z_DEFAULT_COMPRESSION);
    zipWriteInFileInZip(archive, content.data(), static_cast<unsigned>(content.size()));
    zipCloseFileInZip(archive);
  }
  zipClose(archive, nullptr);
  std::string bytes = read_file(path);
  std::filesystem::remove(path);
  return bytes;
}

// The cells of a row, from column A on; an empty one is left away. What begins with '=' is a
// number, with '#' an error, all else text.
using MadeRow = std::vector<std::string>;

struct MadeSheet {
  std::string name;
  std::vector<MadeRow> rows;
  std::string columns;  // XML of <cols>, or empty
};

inline std::string made_workbook(const std::vector<MadeSheet>& sheets) {
  std::string book = "<workbook><sheets>";
  std::string relations = "<Relationships>";
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    book += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"r" + number +
            "\"/>";
    relations +=
        "<Relationship Id=\"r" + number + "\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    std::string xml = "<worksheet>" + sheets[i].columns + "<sheetData>";
    int row = 0;
    for (const MadeRow& cells : sheets[i].rows) {
      xml += "<row r=\"" + std::to_string(++row) + "\">";
      int column = 0;
      for (const std::string& cell : cells) {
        ++column;
        if (cell.empty()) continue;
        const std::string at = "<c r=\"" + cell_name(row, column) + "\"";
        if (cell[0] == '=') {
          xml += at + "><v>" + cell.substr(1) + "</v></c>";
        } else if (cell[0] == '#') {
          xml += at + " t=\"e\"><v>" + cell + "</v></c>";
        } else {
          xml += at + " t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        }
      }
      xml += "</row>";
    }
    files.emplace_back("xl/worksheets/sheet" + number + ".xml", xml + "</sheetData></worksheet>");
  }
  files.emplace_back("xl/workbook.xml", book + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  return zipped(files);
}

}  // namespace muster::tests
