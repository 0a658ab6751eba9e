#!/bin/bash
: ${LR:=0.1} # rate
B=${1:-"32"}; A=(--x 1)
while getopts "b:v" o; do case $o in b|c) B=$OPTARG;; *) exit 1;; esac; done
f() { echo `ls` $((1+2)); }
ARGS+=" --lr $LR"
[[ -n $S && a < b ]] && ARGS+=" --seed $S"
cat <<-'E' > out 2>&1
	x
	E
CUDA=0 mpirun -np 8 python -u train.py $ARGS "${A[@]}" \
  --n 'a b' <dir> "$@" | tee $(date).log &
bash -c "python -m a.b --c=1"
