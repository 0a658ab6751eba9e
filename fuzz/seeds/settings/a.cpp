#include "b.h"
app.add_option("-l,--lr", o.lr, "r")->default_val(0.1);
d.add_options()("a,b", po::value<int>()->default_value(3));
float lr{0.5f};
