#include "sources/xml.h"

#include <expat.h>

namespace muster {
std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct XmlReader::State {
  XML_Parser parser = nullptr;
  XmlHandlers handlers;
  std::optional<Error> stopped;
};

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (pair[0] == name || without_prefix(pair[0]) == name) return pair[1];
  }
  return {};
}

XmlReader::XmlReader(XmlHandlers handlers) : state_(new State) {
  state_->handlers = std::move(handlers);
  state_->parser = XML_ParserCreate(nullptr);
  XML_SetUserData(state_->parser, state_);
  XML_SetElementHandler(
      state_->parser,
      [](void* state, const char* name, const char** attributes) {
        static_cast<State*>(state)->handlers.begin(without_prefix(name), XmlAttributes(attributes));
      },
      [](void* state, const char* name) {
        static_cast<State*>(state)->handlers.end(without_prefix(name));
      });
  XML_SetCharacterDataHandler(state_->parser, [](void* state, const char* text, int size) {
    static_cast<State*>(state)->handlers.text({text, static_cast<std::size_t>(size)});
  });
  XML_SetEntityDeclHandler(state_->parser, [](void* state, const char* name, int, const char*, int,
                                              const char*, const char*, const char*, const char*) {
    auto& self = *static_cast<State*>(state);
    self.stopped =
        Error{std::string("it declares the entity '") + name + "'", "", "no publisher's file does"};
    XML_StopParser(self.parser, XML_FALSE);
  });
}

XmlReader::~XmlReader() {
  XML_ParserFree(state_->parser);
  delete state_;
}

void XmlReader::stop(Error error) {
  if (!state_->stopped) state_->stopped = std::move(error);
  XML_StopParser(state_->parser, XML_FALSE);
}

std::optional<Error> XmlReader::feed(std::string_view piece) { return parse(piece, false); }
std::optional<Error> XmlReader::finish() { return parse({}, true); }

std::optional<Error> XmlReader::parse(std::string_view piece, bool last) {
  if (state_->stopped) return state_->stopped;
  const char* bytes = piece.empty() ? "" : piece.data();
  if (XML_Parse(state_->parser, bytes, static_cast<int>(piece.size()), last ? 1 : 0) ==
      XML_STATUS_OK)
    return std::nullopt;
  if (state_->stopped) return state_->stopped;
  return Error{
      std::string("it is no well-formed XML: ") + XML_ErrorString(XML_GetErrorCode(state_->parser)),
      "line " + std::to_string(XML_GetCurrentLineNumber(state_->parser)), ""};
}

}  // namespace muster
