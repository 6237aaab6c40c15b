#!/bin/sh
# Builds the fuzz targets with address sanitizer, and runs each for a while.
#   sh Tests/Fuzzing/run.sh [seconds] [target…]
# A find is left in Tests/Fuzzing/finds; when it is fixed, the whole file that it stands for goes to
# Datasets/broken/fuzz, where the tests replay it. One of FuzzC is calls, and becomes a test of CairnC.
set -eu
cd "$(dirname "$0")"
seconds=${1:-30}
[ $# -gt 0 ] && shift
targets=${*:-FuzzPLYHeader FuzzPLYBody FuzzPCDHeader FuzzPCDBody FuzzLZF FuzzRoundTrip FuzzC}
for target in $targets; do
  # Only this form gives coverage feedback; the runs below must print `cov:`.
  swift build -c release --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address --product "$target"
done
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
find ../../Datasets/ply ../../Datasets/pcd ../../Datasets/broken -type f -size -4k \
  -exec cp {} "$seeds" \;
mkdir -p finds corpus
status=0
for target in $targets; do
  mkdir -p "corpus/$target"
  # Swift's own crash handler would take the signal from libFuzzer.
  SWIFT_BACKTRACE=enable=no ".build/release/$target" "corpus/$target" "$seeds" \
    -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -malloc_limit_mb=256 -max_len=4096 \
    -dict=keywords.dict -artifact_prefix="finds/$target-" -print_final_stats=1 \
    > "finds/$target.log" 2>&1 || { status=1; echo "$target: a find, see finds/$target.log"; }
  grep -aE 'INITED|stat::number_of_executed_units' "finds/$target.log" | tail -2 | sed "s/^/$target: /"
done
exit $status
