#!/bin/sh
# CloudCompare takes labelled clouds and gives them back: all values are the same, labels above all.
#   cloudcompare.sh CAIRN
set -eu
cairn=$(readlink -f "$1")
scenes=$(cd "$(dirname "$0")/../../Datasets/scenes" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# All values as text, without the line of names.
values() { "$cairn" convert "$1" values.csv --force 2>/dev/null && sed 1d values.csv; }

# What the column that is named so has; a float 7 is written as an integer 7 is.
column() {
  "$cairn" convert "$1" column.csv --force 2>/dev/null
  awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) place = i; next }
    { print $place }' column.csv
}

for name in tabletop-2.ply living-room-1.ply street-1.ply; do
  "$cairn" convert "$scenes/$name" given.ply --dialect cloudcompare --force 2>/dev/null
  timeout 120 xvfb-run -a CloudCompare -SILENT -AUTO_SAVE OFF -O "$work/given.ply" \
    -C_EXPORT_FMT PLY -PLY_EXPORT_FMT BINARY_LE -SAVE_CLOUDS FILE "$work/back.ply" >log 2>&1 || {
    cat log
    exit 1
  }
  values given.ply >given.txt
  values back.ply >back.txt
  cmp given.txt back.txt
  column "$scenes/$name" label >given.txt
  column back.ply scalar_label >back.txt
  cmp given.txt back.txt
  echo "$name: $(wc -l <back.txt) points, the same $(sort -u back.txt | wc -l) labels"
done
