// swift-tools-version: 6.2
import PackageDescription

/// Fuzz targets, in a package of their own: they need compiler flags that a library must not have.
///
/// See `run.sh` for how they are built and run.
let targets = [
  "FuzzPLYHeader", "FuzzPLYBody", "FuzzPCDHeader", "FuzzPCDBody", "FuzzLZF", "FuzzRoundTrip",
]

let package = Package(
  name: "cairn-fuzzing",
  dependencies: [.package(name: "cairn", path: "../..")],
  targets: [
    .target(
      name: "FuzzSupport",
      dependencies: [
        .product(name: "CairnFiles", package: "cairn"),
        .product(name: "CairnClouds", package: "cairn"),
      ]),
    .executableTarget(
      name: "FuzzC", dependencies: ["FuzzSupport", .product(name: "CairnC", package: "cairn")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ]
    + targets.map { name in
      .executableTarget(
        name: name,
        dependencies: ["FuzzSupport", .product(name: "CairnClouds", package: "cairn")],
        // libFuzzer brings its own `main`.
        swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    }
)
