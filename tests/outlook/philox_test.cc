// The generator against its authors' known answers.

#include "outlook/philox.h"

#include <gtest/gtest.h>

namespace muster {
namespace philox_test {

// From kat_vectors of Random123.
TEST(Philox, gives_its_authors_known_answers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, PhiloxKeys(0)),
            (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, PhiloxKeys(~0ULL)),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, PhiloxKeys(0x299f31d0a4093822ULL)),
      (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

}  // namespace philox_test
}  // namespace muster
