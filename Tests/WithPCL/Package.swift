// swift-tools-version: 6.2
import PackageDescription

/// What CairnPCL does in a build with the trait `PCL`, in a package of its own: a test of the package
/// itself would need all of it built twice.
///
/// `make test` runs it: `swift test --package-path Tests/WithPCL`.
let package = Package(
  name: "cairn-with-pcl",
  dependencies: [.package(name: "cairn", path: "../..", traits: ["PCL"])],
  targets: [
    .testTarget(
      name: "WithPCLTests",
      dependencies: [
        .product(name: "CairnClouds", package: "cairn"),
        .product(name: "CairnGeometry", package: "cairn"),
        .product(name: "CairnPCL", package: "cairn"),
        .product(name: "CairnSegmentation", package: "cairn"),
      ],
      swiftSettings: [
        .strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
