#pragma once

#include "run/plan.h"
