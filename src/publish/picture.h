// A picture in a report: never without what a reader who can't see it needs, nor without whom it
// is owed to.
#pragma once

#include <string>

#include "base/error.h"

namespace muster {

struct Picture {
  std::string file;     // as given, for errors
  std::string content;  // the file's bytes: PNG, JPEG, GIF or WebP
  std::string title;
  std::string alt;  // what is to be seen
  std::string caption;
  std::string author;
  std::string licence;
  std::string source;

  std::string_view media_type() const;  // "image/png"
  std::string_view extension() const;   // "png"
};

// Fails where a part of the credit or the alternative text is missing, or the file is no picture
// that every browser shows. SVG is refused: it may carry script.
Result<Picture> checked(Picture picture);

// "Title, by Author, licence, source": the full credit line.
std::string credit_line(const Picture& picture);

// "data:image/png;base64,…".
std::string data_address(const Picture& picture);

}  // namespace muster
