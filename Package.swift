// swift-tools-version: 6.2
import PackageDescription

/// Unsafe code is an error here unless it says `unsafe`.
let safe: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatWarning("StrictMemorySafety", as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Lets a type hand out spans over its own storage.
let lifetimes: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes")]

let package = Package(
  name: "cairn",
  products: [
    .executable(name: "cairn", targets: ["CairnTool"]),
    .library(name: "CairnGeometry", targets: ["CairnGeometry"]),
    .library(name: "CairnJSON", targets: ["CairnJSON"]),
    .library(name: "CairnKernels", targets: ["CairnKernels"]),
    .library(name: "CairnClouds", targets: ["CairnClouds"]),
    .library(name: "CairnSearch", targets: ["CairnSearch"]),
    .library(name: "CairnNN", targets: ["CairnNN"]),
    .library(name: "CairnFiles", targets: ["CairnFiles"]),
    .library(name: "CairnPreprocessing", targets: ["CairnPreprocessing"]),
    .library(name: "CairnScenes", targets: ["CairnScenes"]),
    .library(name: "CairnWorlds", targets: ["CairnWorlds"]),
    .library(name: "CairnMeshes", targets: ["CairnMeshes"]),
    .library(name: "CairnDatasets", targets: ["CairnDatasets"]),
    .library(name: "CairnSegmentation", targets: ["CairnSegmentation"]),
    .library(name: "CairnEvaluation", targets: ["CairnEvaluation"]),
    .library(name: "CairnPictures", targets: ["CairnPictures"]),
    .library(name: "Cairn", targets: ["Cairn"]),
    .library(name: "CairnPCL", targets: ["CairnPCL"]),
    .library(name: "CairnC", type: .dynamic, targets: ["CairnC"]),
    .library(name: "CairnTraining", type: .dynamic, targets: ["CairnTraining"]),
  ],
  traits: [
    .trait(
      name: "PCL",
      description: "Methods of the Point Cloud Library to compare with; needs libpcl-dev.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // MARK: - Layer 0: foundations
    .target(name: "CWeights", exclude: ["model.safetensors"]),
    .target(name: "CKernels"),
    .target(name: "CairnGeometry", swiftSettings: safe),
    .target(name: "CairnJSON", swiftSettings: safe),
    .target(name: "CairnKernels", dependencies: ["CKernels"], swiftSettings: safe + lifetimes),

    // MARK: - Layer 1: data and search
    .target(name: "CairnClouds", dependencies: ["CairnGeometry"], swiftSettings: safe),
    .target(
      name: "CairnSearch", dependencies: ["CairnGeometry", "CairnKernels"],
      swiftSettings: safe + lifetimes),
    .target(
      name: "CairnNN", dependencies: ["CairnJSON", "CairnKernels", "CWeights"],
      swiftSettings: safe),

    // MARK: - Layer 2: files, preprocessing, scenes
    .target(
      name: "CairnFiles", dependencies: ["CairnClouds", "CairnJSON", "CairnKernels"],
      swiftSettings: safe + lifetimes),
    .target(
      name: "CairnPreprocessing",
      dependencies: ["CairnClouds", "CairnGeometry", "CairnKernels", "CairnSearch"],
      swiftSettings: safe + lifetimes),
    .target(
      name: "CairnScenes", dependencies: ["CairnClouds", "CairnGeometry", "CairnKernels"],
      swiftSettings: safe),

    // MARK: - Layer 3: segmentation, worlds
    .target(
      name: "CairnWorlds", dependencies: ["CairnGeometry", "CairnKernels", "CairnScenes"],
      swiftSettings: safe),
    .target(
      name: "CairnSegmentation",
      dependencies: [
        "CairnClouds", "CairnGeometry", "CairnKernels", "CairnNN", "CairnPreprocessing",
        "CairnSearch",
      ],
      swiftSettings: safe),

    // MARK: - Layer 4: what is made of clouds, masks and scenes
    .target(
      name: "CairnEvaluation",
      dependencies: ["CairnClouds", "CairnGeometry", "CairnSearch", "CairnSegmentation"],
      swiftSettings: safe),
    .systemLibrary(
      name: "CPNG", path: "Sources/CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .target(
      name: "CairnPictures", dependencies: ["CairnClouds", "CairnGeometry", "CPNG"],
      swiftSettings: safe),

    .systemLibrary(
      name: "CZLib", path: "Sources/CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CairnDatasets",
      dependencies: [
        "CairnClouds", "CairnFiles", "CairnGeometry", "CairnJSON", "CairnKernels", "CairnScenes",
        "CairnWorlds",
      ], swiftSettings: safe),
    .target(
      name: "CairnMeshes",
      dependencies: ["CairnGeometry", "CairnScenes", "CairnWorlds", "CJPEG", "CPNG", "CZLib"],
      swiftSettings: safe),
    .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),

    // Methods of others: with the trait PCL they call it, without it they refuse, and nothing of PCL is
    // needed. pcl_common's headers and those of Eigen are all that pkg-config is asked for: the .pc
    // files of the others name MPI and HDF5, which nothing here uses.
    .systemLibrary(
      name: "CPCLCommon", path: "Sources/CPCLCommon",
      pkgConfig: Context.environment["PCL_PKGCONFIG"] ?? "pcl_common",
      providers: [.apt(["libpcl-dev", "libeigen3-dev"])]),
    .target(
      name: "CPCL",
      dependencies: [.target(name: "CPCLCommon", condition: .when(traits: ["PCL"]))],
      cSettings: [.define("CAIRN_WITH_PCL", .when(traits: ["PCL"]))],
      cxxSettings: [.define("CAIRN_WITH_PCL", .when(traits: ["PCL"]))],
      linkerSettings: [.linkedLibrary("m")]
        + [
          "pcl_features", "pcl_kdtree", "pcl_octree", "pcl_sample_consensus", "pcl_search",
          "pcl_segmentation",
        ].map { .linkedLibrary($0, .when(traits: ["PCL"])) }),
    .target(
      name: "CairnPCL",
      dependencies: [
        "CPCL", "CairnClouds", "CairnGeometry", "CairnPreprocessing", "CairnSearch",
        "CairnSegmentation",
      ],
      swiftSettings: safe),

    // MARK: - Layer 5: the umbrella
    .target(
      name: "Cairn",
      dependencies: [
        "CairnClouds", "CairnEvaluation", "CairnFiles", "CairnGeometry", "CairnPreprocessing",
        "CairnSearch", "CairnSegmentation",
      ],
      swiftSettings: safe),

    // MARK: - Layer 6: the C interface, the command
    .target(name: "CCairn", exclude: ["Install"]),
    .target(
      name: "CairnC",
      dependencies: [
        "CCairn", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnKernels", "CairnNN",
        "CairnSegmentation",
      ],
      swiftSettings: safe),
    .executableTarget(
      name: "CairnTool",
      dependencies: [
        "CairnClouds", "CairnDatasets", "CairnEvaluation", "CairnFiles", "CairnGeometry",
        "CairnJSON", "CairnKernels", "CairnMeshes", "CairnNN", "CairnPCL", "CairnPictures",
        "CairnPreprocessing", "CairnScenes", "CairnSearch", "CairnSegmentation", "CairnWorlds",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),

    // What trains the network computes its features with this: a C interface for PyTorch.
    .target(
      name: "CairnTraining",
      dependencies: [
        "CairnClouds", "CairnEvaluation", "CairnKernels", "CairnSegmentation",
      ],
      swiftSettings: safe),

    // MARK: - Examples
    .executableTarget(
      name: "QuickStart", dependencies: ["Cairn"], path: "Examples/01-QuickStart",
      swiftSettings: safe),
    .executableTarget(
      name: "TabletopPicking", dependencies: ["Cairn"], path: "Examples/02-TabletopPicking",
      swiftSettings: safe),
    .executableTarget(
      name: "BinPicking", dependencies: ["Cairn"], path: "Examples/03-BinPicking",
      swiftSettings: safe),
    .executableTarget(
      name: "Shelf", dependencies: ["Cairn"], path: "Examples/04-Shelf",
      swiftSettings: safe),
    .executableTarget(
      name: "Aisle", dependencies: ["Cairn"], path: "Examples/05-Aisle",
      swiftSettings: safe),
    .executableTarget(
      name: "Street", dependencies: ["Cairn"], path: "Examples/06-Street",
      swiftSettings: safe),

    // MARK: - Tests
    .target(
      name: "TestSupport", dependencies: ["CairnGeometry"], path: "Tests/TestSupport",
      swiftSettings: safe),
    .target(
      name: "SceneDatasets",
      dependencies: ["CairnClouds", "CairnDatasets", "CairnFiles", "CairnScenes", "CairnWorlds"],
      path: "Tests/SceneDatasets",
      swiftSettings: safe),
    .testTarget(name: "CairnJSONTests", dependencies: ["CairnJSON"], swiftSettings: safe),
    .testTarget(
      name: "CairnKernelsTests", dependencies: ["CairnKernels", "CKernels", "TestSupport"],
      swiftSettings: safe + lifetimes),
    .testTarget(
      name: "CairnCloudsTests", dependencies: ["CairnClouds", "CairnGeometry", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnSearchTests",
      dependencies: ["CairnSearch", "CairnGeometry", "CairnKernels", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnNNTests", dependencies: ["CairnNN", "CairnJSON", "CairnKernels", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnFilesTests",
      dependencies: ["CairnFiles", "CairnClouds", "CairnJSON", "CairnKernels", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnPreprocessingTests",
      dependencies: [
        "CairnPreprocessing", "CairnClouds", "CairnGeometry", "CairnKernels", "CairnSearch",
        "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CairnScenesTests",
      dependencies: [
        "CairnScenes", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnKernels", "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CairnWorldsTests",
      dependencies: ["CairnWorlds", "CairnScenes", "CairnGeometry", "CairnKernels", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnMeshesTests",
      dependencies: [
        "CairnMeshes", "CairnGeometry", "CairnScenes", "CairnWorlds", "CZLib", "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CairnDatasetsTests",
      dependencies: [
        "CairnDatasets", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnScenes",
        "CairnWorlds", "SceneDatasets", "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CairnSegmentationTests",
      dependencies: [
        "CairnSegmentation", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnKernels",
        "CairnNN", "CairnPreprocessing", "CairnSearch", "TestSupport",
      ],
      exclude: ["Fixtures"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnEvaluationTests",
      dependencies: [
        "CairnEvaluation", "CairnClouds", "CairnGeometry", "CairnKernels", "CairnSearch",
        "CairnSegmentation", "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CairnPicturesTests",
      dependencies: ["CairnPictures", "CPNG", "CairnClouds", "CairnGeometry", "TestSupport"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnPCLTests",
      dependencies: [
        "CairnPCL", "CairnClouds", "CairnGeometry", "CairnSegmentation", "TestSupport",
      ],
      swiftSettings: safe),
    // It calls C as C programs do, so that every other line would say `unsafe`.
    .testTarget(
      name: "CairnCTests",
      dependencies: [
        "CairnC", "CCairn", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnSegmentation",
        "TestSupport",
      ],
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    .testTarget(
      name: "CairnLinkTests", dependencies: ["TestSupport"], exclude: ["Consumers"],
      swiftSettings: safe),
    .testTarget(
      name: "CairnToolTests",
      dependencies: [
        "CairnTool", "CairnClouds", "CairnFiles", "CairnPreprocessing", "TestSupport",
      ],
      swiftSettings: safe),
    .testTarget(name: "DocumentationTests", dependencies: ["TestSupport"], swiftSettings: safe),

    // MARK: - Programs of the developers
    .executableTarget(
      name: "SceneStatistics",
      dependencies: [
        "CairnClouds", "CairnFiles", "CairnGeometry", "CairnPreprocessing", "CairnSearch",
      ],
      path: "Tests/SceneStatistics",
      swiftSettings: safe),
    .executableTarget(
      name: "Robustness",
      dependencies: [
        "CairnClouds", "CairnEvaluation", "CairnFiles", "CairnGeometry", "CairnKernels",
        "CairnPreprocessing", "CairnSegmentation",
      ],
      path: "Tests/Robustness",
      swiftSettings: safe),
    .executableTarget(
      name: "LookAtScenes",
      dependencies: ["CairnGeometry", "CairnPictures", "CairnScenes", "CairnWorlds"],
      path: "Tests/LookAtScenes",
      swiftSettings: safe),
    .executableTarget(
      name: "MakeDatasets",
      dependencies: ["CairnClouds", "CairnDatasets", "CairnFiles", "CairnScenes", "SceneDatasets"],
      path: "Tests/MakeDatasets",
      swiftSettings: safe),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CCairn", "CairnC", "CairnClouds", "CairnFiles", "CairnGeometry", "CairnJSON",
        "CairnKernels", "CairnNN", "CairnPreprocessing", "CairnSearch", "CairnSegmentation",
        "SceneDatasets",
      ],
      path: "Tests/Benchmarks",
      swiftSettings: safe),
  ],
  cxxLanguageStandard: .cxx17
)
