// No guard.

void f();
