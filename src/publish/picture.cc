#include "publish/picture.h"

#include <array>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/text.h"

namespace muster {
namespace {

struct Format {
  std::string_view media_type, extension;
};

Format format_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return {"image/png", "png"};
  if (bytes.starts_with("\xff\xd8\xff")) return {"image/jpeg", "jpg"};
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return {"image/gif", "gif"};
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP")
    return {"image/webp", "webp"};
  return {};
}

constexpr std::size_t kMostBytes = 20'000'000;

}  // namespace

std::string_view Picture::media_type() const { return format_of(content).media_type; }
std::string_view Picture::extension() const { return format_of(content).extension; }

Result<Picture> checked(Picture picture) {
  const std::array<std::pair<std::string_view, const std::string*>, 6> parts = {
      {{"--caption", &picture.caption},
       {"--alt", &picture.alt},
       {"--title", &picture.title},
       {"--author", &picture.author},
       {"--licence", &picture.licence},
       {"--source", &picture.source}}};
  std::vector<std::string> missing;
  for (const auto& [option, text] : parts) {
    if (trimmed(*text).empty()) missing.emplace_back(option);
  }
  if (!missing.empty())
    return Error{"a picture needs an alternative text and a full credit: " + join_prose(missing) +
                     (missing.size() == 1 ? " is" : " are") + " missing",
                 picture.file, "no report was made"};
  if (picture.media_type().empty())
    return Error{"it is no PNG, JPEG, GIF or WebP picture", picture.file, "no report was made"};
  if (picture.content.size() > kMostBytes)
    return Error{"it is larger than 20 MB", picture.file, "make it smaller; no report was made"};
  return picture;
}

std::string credit_line(const Picture& picture) {
  return "“" + picture.title + "”, by " + picture.author + ", " + picture.licence + ", " +
         picture.source;
}

std::string data_address(const Picture& picture) {
  return "data:" + std::string(picture.media_type()) + ";base64," + base64(picture.content);
}

}  // namespace muster
