#include <cstdio>
#include <cstdlib>
#include <chrono>

// getenv( in a comment is no matter.
const char* home() { return std::getenv("HOME"); }
auto now() { return std::chrono::steady_clock::now(); }
void say() { std::fputs("said\n", stderr); }
int start() { return std::system("true"); }
