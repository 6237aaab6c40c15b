// swift-tools-version: 6.2
import PackageDescription

/// Our rays beside Embree's, in a package of its own: a machine without Embree builds all the rest.
///
/// `make embree` runs it; it needs Embree 3 (Debian: libembree-dev).
let package = Package(
  name: "cairn-embree-benchmark",
  dependencies: [.package(name: "cairn", path: "../..")],
  targets: [
    .target(name: "CEmbreeRays", linkerSettings: [.linkedLibrary("embree3")]),
    .executableTarget(
      name: "EmbreeBenchmark",
      dependencies: ["CEmbreeRays", .product(name: "CairnKernels", package: "cairn")]),
  ]
)
