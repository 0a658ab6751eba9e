import os
print "old"
exec "x" in {}
try:
    pass
except E, e:
	raise X, 1
if x:
  y = `z`
