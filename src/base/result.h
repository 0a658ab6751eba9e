#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace recipe {

/// What the caller does next, rather than what went wrong in detail.
enum class ErrorKind {
  not_found,    ///< look elsewhere, or tell the user the name
  denied,       ///< a permission is missing
  invalid,      ///< the input is wrong: mend it
  unsupported,  ///< this program cannot do that
  io,           ///< disk, network: try again later
  timeout,      ///< it took too long
  interrupted,  ///< the user asked to stop
};

/// The world refused. `message` is a sentence a user can act on; `context` gains one line per level
/// on the way up, innermost first.
struct Error {
  ErrorKind kind;
  std::string message;
  std::vector<std::string> context;

  /// "context: ...: message" as one line.
  std::string to_string() const;
};

/// A value or the reason why there is none. Only what std::expected has too is used:
/// `if (r)`, `*r`, `r->`, `r.error()`, `value_or`.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message), {}});
}

/// The same error with one more line of context.
inline tl::unexpected<Error> fail(Error error, std::string context) {
  error.context.push_back(std::move(context));
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace recipe

#define RECIPE_JOIN_(a, b) a##b
#define RECIPE_JOIN(a, b) RECIPE_JOIN_(a, b)

/// Returns the error of `expression` to the caller, if it has one.
#define TRY(expression)                                                      \
  do {                                                                       \
    if (auto try_result = (expression); !try_result)                         \
      return tl::unexpected<::recipe::Error>(std::move(try_result.error())); \
  } while (false)

/// Declares or assigns `left` from the value of `expression`, or returns its error to the caller.
#define TRY_ASSIGN(left, expression)                                                              \
  auto RECIPE_JOIN(try_value_, __LINE__) = (expression);                                          \
  if (!RECIPE_JOIN(try_value_, __LINE__))                                                         \
    return tl::unexpected<::recipe::Error>(std::move(RECIPE_JOIN(try_value_, __LINE__).error())); \
  left = std::move(*RECIPE_JOIN(try_value_, __LINE__))
