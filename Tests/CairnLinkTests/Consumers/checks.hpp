// What the consumers check with: a failure is told with its line and ends the program with 1.
#ifndef CHECKS_HPP
#define CHECKS_HPP

#include <cairn/cairn.hpp>

#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                          \
  do {                                                                            \
    if (!(condition)) {                                                           \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);        \
      std::exit(1);                                                               \
    }                                                                             \
  } while (0)

/// The status with which a call fails; CAIRN_OK where it does not.
template <class Call>
cairn_status status_of(Call call) {
  try {
    call();
    return CAIRN_OK;
  } catch (const cairn::Error &error) {
    return error.status();
  }
}

#endif
