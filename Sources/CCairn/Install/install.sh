#!/bin/sh
# Links the library and the command with the Swift runtime inside, and puts them below a prefix with
# headers and what CMake, pkg-config, ROS, man and the shells look for. No file names the prefix, so
# that all of it can be moved.
#
#   install.sh BUILD PREFIX     BUILD is the folder of `swift build -c release`
set -eu
build=$(cd "$1" && pwd)
mkdir -p "$2"
prefix=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
package=$(cd "$here/../../.." && pwd)
headers=$package/Sources/CCairn/include/cairn
swift=${SWIFTC:-swiftc}
tools=$(dirname "$(readlink -f "$(command -v "$swift")")")

number() { sed -n "s/^#define CAIRN_$1 \([0-9]*\)\$/\1/p" "$headers/cairn.h"; }
major=$(number VERSION_MAJOR)
minor=$(number VERSION_MINOR)
version=$major.$minor.$(number VERSION_PATCH)
abi=$(number ABI_VERSION)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/include/cairn"

# Archives are linked in where the system has them: the shared libraries have other names elsewhere, as
# Debian's libjpeg.so.62 is Ubuntu's libjpeg.so.8. In a folder of their own they are found first.
mkdir "$work/archives"
for name in png16 jpeg z; do
  archive=$("$tools/clang" -print-file-name="lib$name.a")
  if [ -f "$archive" ]; then ln -s "$archive" "$work/archives"; fi
done

# SwiftPM has linked the same objects to libraries of the runtime, which users do not have.
"$tools/clang" -c -O2 -fPIC -fno-builtin "$here/runtime.c" -o "$work/runtime.o"
set -- "$work/runtime.o" -Xlinker --wrap=_swift_stdlib_getScalarName \
  -Xlinker --gc-sections -Xlinker -s
library=libcairn.so.$version
"$swift" -emit-library -static-stdlib -use-ld=lld @"$build/CairnC.product/Objects.LinkFileList" \
  "$@" -o "$work/$library" -Xlinker --version-script="$here/exports.map" \
  -Xlinker -T -Xlinker "$here/no-unwinding.lds" -Xlinker --no-eh-frame-hdr \
  -Xlinker -soname="libcairn.so.$abi"
"$swift" -emit-executable -static-stdlib -use-ld=lld @"$build/cairn.product/Objects.LinkFileList" \
  "$@" -o "$work/cairn" -L "$work/archives" -lpng16 -ljpeg -lz \
  -l_FoundationCShims -l_FoundationCollections -Xlinker --defsym=main=CairnTool_main
install -m 755 "$work/$library" "$prefix/lib/$library"
ln -sf "$library" "$prefix/lib/libcairn.so.$abi"
ln -sf "libcairn.so.$abi" "$prefix/lib/libcairn.so"
install -m 755 "$work/cairn" "$prefix/bin/cairn"
install -m 644 "$headers"/* "$prefix/include/cairn"

# fill TEMPLATE TARGET
fill() {
  mkdir -p "$(dirname "$prefix/$2")"
  sed -e "s/@VERSION@/$version/g" -e "s/@MAJOR@/$major/g" -e "s/@MINOR@/$minor/g" \
    -e "s/@ABI@/$abi/g" "$here/$1" >"$prefix/$2"
}
fill CairnConfig.cmake.in lib/cmake/Cairn/CairnConfig.cmake
fill CairnConfigVersion.cmake.in lib/cmake/Cairn/CairnConfigVersion.cmake
fill cairn.pc.in lib/pkgconfig/cairn.pc
fill package.xml.in share/cairn/package.xml

mkdir -p "$prefix/share/doc/cairn" "$prefix/share/cairn/examples"
install -m 644 "$package/LICENSE" "$here/NOTICES.txt" "$package/README.md" "$package/CHANGELOG.md" \
  "$package/Sources/Cairn/Documentation.docc/MeshAttribution.md" "$prefix/share/doc/cairn"
install -m 644 "$package"/Examples/07-CAndCpp/* "$prefix/share/cairn/examples"

tool=$prefix/bin/cairn
completions() {
  mkdir -p "$prefix/share/$2"
  "$tool" completion "$1" >"$prefix/share/$2/$3"
}
completions bash bash-completion/completions cairn
completions zsh zsh/site-functions _cairn
completions fish fish/vendor_completions.d cairn.fish

# The manual is the help of every verb as it is.
help_text() {
  printf '.nf\n'
  "$tool" help "$@" | sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\\&&/"
  printf '.fi\n'
}
mkdir -p "$prefix/share/man/man1"
{
  printf '.TH CAIRN 1 "" "Cairn %s" "User Commands"\n' "$version"
  printf '.SH NAME\ncairn \\- promptable segmentation of 3D point clouds\n.SH DESCRIPTION\n'
  help_text
  for verb in $("$tool" help | sed -n '/^SUBCOMMANDS:/,$s/^  \([a-z][a-z]*\).*/\1/p'); do
    printf '.SH CAIRN %s\n' "$(printf %s "$verb" | tr a-z A-Z)"
    help_text "$verb"
  done
} >"$prefix/share/man/man1/cairn.1"
