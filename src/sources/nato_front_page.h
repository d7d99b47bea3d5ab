// What the first pages of a NATO publication say of itself, before its tables: the title, the
// number of the press release, the day of publication, the cut-off day.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

namespace muster {

struct NatoFrontPage {
  std::string
      title;  // empty where there is none: "Defence Expenditure of NATO Countries (2010-2017)"
  std::string number;             // "PR/CP(2017)111"
  Date published = kDistantPast;  // kDistantPast where it is not said, or two days are
  Date cut_off = kDistantPast;
};

NatoFrontPage read_nato_front_page(std::string_view text);

}  // namespace muster
